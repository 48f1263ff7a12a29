// Whoever wrote something into a form and leaves the page without sending it is asked first, by the browser. Texts that
// save themselves see to it that they are.

const FORM = "form[method='post']:not([data-autosave])";

const written = new Set(); // forms that somebody wrote into
// What was refused stands in its box again, and nowhere else.
const isRefused = () => document.querySelector(".govuk-error-summary") !== null;

function note({ target, isTrusted }) {
  const form = target.closest?.(FORM);
  if (form && isTrusted && (target.tagName === "TEXTAREA" || target.isContentEditable)) written.add(form);
}

const isUnsent = (form) =>
  [...form.querySelectorAll("textarea")].some((box) =>
    isRefused() ? box.value.trim() : written.has(form) && box.value !== box.defaultValue,
  );

export function askBeforeWordsAreLost() {
  let sent = false;
  for (const event of ["keydown", "input", "paste", "drop"]) document.addEventListener(event, note, true);
  document.addEventListener("submit", ({ defaultPrevented }) => {
    sent = !defaultPrevented;
  });
  addEventListener("pageshow", () => {
    sent = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!sent && [...document.querySelectorAll(FORM)].some(isUnsent)) event.preventDefault();
  });
}
