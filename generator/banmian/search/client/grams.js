// @ts-check
/** Grams: pairs of adjacent characters of a folded text, and some triples, as numbers. As `grams.py`. Pure. */

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

/** The characters of which two or more make three a triple. */
const FEW = "0123456789abcdefghijklmnopqrstuvwxyz";
const TRIPLES = 0xe000;
/** Where a triple has the two, and the one that is left; the first form that it has counts. */
const FORMS = [
  [0, 1, 2],
  [1, 2, 0],
  [0, 2, 1],
];

/**
 * The grams of a folded text without which it is nowhere: no pair that a triple has.
 * @param {string} text
 * @returns {number[]}
 */
export function sought(text) {
  const all = placed(text);
  const within = new Set(all.flatMap(([at, gram]) => (isTriple(gram) ? [at, at + 1] : [])));
  return [...new Set(all.filter(([at, gram]) => isTriple(gram) || !within.has(at)).map(([, gram]) => gram))];
}

/** @param {number} gram */
export function isTriple(gram) {
  const number = (gram % BITS) - TRIPLES;
  return number >= 0 && number < FORMS.length * FEW.length ** 2;
}

/**
 * The pairs and triples of a folded text, in order: where each begins, and it.
 * @param {string} text
 */
export function placed(text) {
  const chars = [...text];
  const codes = chars.map((char) => /** @type {number} */ (char.codePointAt(0)));
  const token = codes.map(isToken);
  /** @type {[at: number, gram: number][]} */
  const found = [];
  for (let n = 0; n + 1 < codes.length; n++) {
    if (!token[n] || !token[n + 1]) continue;
    found.push([n, codes[n] * BITS + codes[n + 1]]);
    const triple = token[n + 2] && tripled(chars.slice(n, n + 3), codes.slice(n, n + 3));
    if (triple) found.push([n, triple]);
  }
  return found;
}

/**
 * Three characters as a triple; 0 where they are none.
 * @param {string[]} chars
 * @param {number[]} codes
 */
function tripled(chars, codes) {
  const few = chars.map((char) => FEW.indexOf(char));
  const form = FORMS.findIndex(([one, other]) => few[one] >= 0 && few[other] >= 0);
  if (form < 0) return 0;
  const [one, other, left] = FORMS[form];
  return codes[left] * BITS + TRIPLES + (form * FEW.length + few[one]) * FEW.length + few[other];
}
