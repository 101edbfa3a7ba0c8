// Starts what Wagtail starts by inline scripts: choosers, calendars, inline panels (see portal/admin_widgets.py).
// An element says `data-tln-start`: the name of Wagtail's class or function, and `data-tln-options`: its options.

import "./paste.js";
import "./styles.js";
import { filterChoices } from "./choices.js";

const STARTERS = /^(?:(?:create|init)?[A-Z][A-Za-z]*Chooser|InlinePanel|MultipleChooserPanel)$/;
const WAITING = "[data-tln-start]";

// Rows are copied from a template by replacing "__prefix__" up to the next quote, so the panel's options must show
// their quotes as \u0022, Wagtail's own escape in its inline script; everything else is plain JSON.
const read = (text) => JSON.parse(text.startsWith(`{"`) ? text : JSON.parse(`"${text}"`));

function start(element) {
  const { tlnStart: name, tlnOptions: options } = element.dataset;
  element.removeAttribute("data-tln-start"); // started once, also when a row is dragged elsewhere
  if (!STARTERS.test(name)) return;
  const args = name.endsWith("Panel") ? [read(options)] : [element.id, read(options)];
  Reflect.construct(window[name], args);
}

function startWithin(root) {
  if (root.matches?.(WAITING)) start(root);
  root.querySelectorAll(WAITING).forEach(start);
}

function titleFromFile({ target }) {
  const title = target.matches("[data-tln-title-from-file] input[type=file]") && target.form.elements.title;
  if (title && !title.value && target.files.length) title.value = target.files[0].name.replace(/\.[^.]+$/, "");
}

// Asked nothing, the crop window would find out about touch screens by writing a handler into HTML.
if (window.jQuery?.Jcrop) window.jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;

startWithin(document);
document.querySelectorAll("[data-tln-choices]").forEach(filterChoices);
// At once: the multiple chooser panel fills the row's chooser as soon as the row is there.
document.addEventListener("w-formset:added", ({ target }) => startWithin(target));
document.addEventListener("change", titleFromFile);
// Windows, filters and upload forms arrive as HTML later.
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) startWithin(node);
  }
}).observe(document.body, { childList: true, subtree: true });
