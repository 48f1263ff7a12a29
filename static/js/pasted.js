// Makes of a text copied from Word, or from any page, what our editor understands.

// A page's own headings are h1 and h2, so pasted ones start at h3.
const HEADINGS = { h1: "h3", h2: "h3", h5: "h4", h6: "h4" };

export function fromWord(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const [from, to] of Object.entries(HEADINGS)) {
    page.querySelectorAll(from).forEach((heading) => replace(heading, page.createElement(to)));
  }
  page.querySelectorAll('p[style*="mso-list"]').forEach((paragraph) => toListItem(page, paragraph));
  return page.body.innerHTML;
}

function replace(old, fresh) {
  fresh.append(...old.childNodes);
  old.replaceWith(fresh);
  return fresh;
}

// Word writes a list as paragraphs, each with its bullet or number in a span marked "Ignore".
function toListItem(page, paragraph) {
  const mark = [...paragraph.querySelectorAll("[style]")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style")));
  const kind = /^\s*[\da-z]{1,3}[.)]/i.test(mark?.textContent ?? "") ? "ol" : "ul";
  mark?.remove();

  const before = paragraph.previousElementSibling;
  const follows = before?.dataset.word === kind;
  const list = follows ? before : page.createElement(kind);
  if (!follows) {
    list.dataset.word = kind;
    paragraph.before(list);
  }
  list.append(replace(paragraph, page.createElement("li")));
}
