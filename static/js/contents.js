// Marks in the list of contents which part of the document is being read.
const entries = [...document.querySelectorAll(".p-contents a[href^='#']")]
  .map((link) => ({ line: link.parentElement, heading: document.getElementById(link.hash.slice(1)) }))
  .filter(({ heading }) => heading);

// The last heading that has scrolled into the upper third of the window; at the very end, the last of all.
function reading() {
  const { scrollHeight } = document.documentElement;
  if (window.scrollY + window.innerHeight >= scrollHeight - 2 && window.scrollY > 0) return entries.at(-1);
  return entries.findLast(({ heading }) => heading.getBoundingClientRect().top < window.innerHeight / 3);
}

function mark() {
  const current = reading();
  for (const entry of entries) {
    if (entry === current) entry.line.setAttribute("aria-current", "true");
    else entry.line.removeAttribute("aria-current");
  }
}

let waiting = false;

function markSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}

addEventListener("scroll", markSoon, { passive: true });
addEventListener("resize", markSoon, { passive: true });
mark();
