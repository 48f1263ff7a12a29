// Two texts side by side: once one is chosen, the words that this browser kept are settled and not offered back again.

import { Drafts } from "./drafts.js";

const { owner, place, revision } = document.getElementById("kept-words").dataset;
const drafts = new Drafts({ owner, place, title: "" });

async function forEach(settle) {
  const left = (await drafts.left().catch(() => [])).filter((each) => each.place === place);
  await Promise.all(left.map(settle)).catch(() => {});
}

document.querySelectorAll("main form").forEach((form) =>
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await forEach((each) => drafts.settle(each, Number(revision)));
    form.submit();
  }),
);
document.getElementById("take-theirs").addEventListener("click", async (event) => {
  event.preventDefault();
  await forEach((each) => drafts.drop(each.id));
  location.assign(event.target.href);
});
