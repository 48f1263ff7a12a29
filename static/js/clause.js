// Writing a clause: the text saves itself.

import { autosave } from "./autosave.js";

autosave(document.querySelector("form[data-autosave]"));
