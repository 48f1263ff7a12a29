// Turns on the scripts of GOV.UK Frontend, and asks before words are lost. Everything works without them.
import { initAll, isSupported } from "../vendor/govuk-frontend/govuk-frontend.min.js";
import { askBeforeWordsAreLost } from "./unsent.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

if (isSupported()) {
  initAll();
}

askBeforeWordsAreLost();
