// @ts-check
/** The panel in which a reader chooses how to read. */
import { PARTS, keep, kept } from "./reading-choices.js";

/** @typedef {import("./reading-choices.js").Choices} Choices */

/** @type {HTMLDialogElement | undefined} */
let panel;

/** @param {HTMLElement} button which has the words, and the focus again afterwards */
export function choose(button) {
  panel ||= made(/** @type {Record<string, string>} */ (button.dataset));
  panel.showModal();
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
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}

/**
 * @param {keyof Choices} part
 * @param {string[]} values
 * @param {string[]} words
 */
function fieldset(part, values, [legend, ...names]) {
  const set = document.createElement("fieldset");
  set.append(Object.assign(document.createElement("legend"), { textContent: legend }));
  const now = kept()[part] || "";
  values.forEach((value, n) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: part, value });
    input.checked = value === now;
    label.append(input, names[n]);
    set.append(label);
  });
  return set;
}
