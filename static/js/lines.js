// The line in which the cursor stands becomes a decision or an action under the item; the cursor stays in the text.
// The server reads who and by when in it, and what it read is shown below, to be corrected.

import { pm } from "django-prose-editor/editor";

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

// Typing may have gone on meanwhile: the line nearest to where it stood. What was typed at its end since then stays.
function remove(editor, { text, at }) {
  let found = null;
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock || !node.textContent.trim().startsWith(text)) return;
    if (found && Math.abs(position - at) >= Math.abs(found.position - at)) return;
    found = { position, node };
  });
  if (!found) return;
  const { position, node } = found;
  const [start, end] = [position + 1, position + node.nodeSize - 1];
  const { from } = editor.state.selection;
  const more = node.textContent.trimStart().slice(text.length).trimStart();
  const tr = pm.history.closeHistory(editor.state.tr); // an undo of its own: it brings the line back, and no more
  if (more) tr.delete(start, end - more.length);
  else if (from >= start && from <= end) tr.delete(start, end); // an empty line, to type the next in
  else tr.deleteRange(position, position + node.nodeSize);
  editor.view.dispatch(tr);
}

const PATIENCE = 400; // milliseconds: then the server is slow, and typing goes on below
const LONGEST = 15_000; // then it does not answer

// Until the line is added it stays; whoever types on does so on a line of their own.
function goBelow(editor, { at }) {
  const { $from } = editor.state.selection;
  if ($from.depth !== 1 || $from.before() !== at || $from.parentOffset !== $from.parent.content.size) return;
  editor.chain().splitBlock().focus().run();
}

// It was not added: whoever has typed nothing since is where they were, to press the keys again.
function comeBack(editor, { text }) {
  const { $from } = editor.state.selection;
  const before = $from.depth === 1 ? editor.state.doc.resolve($from.before()).nodeBefore : null;
  if ($from.parent.content.size || before?.textContent.trim() !== text) return;
  const end = $from.before() - 1;
  editor.chain().deleteRange({ from: $from.before(), to: $from.after() }).setTextSelection(end).run();
}

const waiting = new Set(); // lines that are being added: each is sent once, however often its keys are pressed
let running = Promise.resolve(); // one after the other

export function addFromLine(editor, button) {
  const line = lineAt(editor);
  const key = `${button.id} ${line?.text}`;
  if (!line || waiting.has(key)) return;
  waiting.add(key);
  const below = setTimeout(() => goBelow(editor, line), PATIENCE);
  say("Adding it…");
  running = running
    .then(() => add(editor, button, line))
    .finally(() => {
      clearTimeout(below);
      waiting.delete(key);
    });
}

async function add(editor, button, line) {
  const body = new URLSearchParams({ text: line.text, csrfmiddlewaretoken: token() });
  try {
    const signal = AbortSignal.timeout(LONGEST);
    const answer = await fetch(button.dataset.line, { method: "POST", body, redirect: "manual", signal });
    const { said, html } = await answer.json();
    if (answer.ok) {
      document.getElementById("outcomes").outerHTML = html;
      remove(editor, line);
    }
    say(said);
  } catch {
    comeBack(editor, line);
    say("It was not added, because the server did not answer. The line is still in the text. Try again.");
  }
}
