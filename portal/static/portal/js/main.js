/* Starts each behaviour, on the page and in every fragment that arrives later. Without it, everything still works. */
import * as menu from "./behaviours/menu.js";
import * as print from "./behaviours/print.js";
import * as share from "./behaviours/share.js";

const behaviours = [menu, print, share];

function start(root) {
  for (const behaviour of behaviours) behaviour.start(root);
}

start(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
