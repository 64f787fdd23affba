// @ts-check
/** Pairs of adjacent characters of a folded text, as numbers. Pure. */

const BITS = 2 ** 21;
/** What parts pairs, as `grams.py` has it. */
const SEPARATORS = [
  [0x0000, 0x002f],
  [0x003a, 0x0040],
  [0x005b, 0x0060],
  [0x007b, 0x00a9],
  [0x00ab, 0x00b4],
  [0x00b6, 0x00b9],
  [0x00bb, 0x00bf],
  [0x00d7, 0x00d7],
  [0x00f7, 0x00f7],
  [0x2010, 0x206f],
  [0x2190, 0x245f],
  [0x2500, 0x2bff],
  [0x3001, 0x3004],
  [0x3008, 0x3020],
  [0x3030, 0x3030],
  [0x303d, 0x303d],
  [0x30fb, 0x30fb],
  [0xe000, 0xf8ff],
  [0xfe10, 0xfe6f],
  [0xff00, 0xff0f],
  [0xff1a, 0xff20],
  [0xff3b, 0xff40],
  [0xff5b, 0xff65],
  [0xffe0, 0xffff],
];

/** @param {number} code */
function isToken(code) {
  return !SEPARATORS.some(([first, last]) => first <= code && code <= last);
}

/**
 * @param {string} text folded
 * @returns {number[]} each pair once, in order
 */
export function grams(text) {
  const codes = [...text].map((char) => /** @type {number} */ (char.codePointAt(0)));
  const found = new Set();
  for (let n = 1; n < codes.length; n++) {
    if (isToken(codes[n - 1]) && isToken(codes[n])) found.add(codes[n - 1] * BITS + codes[n]);
  }
  return [...found];
}
