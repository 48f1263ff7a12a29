// Turns on the scripts of GOV.UK Frontend. Everything works without them.
import { initAll, isSupported } from "../vendor/govuk-frontend/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

if (isSupported()) {
  initAll();
}
