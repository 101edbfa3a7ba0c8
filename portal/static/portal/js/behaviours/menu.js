/* The menu opens without a script; this closes it when the screen grows into the wide layout. */
export function start(root) {
  for (const menu of root.querySelectorAll("[data-tln-menu]")) {
    if (typeof menu.hidePopover !== "function") continue;
    const wide = window.matchMedia("(min-width: 72rem)");
    wide.addEventListener("change", () => {
      if (wide.matches && menu.matches(":popover-open")) menu.hidePopover();
    });
  }
}
