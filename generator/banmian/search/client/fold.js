// @ts-check
/**
 * Folding: what counts as the same character when one looks for a text.
 *
 * Case, full and half width, the forms of quotation marks, dashes and dots; white space and
 * characters without width do not count at all. One UTF-16 unit becomes one or none, so that a
 * place in the folded text can be led back to the original. No NFKC: its tables change with the
 * browser, and it makes one character into several.
 */

/** Characters that fold to another, besides full-width forms and capitals. */
const SAME = new Map(
  ["\"“”„‟〝〞", "'‘’‚‛", "-‐‑‒–−", "—―─", ".。｡", "·・•‧∙･", "~〜∼", "¥￥"].flatMap((forms) =>
    [...forms].slice(1).map((form) => /** @type {const} */ ([form, forms[0]])),
  ),
);

/** Whatever is not a plain Chinese character, a digit or a small letter is looked at. */
const LOOK_AT = /[^0-9a-z\u3400-\u4dbf\u4e00-\u9fff]/g;
const IGNORED = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufe00-\ufe0f]/;

/**
 * @param {string} unit one UTF-16 unit
 * @returns {string} one unit or none
 */
function foldUnit(unit) {
  if (IGNORED.test(unit)) return "";
  const same = SAME.get(unit);
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
  return text.replace(LOOK_AT, foldUnit);
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
