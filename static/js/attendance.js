// The attendance list: each mark is saved as it is made, and the quorum is counted again. Without this script the
// Save button does both.

const form = document.querySelector("form[data-register]");

if (form) {
  const state = document.getElementById("save-state");
  let waiting = Promise.resolve(); // one request at a time

  // Only the mark just made is sent, so that nobody else's marks are put back to what this page last saw.
  const mark = (radio) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set(radio.name, radio.value);
    return body;
  };

  const save = async (body) => {
    state.textContent = "Saving…";
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const quorum = fresh.getElementById("quorum");
      if (!answer.ok || !fresh.querySelector("form[data-register]")) throw new Error("not saved");
      if (quorum) document.getElementById("quorum").replaceWith(document.adoptNode(quorum));
      state.textContent = "Saved";
    } catch {
      state.textContent = "Not saved yet. Press “Save the attendance” to try again.";
    }
  };

  form.addEventListener("change", ({ target }) => {
    const body = mark(target);
    waiting = waiting.then(() => save(body));
  });

  // The button sends the whole list, after the marks still on their way.
  let settled = false;
  form.addEventListener("submit", async (event) => {
    if (settled) return;
    event.preventDefault();
    await waiting;
    settled = true;
    form.requestSubmit(event.submitter);
  });
  addEventListener("pageshow", () => {
    settled = false;
  });
}
