/* Adds to the browser's own player what it lacks: large controls, keys, and a transcript that follows and finds.
   Without it, every time of the transcript is a link that opens the page with the player there; the captions, the volume
   and the end of the clip are the browser's work. Not a byte of film or captions is asked for before the reader plays. */
import { Transcript } from "./transcript.js";

const LATE = 0.25; // a player reports its time four times a second
const STEP = 5;
const LEAP = 10;

function place(element, name) {
  return Number.parseFloat(element.dataset[name]);
}

class ClipPlayer {
  constructor(screen) {
    this.screen = screen;
    this.video = this.part("video");
    this.end = place(screen, "tlnPlayer");
    this.chapters = [...screen.querySelectorAll("[data-tln-chapter]")];
    const list = document.querySelector("[data-tln-passages]");
    this.transcript = list ? new Transcript(list) : null;
    this.isLost = false;
    this.isCaptioned = true;
    this.keys = {
      " ": () => this.toggle(),
      k: () => this.toggle(),
      j: () => this.seek(this.video.currentTime - LEAP),
      l: () => this.seek(this.video.currentTime + LEAP),
      arrowleft: () => this.seek(this.video.currentTime - STEP),
      arrowright: () => this.seek(this.video.currentTime + STEP),
      arrowup: () => this.turn(0.1),
      arrowdown: () => this.turn(-0.1),
      m: () => (this.video.muted = !this.video.muted),
      c: () => this.caption(!this.isCaptioned),
      f: () => this.fill(),
      n: () => this.part("next")?.click(),
    };
  }

  part(name) {
    return this.screen.querySelector(`[data-tln-${name}]`);
  }

  start() {
    const { video, screen } = this;
    this.transcript?.start();
    // Until it plays, the picture is the door; the browser's controls come with the film.
    video.controls = false;
    video.addEventListener("timeupdate", () => this.follow());
    video.addEventListener("play", () => this.beginAgain());
    for (const name of ["play", "playing", "pause", "ended", "seeking"]) video.addEventListener(name, () => this.show());
    // The error of a source does not rise: it is caught on its way down. A lost track is not a lost film.
    video.addEventListener("error", (event) => event.target.matches("track") || this.lose(), true);
    document.addEventListener("click", (event) => this.seekByLink(event));
    screen.addEventListener("keydown", (event) => this.byKey(event));
    this.startTools();
    this.show();
  }

  startTools() {
    const on = (name, deed) => this.part(name)?.addEventListener("click", deed);
    this.part("tools").hidden = false;
    on("start", () => this.begin());
    on("again", () => this.begin());
    on("retry", () => {
      this.isLost = false;
      this.video.load();
      this.begin();
    });
    on("toggle", () => this.toggle());
    on("captions", () => this.caption(!this.isCaptioned));
    on("full", () => this.fill());
    for (const button of this.screen.querySelectorAll("[data-tln-skip]")) {
      button.addEventListener("click", () => this.seek(this.video.currentTime + place(button, "tlnSkip")));
    }
    this.part("speed").addEventListener("change", (event) => {
      this.video.defaultPlaybackRate = Number.parseFloat(event.target.value);
      this.video.playbackRate = this.video.defaultPlaybackRate;
    });
    this.part("size")?.addEventListener("change", (event) => (this.video.className = event.target.value));
    this.video.textTracks.addEventListener("change", ({ target }) => this.caption(target[0].mode === "showing"));
    this.part("full").hidden = !(this.video.requestFullscreen ?? this.video.webkitEnterFullscreen);
    this.video.addEventListener("fullscreenchange", () => document.fullscreenElement ?? this.part("full").focus());
  }

  begin() {
    this.play();
    this.video.focus();
  }

  play() {
    this.video.controls = true;
    // A browser may refuse to play; its own controls then stay what the reader has.
    this.video.play()?.catch(() => {});
  }

  toggle() {
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  turn(step) {
    this.video.volume = Math.min(Math.max(this.video.volume + step, 0), 1);
    this.video.muted = false;
  }

  /* A track that is wanted is fetched: before the film plays, the wish alone is kept. */
  caption(isWanted) {
    this.isCaptioned = isWanted;
    const isBegun = !this.video.paused || this.video.played.length > 0;
    for (const track of isBegun ? this.video.textTracks : []) track.mode = isWanted ? "showing" : "hidden";
    this.show();
  }

  fill() {
    if (document.fullscreenElement) return void document.exitFullscreen();
    // The whole screen holds the film alone: its own controls are all that is left there.
    this.video.controls = true;
    this.video.focus();
    (this.video.requestFullscreen ?? this.video.webkitEnterFullscreen)?.call(this.video)?.catch?.(() => {});
  }

  /* The sample films are longer than some clips: what comes after a clip's end is not part of it. */
  beginAgain() {
    this.caption(this.isCaptioned);
    if (this.video.currentTime >= this.end - LATE) this.video.currentTime = 0;
  }

  seek(second) {
    this.video.controls = true;
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
    const { top } = this.screen.getBoundingClientRect();
    if (top < 0 || top >= innerHeight / 2) this.screen.scrollIntoView({ block: "start" });
  }

  /* Only while the focus is in the player. On the film itself, the space bar and the arrows are the browser's own, which
     knows what part of its controls has the focus; on a button, the space bar presses it. */
  byKey(event) {
    const { target } = event;
    if (event.metaKey || event.ctrlKey || event.altKey || target.matches("select, input")) return;
    const key = event.key.toLowerCase();
    if (key === " " && target !== this.screen) return;
    if (key.startsWith("arrow") && target === this.video) return;
    const deed = /^[0-9]$/.test(key) ? () => this.seek((this.end * Number(key)) / 10) : this.keys[key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  follow() {
    const { video } = this;
    if (video.currentTime >= this.end) video.pause();
    else if (!video.paused) this.mark(video.currentTime);
  }

  mark(second) {
    this.transcript?.mark(second);
    const begun = this.chapters.filter((chapter) => place(chapter, "tlnSeek") < second + LATE);
    for (const chapter of this.chapters) chapter.toggleAttribute("aria-current", chapter === begun.at(-1));
    begun.at(-1)?.setAttribute("aria-current", "true");
  }

  lose() {
    this.isLost = true;
    this.video.controls = false;
    this.show();
  }

  show() {
    const { video, isLost } = this;
    const isWaiting = video.paused && !video.seeking && video.played.length === 0;
    const isOver = video.ended || (video.paused && video.played.length > 0 && video.currentTime >= this.end - LATE);
    this.part("start").hidden = !isWaiting || isLost;
    this.part("end").hidden = !isOver || isLost;
    this.part("lost").hidden = !isLost;
    const toggle = this.part("toggle");
    this.names ??= { paused: toggle.getAttribute("aria-label"), playing: toggle.dataset.tlnToggle };
    toggle.setAttribute("aria-label", video.paused ? this.names.paused : this.names.playing);
    toggle.classList.toggle("playing", !video.paused);
    this.part("captions")?.setAttribute("aria-pressed", String(this.isCaptioned));
  }
}

export function start(root) {
  for (const screen of root.querySelectorAll("[data-tln-player]")) {
    if (screen.querySelector("[data-tln-video]")) new ClipPlayer(screen).start();
  }
}

start(document);
