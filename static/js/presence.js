// Says that this page is open, and whether somebody types here; says who else is at the item.

import { token } from "./token.js";

const EVERY = 10_000; // milliseconds

export function sayHere(form) {
  const { here } = form.dataset;
  const company = document.getElementById("company");
  let typed = false;

  const words = (more) => new URLSearchParams({ csrfmiddlewaretoken: token(), ...more });

  const beat = async () => {
    if (document.hidden) return;
    const body = words(typed ? { typing: "yes" } : {});
    typed = false;
    try {
      const answer = await fetch(here, { method: "POST", body, redirect: "manual" });
      if (!answer.ok) return;
      const { company: found } = await answer.json();
      if (company.textContent !== found) company.textContent = found; // a screen reader speaks only what is new
    } catch {
      // No network. The text itself says so.
    }
  };

  form.addEventListener("input", () => {
    const first = !typed;
    typed = true;
    if (first) setTimeout(beat, 1000);
  });
  addEventListener("pagehide", () => navigator.sendBeacon(here, words({ leaving: "yes" })));
  addEventListener("pageshow", beat);
  document.addEventListener("visibilitychange", beat);
  setInterval(beat, EVERY);
}
