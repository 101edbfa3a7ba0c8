/* Shows the print and share buttons, which only a script can serve; no third party is involved. */
export function start(root) {
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
