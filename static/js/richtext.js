// Turns each rich text box into an editor. Without this script it stays a box for plain text.
// When an editor is ready its box sends "prose-editor:ready" with the editor; every change is written back
// to the box, which then sends "input".
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem,
  OrderedList, Paragraph, Strike, Table, TableCell, TableHeader, TableRow, Text, Underline, updateAttrsDialog,
} from "django-prose-editor/editor";

import { fromWord } from "./pasted.js";

// Whatever these can make, richtext/sanitise.py keeps.
const EXTENSIONS = [
  Document, Paragraph, Text, HardBreak, Gapcursor, History,
  Bold, Italic, Underline, Strike, Blockquote, ListItem, BulletList,
  OrderedList.configure({ enableListAttributes: false }),
  Heading.configure({ levels: [3, 4] }),
  Link.configure({ enableTarget: false, protocols: ["http", "https", "mailto"] }),
  Table, TableRow, TableHeader, TableCell,
];

const askForLink = updateAttrsDialog(
  { href: { type: "string", title: "Address of the page", description: "For example, https://example.org" } },
  { title: "Link", submitText: "Save the link" },
);

async function changeLink(editor) {
  if (editor.isActive("link")) {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    return;
  }
  const answer = await askForLink(editor, {});
  if (answer?.href) editor.chain().focus().setLink({ href: answer.href }).run();
}

const chained = (command, ...args) => (editor) => editor.chain().focus()[command](...args).run();
const NEW_TABLE = { rows: 3, cols: 3, withHeaderRow: true };

// words on the button, its name, what it does, and where: [node or mark it switches on], or only inside a table.
const TOOLS = [
  { words: "B", name: "Bold (Ctrl B)", run: chained("toggleBold"), active: ["bold"] },
  { words: "I", name: "Italic (Ctrl I)", run: chained("toggleItalic"), active: ["italic"] },
  { words: "U", name: "Underline (Ctrl U)", run: chained("toggleUnderline"), active: ["underline"] },
  { words: "• List", name: "• List (with bullets)", run: chained("toggleBulletList"), active: ["bulletList"] },
  { words: "1. List", name: "1. List (with numbers)", run: chained("toggleOrderedList"), active: ["orderedList"] },
  { words: "Heading", name: "Heading", run: chained("toggleHeading", { level: 3 }), active: ["heading"] },
  { words: "Quote", name: "Quote", run: chained("toggleBlockquote"), active: ["blockquote"] },
  { words: "Link", name: "Link", run: changeLink, active: ["link"] },
  { words: "Table", name: "Table", run: chained("insertTable", NEW_TABLE), outsideTable: true },
  { words: "Add row", name: "Add row below", run: chained("addRowAfter"), insideTable: true },
  { words: "Remove row", name: "Remove row", run: chained("deleteRow"), insideTable: true },
  { words: "Add column", name: "Add column after", run: chained("addColumnAfter"), insideTable: true },
  { words: "Remove column", name: "Remove column", run: chained("deleteColumn"), insideTable: true },
  { words: "Remove table", name: "Remove table", run: chained("deleteTable"), insideTable: true },
  { words: "Undo", name: "Undo (Ctrl Z)", run: chained("undo") },
  { words: "Redo", name: "Redo (Ctrl Shift Z)", run: chained("redo") },
];

function toolButton(editor, tool) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = tool.words;
  button.title = tool.name;
  button.setAttribute("aria-label", tool.name);
  button.addEventListener("click", () => tool.run(editor));

  const refresh = () => {
    const inTable = editor.isActive("table");
    button.hidden = (tool.insideTable && !inTable) || (tool.outsideTable && inTable);
    if (tool.active) button.setAttribute("aria-pressed", String(editor.isActive(...tool.active)));
  };
  editor.on("transaction", refresh);
  refresh();
  return button;
}

function toolbar(editor) {
  const bar = document.createElement("div");
  bar.className = "p-editor__bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Change the text");
  bar.append(...TOOLS.map((tool) => toolButton(editor, tool)));
  return bar;
}

// The editor takes over the box's id, so that a link in an error summary lands where one can type.
function namesOf(textarea, label) {
  const names = { id: textarea.id, class: "p-editor__text p-text", role: "textbox", "aria-multiline": "true" };
  for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
    if (textarea.hasAttribute(name)) names[name] = textarea.getAttribute(name);
  }
  if (label) {
    label.id ||= `${textarea.id}-label`;
    names["aria-labelledby"] = label.id;
  }
  return names;
}

function startEditor(textarea) {
  // Someone without this script sees text and how to write it. The HTML it was made from tells the server so.
  const withoutEditor = textarea.nextElementSibling;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const frame = document.createElement("div");
  frame.className = "p-editor prose-editor";
  textarea.before(frame);
  frame.append(textarea);

  const attributes = namesOf(textarea, label);
  textarea.id = `${textarea.id}-source`;
  textarea.hidden = true;
  textarea.value = withoutEditor.querySelector("input").value;
  withoutEditor.remove();

  const editor = new Editor({
    element: frame,
    extensions: EXTENSIONS,
    content: textarea.value,
    injectCSS: false,
    editable: !textarea.disabled,
    editorProps: { attributes, transformPastedHTML: fromWord },
    onUpdate() {
      const html = editor.getHTML();
      textarea.value = html === "<p></p>" ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  frame.prepend(toolbar(editor));

  if (label) {
    label.removeAttribute("for");
    textarea.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { bubbles: true, detail: { editor, textarea } }));
}

// After every other module of the page has said that it wants to hear of it.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("textarea[data-richtext]").forEach(startEditor);
});
