// @ts-check
/** The panel in which a reader chooses how to read. */
import { show } from "./dialogs.js";
import { KEY, apply, kept } from "./reading-choices.js";

/** @typedef {import("./reading-choices.js").Choices} Choices */
/** @typedef {import("./reading-choices.js").Part} Part */

/** What there is to choose; "" is the usual. @type {[Part, string[]][]} */
const PARTS = [
  ["size", ["small", "", "large", "larger", "largest"]],
  ["spacing", ["", "wide"]],
  ["face", ["", "serif"]],
  ["colours", ["", "light", "sepia", "dark"]],
  ["script", ["", "hans", "hant"]],
  ["pinyin", ["", "shown"]],
];

/** @type {HTMLDialogElement | undefined} */
let panel;

/** @param {HTMLElement} button which has the words, and the focus again afterwards */
export function choose(button) {
  panel ||= made(/** @type {Record<string, string>} */ (button.dataset));
  show(panel);
  /** @type {HTMLElement | null} */ (panel.querySelector(":checked"))?.focus();
}

/** @param {Choices} choices */
function keep(choices) {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {} // a private window: it holds for this page
  apply(choices);
}

/** @param {Record<string, string>} words each part's, with | between: its name, then its choices */
function made(words) {
  const dialog = document.createElement("dialog");
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(...PARTS.map(([part, values]) => fieldset(part, values, words[part].split("|"))));
  form.append(Object.assign(document.createElement("button"), { textContent: words.close }));
  form.addEventListener("change", () => {
    const said = new FormData(form);
    keep(Object.fromEntries(PARTS.map(([part]) => [part, String(said.get(part))])));
  });
  dialog.className = "reading-panel";
  dialog.ariaLabel = words.title;
  dialog.append(form);
  document.body.append(dialog);
  return dialog;
}

/**
 * @param {Part} part
 * @param {string[]} values
 * @param {string[]} words
 */
function fieldset(part, values, [legend, ...names]) {
  const set = document.createElement("fieldset");
  set.append(Object.assign(document.createElement("legend"), { textContent: legend }));
  const said = kept()[part] || "";
  const now = values.includes(said) ? said : "";
  values.forEach((value, n) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: part, value });
    input.checked = value === now;
    label.append(input, names[n]);
    set.append(label);
  });
  return set;
}
