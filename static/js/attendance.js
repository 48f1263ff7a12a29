// The attendance list: each mark is saved as it is made, and the quorum is counted again. Without this script the
// Save button does both.

const form = document.querySelector("form[data-register]");

if (form) {
  const state = document.getElementById("save-state");
  let waiting = Promise.resolve(); // one request at a time
  let pending = 0; // marks on their way

  // Only the mark just made is sent, so that nobody else's marks are put back to what this page last saw.
  const mark = (radio) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set(radio.name, radio.value);
    return body;
  };

  const save = async (body, radio) => {
    state.textContent = "Saving…";
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const quorum = fresh.getElementById("quorum");
      if (!answer.ok || !fresh.querySelector("form[data-register]")) throw new Error("not saved");
      form.elements[radio.name.replace("line-", "was-")].value = radio.value;
      if (quorum) document.getElementById("quorum").replaceWith(document.adoptNode(quorum));
      state.textContent = "Saved";
    } catch {
      state.textContent = "Not saved yet. Press “Save the attendance” to try again.";
    } finally {
      pending -= 1;
    }
  };

  form.addEventListener("change", ({ target }) => {
    const body = mark(target);
    pending += 1;
    waiting = waiting.then(() => save(body, target));
  });

  // A button sends what it sends after the marks still on their way, or they would come late and undo it.
  form.addEventListener("submit", async (event) => {
    if (!pending) return;
    event.preventDefault();
    await waiting;
    form.requestSubmit(event.submitter);
  });
}
