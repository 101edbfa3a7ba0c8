/* After HTMX has replaced a list: says how much was found, and keeps the focus and the eye near. If that fails, the page is
   loaded as it would be without a script. */
function say(list) {
  let voice = document.getElementById("list-voice");
  if (!voice) {
    voice = Object.assign(document.createElement("p"), { id: "list-voice", className: "sr-only" });
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  // A voice speaks of what changes in it, after it is there.
  const told = [list.querySelector("[data-tln-count]") ?? list.querySelector("h2, h3"), list.querySelector("[data-tln-page]")];
  const words = told.map((part) => part?.dataset.tlnPage ?? part?.textContent.trim()).filter(Boolean).join(", ");
  setTimeout(() => { voice.textContent = words; }, 100);
}

function settle(list) {
  // What was not understood comes first: its field says why.
  const wrong = document.querySelector("#filters [aria-invalid=true]");
  if (wrong) return wrong.focus();
  const { top } = list.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) list.scrollIntoView({ block: "start" });
  const held = document.activeElement;
  const box = held?.getBoundingClientRect();
  const isOut = box && (box.top < 0 || box.bottom > innerHeight);
  if (!held || held === document.body || !held.checkVisibility() || isOut) list.focus({ preventScroll: true });
  say(list);
}

function load(event) {
  if (event.detail.target?.matches("[data-tln-list]")) location.assign(event.detail.pathInfo.finalRequestPath);
}

/* The address says what was asked, not what was left empty. */
function shorten(event) {
  const { elt, parameters } = event.detail;
  if (!elt.matches("form[method=get]")) return;
  for (const [name, value] of [...new FormData(elt)]) if (value === "") delete parameters[name];
}

export function start(root) {
  if (root !== document) return;
  document.addEventListener("htmx:configRequest", shorten);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.matches?.("[data-tln-list]")) settle(event.target);
    // The filters were asked for by a link that they replace: whoever pressed it goes on with the first of them.
    if (event.target.matches?.("details.filters") && document.activeElement === document.body) {
      event.target.querySelector("select, input:not([type=hidden])")?.focus();
    }
  });
  document.addEventListener("htmx:responseError", load);
  document.addEventListener("htmx:sendError", load);
}
