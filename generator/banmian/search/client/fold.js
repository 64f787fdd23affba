// @ts-check
/**
 * Folding: what counts as the same character when one looks for a text.
 *
 * Case, full and half width, the forms of quotation marks, dashes and dots, traditional characters
 * that were learnt; white space and characters without width do not count at all. One UTF-16 unit becomes one or none, so that a
 * place in the folded text can be led back to the original. No NFKC: its tables change with the
 * browser, and it makes one character into several.
 */

/** Characters that fold to another, besides full-width forms and capitals. */
const SAME = new Map(
  ["\"“”„‟〝〞", "'‘’‚‛", "-‐‑‒–−", "—―─", ".。｡", "·・•‧∙･", "~〜∼", "¥￥"].flatMap((forms) =>
    [...forms].slice(1).map((form) => /** @type {const} */ ([form, forms[0]])),
  ),
);

/** @type {Map<string, string>} traditional characters that were learnt, and the simplified ones */
let variants = new Map();
/** @type {RegExp | undefined} */
let traditional;

/**
 * Learn that traditional characters count as simplified ones: as many as the texts at hand need.
 * @param {string} pairs each followed by the other
 */
export function learn(pairs) {
  if (!pairs) return;
  variants = new Map([...variants, ...[...pairs].flatMap((char, n, all) => (n % 2 ? [] : [/** @type {const} */ ([char, all[n + 1]])]))]);
  traditional = new RegExp(`[${[...variants.keys()].join("")}]`, "g");
}

/** Whatever is not a plain Chinese character, a digit or a small letter is looked at. */
const LOOK_AT = /[^0-9a-z\u3400-\u4dbf\u4e00-\u9fff]/g;
const IGNORED = /[\0\s\u00ad\u180e\u200b-\u200f\u2060\ufe00-\ufe0f]/;

/**
 * @param {string} unit one UTF-16 unit
 * @returns {string} one unit or none
 */
function foldUnit(unit) {
  if (IGNORED.test(unit)) return "";
  const same = SAME.get(unit) || variants.get(unit);
  if (same) return same;
  const code = unit.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  const small = half.toLowerCase();
  return small.length === 1 ? small : half;
}

/**
 * @param {string} text
 * @returns {string} the folded text
 */
export function fold(text) {
  const folded = text.replace(LOOK_AT, foldUnit);
  return traditional ? folded.replace(traditional, (unit) => variants.get(unit) || unit) : folded;
}

/**
 * Where the characters of the folded text stand in the original.
 * @param {string} text
 * @returns {number[]} for each unit of `fold(text)` its offset in `text`; at last `text.length`
 */
export function offsets(text) {
  const found = [];
  for (let at = 0; at < text.length; at++) {
    if (foldUnit(text[at])) found.push(at);
  }
  found.push(text.length);
  return found;
}
