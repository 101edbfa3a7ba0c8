/* Shows the print button, which only a script can serve. */
export function start(root) {
  for (const button of root.querySelectorAll("[data-tln-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
