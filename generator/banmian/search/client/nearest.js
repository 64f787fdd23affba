// @ts-check
/** What is nearest to a query that found nothing: terms of the index that sound or look like it. */
import { fold } from "./fold.js";
import { byCount, suggest } from "./suggest.js";
import { common, isLatin, key, units } from "./syllables.js";
import { beginningWith, spelt, termsOf } from "./terms.js";

/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./terms.js").Table} Table */
/** @typedef {import("./terms.js").Term} Term */
/** @typedef {import("./terms.js").Terms} Terms */
/** @typedef {{term: Term, far: number}} Near */

const MOST = 5;
const EACH = 3; // of a part of the query by its sound or look, so that its own parts have a place
const PLACES = 8; // characters of a query at which a term is looked for
const [SOUND, NEARLY, LOOK] = [0, 1, 2];

/**
 * @param {Table} table
 * @param {Get} get
 * @param {string} query
 * @returns {Promise<string[]>} at most 5 terms of the index, the nearest first
 */
export async function nearest(table, get, query) {
  const asked = query.split(/[\s"“”]+/).filter((part) => part && !part.startsWith("-"));
  const all = [];
  for (const part of asked) {
    const near = isLatin(fold(part)) ? await misspelt(table, get, part) : await alike(termsOf(table, get), fold(part));
    all.push(...near);
  }
  return [...new Set(all)].filter((text) => fold(text) !== fold(query)).slice(0, MOST);
}

/**
 * By sound, by look; then the longest terms in it.
 * @param {Terms} terms
 * @param {string} part
 */
async function alike(terms, part) {
  const said = units(part);
  const readings = await Promise.all(said.slice(0, PLACES).map((unit) => readingsOf(terms, unit)));
  const there = await terms.within(readings.flat().map(beginningWith));
  const like = said[0] ? await terms.within(likeSounding(readings[0]).map(beginningWith)) : [];
  const near = [...new Set([...there, ...like])].flatMap((term) => {
    const far = distance(term, part, said, readings);
    return far === undefined ? [] : [{ term, far }];
  });
  return [...best(near).slice(0, EACH), ...longest(there, part)];
}

/**
 * @param {Terms} terms
 * @param {string} unit
 * @returns {Promise<string[]>}
 */
async function readingsOf(terms, unit) {
  return isLatin(unit) ? [key(unit)] : terms.readings(unit);
}

/**
 * How far a term is from a part of the query; undefined: too far.
 * @param {Term} term
 * @param {string} part
 * @param {string[]} said
 * @param {string[][]} readings of `said`, as far as they are known
 */
function distance(term, part, said, readings) {
  if (term.folded === part) return undefined;
  if (said.length === term.units.length && said.length === readings.length) {
    if (term.syllables.every((syllable, n) => syllable && readings[n].includes(syllable))) return SOUND;
    const blurred = readings.map((some) => some.map(blur));
    if (term.syllables.every((syllable, n) => syllable && blurred[n].includes(blur(syllable)))) return NEARLY;
  }
  return Math.max(part.length, term.folded.length) > 2 && isOneApart(term.folded, part) ? LOOK : undefined;
}

/**
 * Syllables that many do not tell apart: zh and z, n and ng at the end, l and n, f and h.
 * @param {string} syllable
 */
function blur(syllable) {
  return syllable.replace(/^([zcs])h/, "$1").replace(/^n/, "l").replace(/^f/, "h").replace(/ng$/, "n");
}

/** @param {string[]} readings */
function likeSounding(readings) {
  const like = new Set(readings.map(blur));
  return [...new Set(common().values())].filter((syllable) => like.has(blur(syllable)));
}

/**
 * Whether two texts differ by one character: another, one more, one less, or two in the other order.
 * @param {string} a
 * @param {string} b
 */
export function isOneApart(a, b) {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = long.slice(at + 1);
  if (short.length < long.length) return short.slice(at) === rest;
  if (at === short.length) return false;
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return short.slice(at + 1) === rest || (swapped && short.slice(at + 2) === long.slice(at + 2));
}

/**
 * @param {Near[]} near
 * @returns {string[]}
 */
function best(near) {
  return near.sort((a, b) => a.far - b.far || byCount(a.term, b.term)).map(({ term }) => term.text);
}

/**
 * The longest terms that stand in a text, none in another.
 * @param {Term[]} terms
 * @param {string} text
 * @returns {string[]}
 */
function longest(terms, text) {
  const inside = terms.filter((term) => term.folded.length > 1 && text.includes(term.folded));
  inside.sort((a, b) => b.folded.length - a.folded.length || byCount(a, b));
  /** @type {Term[]} */
  const found = [];
  for (const term of inside) if (!found.some((one) => one.folded.includes(term.folded))) found.push(term);
  return found.map((term) => term.text);
}

/**
 * What letters may have been meant to be: what they begin, or spell but for one letter.
 * @param {Table} table
 * @param {Get} get
 * @param {string} letters
 */
async function misspelt(table, get, letters) {
  const suggested = await suggest(table, get, letters);
  if (suggested.length) return suggested.slice(0, EACH).map(({ text }) => text);
  const typed = key(fold(letters));
  if (typed.length < 4) return [];
  const terms = await termsOf(table, get).within([spelt(typed[0])]);
  const near = terms.filter((term) => isOneApart(term.syllables.join(""), typed)).map((term) => ({ term, far: LOOK }));
  return best(near).slice(0, EACH);
}
