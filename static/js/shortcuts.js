// The list of keys, on "?", and what can be switched off: a single key clashes with speech input, and some committees
// keep initials in their minutes. This browser remembers it.

function remembered(name) {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return true;
  }
}

function remember(name, on) {
  try {
    if (on) localStorage.removeItem(name);
    else localStorage.setItem(name, "off");
  } catch {
    // A browser that keeps nothing: it holds for this page.
  }
}

// A box of the list, ticked unless it was switched off.
function choice(name) {
  const box = document.getElementById(name);
  box.checked = remembered(name);
  box.addEventListener("change", () => remember(name, box.checked));
  return box;
}

const isTyping = ({ target }) => target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);

export function listShortcuts() {
  const list = document.getElementById("shortcuts");
  const singleKeys = choice("single-keys");
  choice("expand-initials");
  list.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (!singleKeys.checked) return;
    event.preventDefault();
    list.open = !list.open;
    if (list.open) list.querySelector("summary").focus();
  });
}
