// @ts-check
/** What is typed, against the characters and syllables of a term. Pure. */
import { fold } from "./fold.js";
import { common, isLatin } from "./syllables.js";
import { beginningWith, spelt } from "./terms.js";

/** @typedef {import("./terms.js").Range} Range */
/** @typedef {import("./terms.js").Term} Term */

const PART = "'"; // between syllables: yuan jiang, xi'an
const OTHER = /[^0-9a-z'\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u;
const ACCENTED = /[\u00c0-\u024f]/g;
const INITIAL = /^(?:[zcs]h|[a-z])/;
const VOWEL = /[aeo]/;
const LONGEST = 40;
const [MORE, LAST_BEGUN, INITIALS] = [1, 2, 4];
/** How well a term is what was typed so far, the best first. */
export const [EXACT, WHOLE, BEGUN, SHORT_EXACT, SHORT] = [0, 1, 2, 3, 4];

/** @type {Set<string>} */
let beginnings;

/** Whether a syllable begins with two letters. @param {string} letters */
function begins(letters) {
  beginnings = beginnings || new Set([...common().values()].map((syllable) => syllable.slice(0, 2)));
  return beginnings.has(letters);
}

/**
 * What is typed as it is compared: folded, without accents, ü as u; white space parts syllables.
 * @param {string} text
 * @returns {string} "" where something else than characters, letters and digits is in it
 */
export function compared(text) {
  const plain = text.replace(ACCENTED, (letter) => letter.normalize("NFD")[0]);
  const parts = plain.split(/[\s'’]+/).map(fold).filter(Boolean);
  const said = parts.join(PART).replace(/v/g, "u");
  return OTHER.test(said) ? "" : said.slice(0, LONGEST);
}

/**
 * How well a term is what was typed so far.
 * @param {Term} term
 * @param {string} typed as `compared` gives it
 * @returns {number | undefined} EXACT: whole syllables or characters, and all of the term; WHOLE: more
 *   follows; BEGUN: the last syllable has only begun; SHORT: initials instead of syllables,
 *   SHORT_EXACT: of all the term; undefined where it is not
 */
export function match(term, typed) {
  const found = from(term, typed, 0, 0);
  if (found === Infinity) return undefined;
  if (found & INITIALS) return found & MORE ? SHORT : SHORT_EXACT;
  if (found & LAST_BEGUN) return BEGUN;
  return found ? WHOLE : EXACT;
}

/**
 * The least that must be said of a match from a unit and a place on.
 * @param {Term} term
 * @param {string} typed
 * @param {number} n
 * @param {number} at
 * @returns {number} INITIALS + LAST_BEGUN + MORE, as it applies; Infinity where none is
 */
function from(term, typed, n, at) {
  const { units, syllables } = term;
  if (at === typed.length) return n === units.length ? 0 : MORE;
  if (n === units.length) return Infinity;
  if (typed[at] === PART) return from(term, typed, n, at + 1);
  const syllable = syllables[n];
  let best = Infinity;
  if (typed.startsWith(units[n], at)) best = from(term, typed, n + 1, at + units[n].length);
  if (!best || !syllable || syllable[0] !== typed[at]) return best;
  if (typed.startsWith(syllable, at)) best = Math.min(best, from(term, typed, n + 1, at + syllable.length));
  if (syllable.startsWith(typed.slice(at))) best = Math.min(best, LAST_BEGUN + (n + 1 < units.length ? MORE : 0));
  for (const initial of isLatin(units[n]) ? [] : initials(syllable)) {
    if (initial === syllable || !isShort(typed, at, initial)) continue;
    const rest = from(term, typed, n + 1, at + initial.length);
    if (rest !== Infinity) best = Math.min(best, rest | INITIALS);
  }
  return best;
}

/**
 * What may stand for a syllable: zh or z.
 * @param {string} syllable
 */
function initials(syllable) {
  const [whole] = syllable.match(INITIAL) || [""];
  return whole.length > 1 ? [whole, whole[0]] : [whole];
}

/**
 * Whether letters stand for a syllable by themselves. At the end they are its beginning; before a
 * vowel only where no syllable begins so: xa is 西安, ya is not 延安.
 * @param {string} typed
 * @param {number} at
 * @param {string} initial
 */
function isShort(typed, at, initial) {
  const next = at + initial.length;
  if (!typed.startsWith(initial, at)) return false;
  return !VOWEL.test(typed[next] || "") || (initial.length === 1 && !begins(initial + typed[next]));
}

/**
 * The keys that what is typed in Latin letters can be of.
 * @param {string} typed as `compared` gives it
 * @returns {Range[]}
 */
export function ranges(typed) {
  const [letters] = typed.match(/^[0-9a-z]+/) || [""];
  const found = [...letters].map((_, n) => beginningWith(letters.slice(0, n + 1)));
  if (letters === typed) found.push(spelt(letters));
  for (const initial of initials(letters)) {
    if (initial && isShort(typed, 0, initial)) found.push(spelt(initial));
  }
  return found;
}
