// A text that saves itself a moment after typing stops: one request at a time, and never over someone else's words.
// Its form says where to in data-autosave; it has a `text`, a `revision`, and #save-state says how things stand.
// Without this script the same page is a form with a Save button.

import { randomName } from "./drafts.js";
import { token } from "./token.js";

const PAUSE = 1200; // milliseconds of quiet before a save
const LONGEST = 10_000; // milliseconds until who types without a pause is saved
const RETRY = 5000; // milliseconds before trying again when the network is away
const REMEMBERED = 100; // saves that nobody answered

// Refused before anybody asked who sends it: all cookies are gone, and signing in brings them back.
const isWithoutCookies = (answer) =>
  answer.status === 403 && !answer.headers.get("Content-Type").startsWith("application/json");

const NO_COPY = { keep() {}, forget() {} };

// `copy` keeps what is not saved yet in the browser, if anything does.
export function autosave(form, copy = NO_COPY) {
  const revision = form.elements.revision;
  const state = document.getElementById("save-state");
  const text = form.querySelector("textarea[name='text']");

  let saved = text.value;
  let timer = null;
  let unsavedSince = null;
  let running = Promise.resolve(); // saves wait for one another
  let unanswered = []; // names of saves that may have arrived: their answer was lost
  let refused = false; // by the server: sending the page shows why, with both texts or with a sentence
  let leaving = false;

  const isSafe = () => text.value === saved;

  const keepCopy = () => {
    if (isSafe()) copy.forget();
    else copy.keep({ text: text.value, revision: revision.value, unanswered });
  };

  // A screen reader speaks whatever is new here: a problem is said once, and stays until it is over.
  const say = (words, problem = false) => {
    if (state.firstChild?.data === words) return false;
    state.textContent = words;
    state.classList.toggle("p-save__problem", problem);
    return true;
  };
  const mention = (words) => state.classList.contains("p-save__problem") || say(words);

  const later = (wait = PAUSE) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const askToSignIn = () => {
    if (!say("You are signed out. Your words are still here, but not saved. ", true)) return;
    const link = Object.assign(document.createElement("a"), {
      href: `/account/login/?next=${location.pathname}`,
      target: "_blank",
      className: "govuk-link",
      textContent: "Sign in again (opens in a new tab)",
    });
    state.append(link, ", then come back to this page. It saves them by itself.");
  };

  const settled = () => {
    unanswered = [];
    keepCopy();
  };

  const handlers = {
    200: (answer, sent) => {
      const { revision: now, saved_at: at } = answer;
      revision.value = now;
      saved = sent;
      settled();
      say(`Saved at ${at}`);
      form.dispatchEvent(new CustomEvent("autosave:saved", { detail: answer }));
      if (!isSafe()) later();
    },
    403: ({ message }) => {
      say(message, true);
      later(RETRY);
    },
    409: ({ by }) => {
      refused = true;
      say(`${by} saved this too. Press Save to see both texts.`, true);
    },
    422: ({ message }) => {
      refused = true;
      say(message, true);
    },
  };

  const send = (name) => {
    form.elements.csrfmiddlewaretoken.value = token();
    const body = new URLSearchParams(new FormData(form));
    body.set("save", name);
    if (unanswered.length) body.set("unanswered", unanswered.join(" "));
    unanswered = [...unanswered, name].slice(-REMEMBERED);
    keepCopy();
    return fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch" },
      redirect: "manual",
    });
  };

  async function saveOnce() {
    if (refused || isSafe()) return;
    const sent = text.value;
    unsavedSince = null;
    mention("Saving…");
    try {
      const answer = await send(randomName());
      if (answer.type === "opaqueredirect" || isWithoutCookies(answer)) {
        askToSignIn();
        later(RETRY);
      } else if (answer.status in handlers) {
        handlers[answer.status](await answer.json(), sent);
      } else {
        throw new Error(`answered ${answer.status}`);
      }
    } catch {
      say("Not saved yet. Your words are still here; trying again.", true);
      later(RETRY);
    }
  }

  function save() {
    clearTimeout(timer);
    running = running.then(saveOnce);
    return running;
  }

  const changed = () => {
    keepCopy();
    if (refused || isSafe()) return;
    mention("Not saved yet");
    unsavedSince ??= Date.now();
    later(Math.max(0, Math.min(PAUSE, unsavedSince + LONGEST - Date.now())));
  };

  text.addEventListener("input", changed);
  text.addEventListener("change", changed);
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    if (textarea !== text) return;
    saved = text.value;
    editor.on("update", changed);
    editor.commands.focus("end");
  });

  addEventListener("online", save);
  addEventListener("beforeunload", (event) => {
    if (!isSafe() && !leaving) event.preventDefault();
  });

  // Every button saves the words first. The page is left when they are safe, or to be shown why they were refused.
  form.addEventListener("submit", async (event) => {
    leaving = refused || isSafe();
    if (leaving) return;
    event.preventDefault();
    await save();
    if (refused || isSafe()) form.requestSubmit(event.submitter);
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });

  // Words that an earlier page could not save, with what they were based on. False while newer ones are not safe.
  const takeUp = async (words, show) => {
    await save();
    if (refused || !isSafe()) return false;
    revision.value = words.revision;
    unanswered = words.unanswered;
    show(words.text);
    return true;
  };

  return { save, isSafe, takeUp };
}
