/* Shows the share button where the browser has its own sheet for it; no third party is involved. */
export function start(root) {
  if (typeof navigator.share !== "function") return;
  for (const button of root.querySelectorAll("[data-tln-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: document.title, url: location.href }).catch(() => {});
    });
  }
}
