// A text that saves itself a moment after typing stops: one request at a time, and never over someone else's words.
// Its form says where to in data-autosave; it has a `text`, a `revision`, and #save-state says how things stand.
// Without this script the same page is a form with a Save button.

const PAUSE = 1200; // milliseconds of quiet before a save
const RETRY = 5000; // milliseconds before trying again when the network is away

export function autosave(form) {
  const revision = form.elements.revision;
  const state = document.getElementById("save-state");
  const text = form.querySelector("textarea[name='text']");

  let saved = text.value;
  let timer = null;
  let running = Promise.resolve(); // saves wait for one another
  let refused = false; // by the server: sending the page shows why, with both texts or with a sentence
  let leaving = false;

  const isSafe = () => text.value === saved;

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

  const handlers = {
    200: ({ revision: now, saved_at: at }, sent) => {
      revision.value = now;
      saved = sent;
      say(`Saved at ${at}`);
      if (!isSafe()) later();
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

  // Signing in again in another tab changes the token that the page was served with.
  const renewToken = () => {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (cookie) form.elements.csrfmiddlewaretoken.value = cookie[1];
  };

  const send = () => {
    renewToken();
    return fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Requested-With": "fetch" },
      redirect: "manual",
    });
  };

  async function saveOnce() {
    if (refused || isSafe()) return;
    const sent = text.value;
    mention("Saving…");
    try {
      const answer = await send();
      if (answer.type === "opaqueredirect") {
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
    if (refused || isSafe()) return;
    mention("Not saved yet");
    later();
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

  return { save, isSafe };
}
