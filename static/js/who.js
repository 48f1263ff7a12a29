// Who is here, from the keyboard: a few letters and Enter, without leaving the page. Shows whom the letters mean.
// The server decides whom they mean; this only says beforehand.

import { token } from "./token.js";

const form = document.getElementById("who-form");
const PARTS = ["who", "standing"]; // what changes of the page

function meant(typed) {
  const asked = typed.trim().toLowerCase();
  if (asked.length < 2) return [];
  const names = [...document.querySelectorAll("#who [data-name]")].map((line) => line.dataset);
  const isMeant = ({ name, initials }) =>
    initials.toLowerCase() === asked || ` ${name.toLowerCase()}`.includes(` ${asked}`);
  return names.filter(isMeant).map(({ name }) => name);
}

async function send(body) {
  body.set("csrfmiddlewaretoken", token());
  const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(15_000) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("who")) throw new Error(`answered ${answer.status}`);
  for (const part of PARTS) document.getElementById(part).replaceWith(document.adoptNode(page.getElementById(part)));
  const problem = page.getElementById("id_name_error").textContent.trim();
  const done = page.querySelector(".govuk-notification-banner__content")?.textContent.trim();
  return { problem, done: problem ? "" : (done ?? "Saved.") };
}

export function takeAttendance(editor) {
  if (!form) return;
  const { name, what } = form.elements;
  const match = document.getElementById("who-match");
  const error = document.getElementById("id_name_error");

  // What was not noted comes back into the field, unless the next name is typed there already: then it is said.
  const note = ({ typed, problem = "", done = "" }) => {
    const isBusy = name.value.trim() !== "";
    error.textContent = problem && isBusy ? `“${typed}”: ${problem}` : problem;
    match.textContent = done;
    form.querySelector(".govuk-form-group").classList.toggle("govuk-form-group--error", Boolean(problem));
    if (problem && !isBusy) name.value = typed;
  };
  let running = Promise.resolve(); // one after the other, in the order they were typed

  name.addEventListener("input", () => {
    match.textContent = meant(name.value).join(", ");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [body, typed] = [new URLSearchParams(new FormData(form)), name.value];
    name.value = "";
    what.selectedIndex = 0;
    running = running
      .then(() => send(body))
      .catch(() => ({ problem: "Not saved: the server did not answer. Press Enter to try again." }))
      .then((answer) => note({ typed, ...answer }));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") editor.commands.focus();
  });
}

export const goToWho = () => form?.elements.name.focus();
