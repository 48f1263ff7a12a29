// The minute-taking screen: the text saves itself, and its keys.

import { autosave } from "./autosave.js";
import { Drafts } from "./drafts.js";
import { expandInitials, showDoubts } from "./initials.js";
import { offerBack } from "./left_behind.js";
import { sayHere } from "./presence.js";

const form = document.querySelector("form[data-autosave]");

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

  document.addEventListener(
    "prose-editor:ready",
    ({ detail: { editor } }) => {
      expandInitials(editor);
      keepWords(drafts, editor, takeUp);
    },
    { once: true },
  );
  form.addEventListener("autosave:saved", ({ detail }) => showDoubts(detail.doubts));

  if (form.dataset.here) sayHere(form);

  document.querySelector(".p-items [aria-current]")?.scrollIntoView({ block: "nearest", inline: "start" });

  const follow = async (id) => {
    await save();
    if (isSafe()) location.assign(document.getElementById(id).href);
  };

  const keys = {
    Enter: () => form.requestSubmit(document.getElementById("save-next")),
    "shift+d": () => follow("add-decision"),
    "shift+a": () => follow("add-action"),
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
