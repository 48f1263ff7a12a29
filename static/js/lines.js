// The line in which the cursor stands becomes a decision or an action under the item; the cursor stays in the text.
// The server reads who and by when in it, and what it read is shown below, to be corrected.

import { token } from "./token.js";

const say = (words) => {
  document.getElementById("outcome-said").textContent = words;
};

// The paragraph, heading or point of a list with the cursor; null when it is empty.
export function lineAt(editor) {
  const { $from } = editor.state.selection;
  const text = $from.parent.textContent.trim();
  return $from.parent.isTextblock && text ? { text, at: $from.before() } : null;
}

// Typing may have gone on meanwhile: the line nearest to where it stood, if it still says the same.
function remove(editor, { text, at }) {
  let found = null;
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock || node.textContent.trim() !== text) return;
    if (!found || Math.abs(position - at) < Math.abs(found.position - at)) found = { position, size: node.nodeSize };
  });
  if (!found) return;
  editor.view.dispatch(editor.state.tr.deleteRange(found.position, found.position + found.size));
}

let running = Promise.resolve(); // a line is sent once, however often its keys are pressed

export function addFromLine(editor, link) {
  running = running.then(() => add(editor, link));
}

async function add(editor, link) {
  const line = lineAt(editor);
  if (!line) return;
  const body = new URLSearchParams({ text: line.text, csrfmiddlewaretoken: token() });
  say("Adding it…");
  try {
    const answer = await fetch(link.dataset.line, { method: "POST", body, redirect: "manual" });
    const { said, html } = await answer.json();
    if (answer.ok) {
      document.getElementById("outcomes").outerHTML = html;
      remove(editor, line);
    }
    say(said);
  } catch {
    say("It was not added, because the server did not answer. The line is still in the text. Try again.");
  }
}
