// What is typed while one page of the minutes gives way to the next: it is kept, and put where the cursor will be.
// This stands first in the head, and in the page itself, so that it listens before there is anything to type into.

window.typedAhead = (() => {
  const PLACE = "typed-ahead";
  const KEPT_FOR = 60 * 60 * 1000; // milliseconds: nobody waits longer for a page
  const PAUSE = 300; // milliseconds without a key: between two pages there is a moment in which nobody listens

  let text = "";
  let owner = null; // whose words; null until the page says whose it is
  let lastKey = 0;

  const FIELDS = ["INPUT", "SELECT", "TEXTAREA"];
  const PRESSED = ["A", "BUTTON", "SUMMARY"]; // by keys; on the way out the button that was pressed still has the focus
  const typesElsewhere = ({ target }) => (owner ? FIELDS : [...FIELDS, ...PRESSED]).includes(target.tagName);
  const after = (key) => {
    if (key === "Backspace") return text.slice(0, -1);
    if (key === "Enter") return `${text}\n`;
    return key.length === 1 ? text + key : null;
  };

  function show() {
    const box = document.getElementById("typed-ahead");
    if (box) box.textContent = text && `You typed on: ${text}`;
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typesElsewhere(event)) return;
    const now = after(event.key);
    if (now === null) return;
    text = now;
    lastKey = performance.now();
    show();
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function leave() {
    if (!text) return;
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ text, owner, at: Date.now() }));
    } catch {
      // A browser that keeps nothing.
    }
  }

  function left(reader) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
      const isTheirs = kept && [null, reader].includes(kept.owner) && Date.now() - kept.at < KEPT_FOR;
      return isTheirs ? kept.text : "";
    } catch {
      return "";
    }
  }

  function listen(whose = null) {
    owner = whose;
    addEventListener("keydown", onKey, true);
    addEventListener("pagehide", leave);
  }

  function stop() {
    removeEventListener("keydown", onKey, true);
    removeEventListener("pagehide", leave);
    const words = text;
    text = "";
    show();
    return words;
  }

  listen();
  addEventListener("pageshow", ({ persisted }) => persisted && stop()); // back again: what was typed went on
  addEventListener("load", () => setTimeout(() => owner ?? stop())); // nothing came that could take the words

  return {
    // From now on, until the next page has its cursor.
    listen,
    // Whatever was typed since, here or on the page before, for this person.
    take: (reader) => left(reader) + stop(),
    // Until nobody types for a moment.
    async pause() {
      while (text && performance.now() - lastKey < PAUSE) await new Promise((resolve) => setTimeout(resolve, PAUSE / 6));
    },
  };
})();
