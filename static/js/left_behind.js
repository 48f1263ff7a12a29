// Words that were never saved are offered back, beside what is saved now. Nothing is put back or thrown away unasked.

import { token } from "./token.js";

const clock = (at) =>
  new Date(at).toLocaleString("en-GB", { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });

// Both texts as one, from the server; null when they say the same.
async function compared(form, text) {
  const body = new URLSearchParams({ text, revision: 0, csrfmiddlewaretoken: token() });
  const answer = await fetch(form.dataset.unsaved, { method: "POST", body, redirect: "manual" });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-same]") ? null : document.adoptNode(page.body.firstElementChild);
}

function linkTo({ place, title }) {
  const line = document.createElement("li");
  line.append(Object.assign(document.createElement("a"), { href: place, className: "govuk-link", textContent: title }));
  return line;
}

const howManyFollow = (number) =>
  number ? `After these, ${number === 1 ? "one more text" : `${number} more texts`} of yours will be shown.` : "";

export async function offerBack(form, drafts, { putBack }) {
  const box = document.getElementById("left-behind");
  const said = document.getElementById("left-behind-said");
  const when = box.querySelector("[data-when]");
  const changes = box.querySelector("[data-changes]");
  const more = box.querySelector("[data-more]");
  const elsewhere = document.getElementById("left-elsewhere");
  const left = await drafts.left();
  const here = left.filter(({ place }) => place === drafts.mine.place);
  const isSettled = ({ settledAfter = Infinity }) => Number(form.elements.revision.value) > settledAfter;
  await Promise.all(here.filter(isSettled).map(({ id }) => drafts.drop(id)));
  const offered = here.filter((each) => !isSettled(each));

  const others = new Map(left.filter((each) => !here.includes(each)).map((each) => [each.place, each]));
  elsewhere.querySelector("ul").append(...[...others.values()].map(linkTo));
  elsewhere.hidden = !others.size;

  let shown = null;
  const next = async () => {
    shown = offered.shift();
    box.hidden = true;
    said.textContent = "";
    if (!shown) return;
    const comparison = await compared(form, shown.text).catch(() => document.createTextNode("They cannot be compared now."));
    if (comparison === null) {
      await drafts.drop(shown.id);
      await next();
      return;
    }
    when.textContent = clock(shown.at);
    changes.replaceChildren(comparison);
    more.textContent = howManyFollow(offered.length);
    more.hidden = !offered.length;
    box.hidden = false;
    said.textContent = "Above the text you can put back words of yours that were not saved."; // the cursor is below them
  };

  box.addEventListener("click", async ({ target }) => {
    const choice = target.dataset.choice;
    if (!choice || !shown) return;
    if (choice === "put-back" && !(await putBack(shown))) return;
    await drafts.drop(shown.id);
    await next();
  });
  await next();
}
