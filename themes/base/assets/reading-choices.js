// @ts-check
/** What a reader chose: kept on the device, and said to the style sheet. */

/** @typedef {Partial<Record<"size" | "face" | "colours", string>>} Choices */

/** What there is to choose; "" is the usual. @type {[keyof Choices, string[]][]} */
export const PARTS = [
  ["size", ["small", "", "large", "larger", "largest"]],
  ["face", ["", "serif"]],
  ["colours", ["", "light", "sepia", "dark"]],
];
const KEY = "reading";

/** What was chosen, of what there is; nothing where the device keeps nothing. @returns {Choices} */
export function kept() {
  /** @type {any} */
  let found;
  try {
    found = JSON.parse(localStorage.getItem(KEY) || "");
  } catch {}
  return Object.fromEntries(PARTS.flatMap(([part, values]) => (values.includes(found?.[part]) ? [[part, found[part]]] : [])));
}

/** @param {Choices} choices */
export function keep(choices) {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {} // a private window: it holds for this page
  apply(choices);
}

/** @param {Choices} choices */
export function apply(choices) {
  for (const [part] of PARTS) {
    if (choices[part]) document.documentElement.dataset[part] = choices[part];
    else delete document.documentElement.dataset[part];
  }
}
