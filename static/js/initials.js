// "DP:" at the start of a line becomes the name of the one person on the attendance list who has these initials.
// Initials that nobody has, or two people, stay as they are: the server says so when the text is saved.

import { Plugin } from "django-prose-editor/editor";

const SPEAKER = /(?:^|\n)([A-Z][A-Za-z]{0,4}[A-Z])$/;

function namesWith(initials) {
  const lines = [...document.querySelectorAll("[data-initials]")];
  return lines.filter((line) => line.dataset.initials === initials).map((line) => line.dataset.name);
}

// Ctrl Z takes back only the name, since it closes the step of the history that holds what was typed.
const STEP_OF_ITS_OWN = "closeHistory$";

function expand(view, from, to, typed) {
  if (typed !== ":" || from !== to || !document.getElementById("expand-initials").checked) return false;
  const { $from } = view.state.selection;
  const [, initials] = SPEAKER.exec($from.parent.textBetween(0, $from.parentOffset, "\n", "\n")) ?? [];
  const names = initials ? namesWith(initials) : [];
  if (names.length !== 1) return false;
  view.dispatch(view.state.tr.insertText(":", from));
  const named = view.state.tr.insertText(`${names[0]}:`, from - initials.length, from + 1);
  view.dispatch(named.setMeta(STEP_OF_ITS_OWN, true));
  return true;
}

export function expandInitials(editor) {
  editor.registerPlugin(new Plugin({ props: { handleTextInput: expand } }));
}

export function showDoubts(doubts) {
  const list = document.getElementById("doubts");
  const shown = [...list.children].map((line) => line.textContent);
  if (shown.join() === doubts.join()) return; // a screen reader speaks only what is new
  list.replaceChildren(...doubts.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
}
