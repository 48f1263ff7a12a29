// The list of keys, on "?". A single key clashes with speech input, so it can be switched off, and this browser remembers.

const OFF = "single keys are off";

function remembered() {
  try {
    return localStorage.getItem(OFF) !== "yes";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  } catch {
    // A browser that keeps nothing: it holds for this page.
  }
}

const isTyping = ({ target }) => target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);

export function listShortcuts() {
  const list = document.getElementById("shortcuts");
  const box = document.getElementById("single-keys");
  list.hidden = false;
  box.checked = remembered();
  box.addEventListener("change", () => remember(box.checked));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || !box.checked || isTyping(event)) return;
    event.preventDefault();
    list.open = !list.open;
    if (list.open) list.querySelector("summary").focus();
  });
}
