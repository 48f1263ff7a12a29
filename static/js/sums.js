// Beside each amount that is awarded: how much of the money of its lot is given out, as far as it is typed. The server
// counts for itself.

const fields = [...document.querySelectorAll("input[data-budget]")];
const WRITTEN = /^£?\s*(\d[\d,]*)(?:\.(\d{2}))?$/;

function penceOf(typed) {
  const found = WRITTEN.exec(typed.trim());
  return found ? Number(found[1].replaceAll(",", "")) * 100 + Number(found[2] ?? 0) : 0;
}

function pounds(pence) {
  const digits = pence % 100 ? 2 : 0;
  return (pence / 100).toLocaleString("en-GB", { style: "currency", currency: "GBP", minimumFractionDigits: digits });
}

const isAwarded = ({ form, name }) => form.elements[name.replace("amount", "verdict")].value === "award";

function wordsFor({ dataset: { lot, budget } }) {
  const awarded = fields.filter((field) => field.dataset.lot === lot && isAwarded(field));
  const sum = awarded.reduce((so_far, field) => so_far + penceOf(field.value), 0);
  const tooMuch = sum - Number(budget);
  const words = `Awarded so far: ${pounds(sum)} of ${pounds(Number(budget))}`;
  return tooMuch > 0 ? `${words}. That is ${pounds(tooMuch)} too much` : words;
}

const lines = new Map(
  fields.map((field) => {
    const line = document.createElement("p");
    line.className = "p-where";
    field.after(line);
    return [field, line];
  }),
);

// A reader of the screen hears of the field that changed, and not the same for every other.
function tell(changed) {
  for (const [field, line] of lines) {
    line.role = field === changed ? "status" : null;
    line.textContent = isAwarded(field) ? wordsFor(field) : "";
  }
}

for (const field of fields) {
  field.addEventListener("change", () => tell(field));
  for (const choice of field.form.elements[field.name.replace("amount", "verdict")]) {
    choice.addEventListener("change", () => tell(field));
  }
}
tell(null);
