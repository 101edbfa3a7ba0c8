/* Lets the browser's own player and its transcript follow each other. Without it, every time of the transcript is a link
   that opens the page with the player there; the captions and the end of the clip are the browser's work. */
const LATE = 0.25; // a player reports its time four times a second

function place(element, name) {
  return Number.parseFloat(element.dataset[name]);
}

class ClipPlayer {
  constructor(screen) {
    this.screen = screen;
    this.video = screen.querySelector("[data-tln-video]");
    this.end = place(screen, "tlnPlayer");
    this.list = document.querySelector("[data-tln-passages]");
    this.passages = this.list ? [...this.list.querySelectorAll("[data-tln-passage]")] : [];
    this.current = this.passages.find((passage) => passage.hasAttribute("aria-current"));
  }

  start() {
    const { video, screen } = this;
    video.addEventListener("timeupdate", () => this.follow());
    video.addEventListener("play", () => this.beginAgain());
    for (const name of ["play", "pause", "ended"]) video.addEventListener(name, () => this.showState());
    document.addEventListener("click", (event) => this.seekByLink(event));
    screen.addEventListener("keydown", (event) => this.byKey(event));
    this.startTools();
    this.showState();
    if (this.current) this.reveal(this.current);
  }

  startTools() {
    const tools = this.screen.querySelector("[data-tln-tools]");
    tools.hidden = false;
    for (const button of tools.querySelectorAll("[data-tln-skip]")) {
      button.addEventListener("click", () => this.seek(this.video.currentTime + place(button, "tlnSkip")));
    }
    const speed = tools.querySelector("[data-tln-speed]");
    speed.addEventListener("change", () => {
      this.video.defaultPlaybackRate = Number.parseFloat(speed.value);
      this.video.playbackRate = this.video.defaultPlaybackRate;
    });
    this.screen.querySelector("[data-tln-start]").addEventListener("click", () => {
      this.play();
      this.video.focus();
    });
  }

  play() {
    // A browser may refuse to play; its own controls then stay what the reader has.
    this.video.play()?.catch(() => {});
  }

  /* The sample films are longer than some clips: what comes after a clip's end is not part of it. */
  beginAgain() {
    if (this.video.currentTime >= this.end - LATE) this.video.currentTime = 0;
  }

  seek(second) {
    this.video.currentTime = Math.min(Math.max(second, 0), this.end - LATE);
    this.mark(this.video.currentTime);
  }

  seekByLink(event) {
    const link = event.target.closest?.("[data-tln-seek]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.seek(place(link, "tlnSeek"));
    this.play();
    history.replaceState(history.state, "", link.href);
    if (!this.isSeen()) this.screen.scrollIntoView({ block: "start" });
  }

  isSeen() {
    const box = this.screen.getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight / 2;
  }

  /* K plays and pauses, J and L go back and on: only while the focus is in the player, beside what the browser has. */
  byKey(event) {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.matches("select")) return;
    const deeds = {
      k: () => (this.video.paused ? this.play() : this.video.pause()),
      j: () => this.seek(this.video.currentTime - 10),
      l: () => this.seek(this.video.currentTime + 10),
    };
    const deed = deeds[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  follow() {
    const { video } = this;
    if (video.currentTime >= this.end) {
      video.pause();
      return;
    }
    if (!video.paused) this.mark(video.currentTime);
  }

  mark(second) {
    const begun = this.passages.filter((passage) => place(passage, "tlnPassage") < second + LATE);
    const now = begun.at(-1) ?? this.passages[0];
    if (!now || now === this.current) return;
    this.current?.removeAttribute("aria-current");
    now.setAttribute("aria-current", "true");
    this.current = now;
    this.reveal(now);
  }

  /* Scrolls the transcript, where it is a box of its own; never the page under the reader. */
  reveal(passage) {
    const { list } = this;
    if (list.scrollHeight <= list.clientHeight || list.contains(document.activeElement)) return;
    const top = passage.offsetTop - list.offsetTop - list.clientHeight / 3;
    list.scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  showState() {
    const { video, screen } = this;
    const isWaiting = video.paused && !video.seeking && video.played.length === 0;
    screen.querySelector("[data-tln-start]").hidden = !isWaiting;
  }
}

export function start(root) {
  for (const screen of root.querySelectorAll("[data-tln-player]")) {
    if (screen.querySelector("[data-tln-video]")) new ClipPlayer(screen).start();
  }
}

start(document);
