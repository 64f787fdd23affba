// @ts-check
/** What a reader chose: kept on the device, and said to the style sheet. */

/** @typedef {"size" | "spacing" | "face" | "colours" | "script" | "pinyin"} Part */
/** @typedef {Partial<Record<Part, string>>} Choices "" is the usual */

export const KEY = "reading";
const PARTS = /** @type {Part[]} */ ("size spacing face colours script pinyin".split(" "));

/** What was chosen; nothing where the device keeps nothing. @returns {Choices} */
export function kept() {
  try {
    return Object(JSON.parse(localStorage.getItem(KEY) || ""));
  } catch {
    return {};
  }
}

/** Whether the text is another than printed: what makes it so is large, and few ask for it. */
let changed = false;

/** @param {Choices} choices */
export function apply(choices) {
  const { dataset } = document.documentElement;
  for (const part of PARTS) {
    if (choices[part]) dataset[part] = choices[part];
    else delete dataset[part];
  }
  changed ||= Boolean(choices.script || choices.pinyin);
  if (changed) import("./reading-text.js").then(({ show }) => show(choices));
}
