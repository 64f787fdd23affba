// @ts-check
/** Suggestions as one types: by characters, by pinyin, by its initials. */
import { fold } from "./fold.js";
import { isLatin, units } from "./syllables.js";
import { beginningWith, spelt, termsOf } from "./terms.js";
import { EXACT, WHOLE, compared, match, ranges } from "./typed.js";

/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./terms.js").Range} Range */
/** @typedef {import("./terms.js").Table} Table */
/** @typedef {import("./terms.js").Term} Term */
/** @typedef {import("./terms.js").Terms} Terms */
/** @typedef {Pick<Term, "text" | "kind" | "count">} Suggestion */

const MOST = 8;
const FEW = 4; // shards, of which all are read to look inside terms
const INSIDE = 5; // the last of all ranks

/**
 * The terms that what is typed may become, the best first.
 * @param {Table} table
 * @param {Get} get
 * @param {string} typed
 * @returns {Promise<Suggestion[]>} at most 8
 */
export async function suggest(table, get, typed) {
  const folded = fold(typed);
  if (!folded) return [];
  const terms = termsOf(table, get);
  const said = compared(typed);
  const found = ranked(await terms.within(await wanted(terms, said || folded)), folded, said);
  if (found.length >= MOST || isLatin(folded) || table.shards.length > FEW) return found.slice(0, MOST);
  return ranked(await terms.within([spelt("")]), folded, said).slice(0, MOST);
}

/**
 * The terms that what is typed may become, the best first.
 * @param {Term[]} terms
 * @param {string} folded what is typed
 * @param {string} said the same, as `compared` gives it
 */
function ranked(terms, folded, said) {
  const ranks = new Map(terms.map((term) => [term, rankOf(term, folded, said)]));
  const found = terms.filter((term) => ranks.get(term) !== undefined);
  return once(found.sort((a, b) => Number(ranks.get(a)) - Number(ranks.get(b)) || byCount(a, b)));
}

/**
 * The keys of the terms that what is typed can be.
 * @param {Terms} terms
 * @param {string} typed
 * @returns {Promise<Range[]>}
 */
async function wanted(terms, typed) {
  const [first] = units(typed);
  if (!first) return [];
  if (isLatin(first)) return ranges(isLatin(typed) ? typed : first);
  return (await terms.readings(first)).map(beginningWith);
}

/**
 * @param {Term} term
 * @param {string} folded
 * @param {string} said
 */
function rankOf(term, folded, said) {
  const rank = said ? match(term, said) : undefined;
  if (term.folded === folded) return EXACT;
  if (rank !== undefined) return rank;
  if (!term.folded.includes(folded)) return undefined;
  return term.folded.startsWith(folded) ? WHOLE : INSIDE;
}

/**
 * The commoner first, then the shorter.
 * @param {Term} a
 * @param {Term} b
 */
export function byCount(a, b) {
  return b.count - a.count || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}

/**
 * @param {Term[]} terms
 * @returns {Suggestion[]}
 */
function once(terms) {
  const first = new Map([...terms].reverse().map((term) => [term.folded, term]));
  return terms.filter((term) => first.get(term.folded) === term).map(({ text, kind, count }) => ({ text, kind, count }));
}
