// The attendance list: each mark is saved as it is made, and the quorum is counted again. Without this script the
// Save button does both.

const form = document.querySelector("form[data-register]");

if (form) {
  const state = document.getElementById("save-state");
  let waiting = Promise.resolve();

  const save = async () => {
    state.textContent = "Saving…";
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: new FormData(form) });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const quorum = fresh.getElementById("quorum");
      if (!answer.ok || !fresh.querySelector("form[data-register]")) throw new Error("not saved");
      if (quorum) document.getElementById("quorum").replaceWith(document.adoptNode(quorum));
      state.textContent = "Saved";
    } catch {
      state.textContent = "Not saved yet. Press “Save the attendance” to try again.";
    }
  };

  form.addEventListener("change", () => {
    waiting = waiting.then(save); // one request at a time
  });
}
