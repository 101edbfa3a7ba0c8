// Text from a word processor says bold and italic by style attributes. The policy keeps the rich text editor from
// reading those, and refuses them in any HTML it parses: here pasted HTML says the same by elements.

const BOLD = /^(?:bold|bolder|[6-9]00)$/;
const STYLE_ELEMENT = /<style\b[\s\S]*?<\/style\s*>/gi;
const STYLE_ATTRIBUTE = /(<[a-z][^>]*?\s)style(?=\s*=)/gi;

function wrapContent(element, name) {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function sayByElements(element) {
  const { style } = element.ownerDocument.createElement("p");
  style.cssText = element.dataset.tlnStyle;
  element.removeAttribute("data-tln-style");
  if (style.fontStyle === "italic") wrapContent(element, "i");
  if (BOLD.test(style.fontWeight)) wrapContent(element, "b");
  // Google Docs puts all it copies into a <b> of normal weight.
  else if (style.fontWeight && element.matches("b, strong")) element.replaceWith(...element.childNodes);
}

function withoutStyles(html) {
  const quiet = html.replace(STYLE_ELEMENT, "").replace(STYLE_ATTRIBUTE, "$1data-tln-style");
  const parsed = new DOMParser().parseFromString(quiet, "text/html");
  parsed.querySelectorAll("[data-tln-style]").forEach(sayByElements);
  return parsed.body.innerHTML;
}

const { getData } = DataTransfer.prototype;
DataTransfer.prototype.getData = function read(format) {
  const data = getData.call(this, format);
  return format === "text/html" && data ? withoutStyles(data) : data;
};

// Copying, the editor marks its HTML by a style attribute: through the CSSOM it is the same attribute, allowed.
const { setAttribute } = Element.prototype;
Element.prototype.setAttribute = function set(name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};
