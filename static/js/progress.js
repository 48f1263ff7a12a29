// Looks how far the work on this page is, and shows the page anew when it is done. Without it there is a link for that.
const PAUSE = 2000; // milliseconds

async function look(shown) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return shown;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-progress]");
  if (!found) {
    location.reload();
    return null;
  }
  if (found.innerHTML !== shown.innerHTML) shown.innerHTML = found.innerHTML;
  return shown;
}

async function follow(shown) {
  while (shown) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    shown = await look(shown).catch(() => shown); // no network: the next look may have one
  }
}

const shown = document.querySelector("[data-progress]");
if (shown) follow(shown);
