/* Starts each behaviour, on the page and in every fragment that arrives later. Without it, everything still works.
   What every page has is here, in one file: each file is a request. What few pages have is fetched by those. */

/* The menu opens without a script; this closes it when the screen grows into the wide layout. */
function menu(root) {
  for (const sheet of root.querySelectorAll("[data-tln-menu]")) {
    if (typeof sheet.hidePopover !== "function") continue;
    const wide = window.matchMedia("(min-width: 72rem)");
    wide.addEventListener("change", () => {
      if (wide.matches && sheet.matches(":popover-open")) sheet.hidePopover();
    });
  }
}

/* Shows the print and share buttons, which only a script can serve; no third party is involved. */
function pageTools(root) {
  for (const button of root.querySelectorAll("[data-tln-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if (typeof navigator.share !== "function") return;
  for (const button of root.querySelectorAll("[data-tln-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: document.title, url: location.href }).catch(() => {});
    });
  }
}

/* What opens over the page would hide what comes next: it closes when the focus goes elsewhere, or at Escape. */
function closePassing(event) {
  for (const note of document.querySelectorAll("[role=note]:popover-open")) {
    if (!note.contains(event.target) && event.target.getAttribute("popovertarget") !== note.id) note.hidePopover();
  }
  for (const fold of document.querySelectorAll("[data-tln-passing][open]")) {
    if (!fold.contains(event.target)) fold.open = false;
  }
}

function closeByKey(event) {
  const fold = event.key === "Escape" && event.target.closest("[data-tln-passing][open]");
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
}

function start(root) {
  menu(root);
  pageTools(root);
}

start(document);
document.addEventListener("focusin", closePassing);
document.addEventListener("keydown", closeByKey);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
if (document.querySelector("[data-tln-list]")) import("./behaviours/lists.js").then((lists) => lists.start(document));
