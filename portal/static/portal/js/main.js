/* Starts each behaviour, on the page and in every fragment that arrives later. Without it, everything still works. */
import * as lists from "./behaviours/lists.js";
import * as menu from "./behaviours/menu.js";
import * as pageTools from "./behaviours/page_tools.js";

const behaviours = [lists, menu, pageTools];

function start(root) {
  for (const behaviour of behaviours) behaviour.start(root);
}

start(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
