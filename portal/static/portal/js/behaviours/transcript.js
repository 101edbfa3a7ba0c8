/* What is said in a clip: marks the passage that is spoken, follows it in its own box, finds words and quotes. */
const LATE = 0.25; // a player reports its time four times a second
const MARKS = /[\u0300-\u036f]/g;

function begins(passage) {
  return Number.parseFloat(passage.dataset.tlnPassage);
}

function plain(words) {
  return words.normalize("NFD").replace(MARKS, "").replaceAll("’", "'").toLowerCase();
}

export class Transcript {
  constructor(list) {
    this.list = list;
    this.passages = [...list.querySelectorAll("[data-tln-passage]")];
    this.current = this.passages.find((passage) => passage.hasAttribute("aria-current"));
    this.tools = list.parentElement.querySelector("[data-tln-text-tools]");
  }

  start() {
    const { tools } = this;
    tools.hidden = false;
    this.said = tools.querySelector("[data-tln-said]");
    this.follow = tools.querySelector("[data-tln-follow]");
    this.follow.addEventListener("change", () => this.reveal());
    tools.querySelector("[data-tln-find]").addEventListener("input", (event) => this.find(event.target.value));
    const quote = tools.querySelector("[data-tln-quote]");
    quote.addEventListener("click", () => this.quote(quote.dataset.tlnQuote));
    this.reveal();
  }

  mark(second) {
    const begun = this.passages.filter((passage) => begins(passage) < second + LATE);
    const now = begun.at(-1) ?? this.passages[0];
    if (!now || now === this.current) return;
    this.current?.removeAttribute("aria-current");
    now.setAttribute("aria-current", "true");
    this.current = now;
    this.reveal();
  }

  /* Scrolls the transcript where it is a box of its own, if the reader wishes; never the page under the reader. */
  reveal() {
    const { list, current } = this;
    if (!current || !this.follow.checked || list.contains(document.activeElement)) return;
    if (list.scrollHeight <= list.clientHeight) return;
    const top = current.offsetTop - list.clientHeight / 3;
    list.scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  find(words) {
    const wanted = plain(words.trim());
    for (const passage of this.passages) passage.hidden = !plain(passage.innerText || passage.textContent).includes(wanted);
    const found = this.passages.filter((passage) => !passage.hidden).length;
    const { none, one, many } = this.said.dataset;
    const sentence = found > 1 ? `${found} ${many}` : found ? one : none;
    this.said.textContent = wanted ? sentence : "";
  }

  async quote(title) {
    const passage = this.current ?? this.passages.find((one) => !one.hidden) ?? this.passages[0];
    const link = passage.querySelector("[data-tln-seek]");
    const words = passage.querySelector("p").textContent.trim();
    const { copied, refused } = this.said.dataset;
    try {
      await navigator.clipboard.writeText(`« ${words} »\n${title}, ${link.textContent.trim()}\n${link.href}`);
      this.said.textContent = copied;
    } catch {
      this.said.textContent = refused;
    }
  }
}
