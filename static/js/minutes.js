// The minute-taking screen: the text saves itself, and its keys.

import { autosave } from "./autosave.js";

const form = document.querySelector("form[data-autosave]");

if (form) {
  const { save, isSafe } = autosave(form);

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
