/* Starts each behaviour, on the page and in every fragment that arrives later. Without it, everything still works. */
import * as menu from "./behaviours/menu.js";
import * as pageTools from "./behaviours/page_tools.js";

const behaviours = [menu, pageTools];

function start(root) {
  for (const behaviour of behaviours) behaviour.start(root);
}

start(document);
// Lists replace only their fragment; a page without one does not load what that takes.
if (document.querySelector("[hx-get]")) import("./vendor/htmx.min.js");
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
