// Filters a long list of check boxes by what is typed above it, without regard to accents (portal/admin_choices.py).

const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[’]/g, "'")
    .toLowerCase();

export function filterChoices(root) {
  const tools = root.querySelector("[data-tln-choices-tools]");
  const status = root.querySelector("[data-tln-choices-status]");
  const box = tools.querySelector("input");
  const rows = [...root.querySelectorAll("li")].map((row) => ({
    row,
    input: row.querySelector("input"),
    text: fold(row.textContent),
  }));
  const update = () => {
    const words = fold(box.value).split(/\s+/);
    rows.forEach(({ row, text }) => {
      row.hidden = !words.every((word) => text.includes(word));
    });
    const counts = {
      chosen: rows.filter(({ input }) => input?.checked).length,
      shown: rows.filter(({ row }) => !row.hidden).length,
      all: rows.length,
    };
    status.textContent = status.dataset.tlnChoicesStatus.replace(/\{(\w+)\}/g, (_, name) => counts[name]);
  };
  // Enter belongs to the filter, not to the form around it.
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  root.addEventListener("input", update);
  root.addEventListener("change", update);
  tools.hidden = false;
  update();
}
