// The screen for the room follows the minutes. It is calm: nothing moves but the words, and nothing is announced.
// Without this script there is a link for what is new.

const EVERY = 2000; // milliseconds
const NEAR = 120; // pixels from the end: who reads there wants to see what comes

document.getElementById("follow-by-hand").hidden = true;

const isAtEnd = () => window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - NEAR;

async function look() {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (!answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("follow");
  const shown = document.getElementById("follow");
  if (!found || found.innerHTML === shown.innerHTML) return;
  const isNewItem = found.querySelector("h1").textContent !== shown.querySelector("h1").textContent;
  const wasAtEnd = isAtEnd();
  shown.replaceWith(document.adoptNode(found));
  if (isNewItem) scrollTo(0, 0);
  else if (wasAtEnd) scrollTo(0, document.documentElement.scrollHeight);
}

async function follow() {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    await look().catch(() => {}); // no network: what stands there stays
  }
}

follow();
