// The minute-taking screen: the text saves itself, and its keys.

import { autosave } from "./autosave.js";
import { runClock } from "./clock.js";
import { Drafts } from "./drafts.js";
import { expandInitials, showDoubts } from "./initials.js";
import { offerBack } from "./left_behind.js";
import { addFromLine, lineAt } from "./lines.js";
import { sayHere } from "./presence.js";
import { listShortcuts } from "./shortcuts.js";
import { goToWho, takeAttendance } from "./who.js";

const form = document.querySelector("form[data-autosave]");

// As if it were typed now, where the text ends.
function typeOn(editor, words) {
  editor.commands.focus("end");
  words.split("\n").forEach((line, number) => {
    if (number) editor.commands.splitBlock();
    if (line) editor.view.dispatch(editor.state.tr.insertText(line));
  });
}

async function keepWords(drafts, editor, takeUp) {
  document.getElementById((await drafts.isKept) ? "words-kept" : "words-not-kept").hidden = false;
  if (!(await drafts.isKept)) return;
  const show = (html) => editor.chain().setContent(html, { emitUpdate: true }).focus("end").run();
  await offerBack(form, drafts, { putBack: (words) => takeUp(words, show) });
}

if (form) {
  const { owner } = form.dataset;
  const drafts = new Drafts({ owner, place: location.pathname, title: document.querySelector("h1").textContent });
  const { save, isSafe, takeUp } = autosave(form, drafts);
  let editor = null;
  document.getElementById("saved-by-hand")?.remove();

  document.addEventListener(
    "prose-editor:ready",
    ({ detail }) => {
      editor = detail.editor;
      typeOn(editor, window.typedAhead?.take(owner) ?? "");
      expandInitials(editor);
      takeAttendance(editor);
      keepWords(drafts, editor, takeUp);
    },
    { once: true },
  );
  form.addEventListener("autosave:saved", ({ detail }) => showDoubts(detail.doubts));

  // On the way to where one writes on, keys are of the next page; they are of this one where its words are not safe.
  const goOn = async (button) => {
    window.typedAhead.listen(owner);
    await save();
    if (isSafe()) await window.typedAhead.pause();
    else typeOn(editor, window.typedAhead.take(owner));
    form.requestSubmit(button);
  };
  const submit = (button) => (editor && "writesOn" in button.dataset ? goOn(button) : form.requestSubmit(button));

  if (form.dataset.here) sayHere(form);
  runClock();
  listShortcuts();

  document.querySelector(".p-items [aria-current]")?.scrollIntoView({ block: "nearest", inline: "start" });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-writes-on]");
    if (!button) return;
    event.preventDefault();
    submit(button);
  });

  // A button that leads on saves the words first. Where nothing is to be saved, nothing is sent that could clash.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-page]");
    if (!button || !isSafe()) return;
    event.preventDefault();
    location.assign(button.dataset.page);
  });

  // From a line with words in it; else on the page that asks for them.
  const add = (id) => {
    const button = document.getElementById(id);
    if (editor?.isFocused && lineAt(editor)) addFromLine(editor, button);
    else button.click();
  };

  const keys = {
    s: save,
    Enter: () => submit(document.getElementById("save-next")),
    "shift+d": () => add("add-decision"),
    "shift+a": () => add("add-action"),
    "shift+l": goToWho,
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const run = keys[event.shiftKey ? `shift+${event.key.toLowerCase()}` : event.key];
      if (!run || !document.getElementById("save-next")) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    true,
  );
}
