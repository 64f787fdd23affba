// @ts-check
/**
 * Reading the index: a few shards, then the texts of what they promise. Exact: what is found was seen
 * in the text itself, and whatever has a text in it has its pairs. As `reader.py`.
 */
import { key } from "./facets.js";
import { isTriple, sought } from "./grams.js";
import { isEmpty, mayBeOf } from "./query.js";
import { holding, prepare } from "./segment.js";

/** @typedef {import("./common.js").Level} Level */
/** @typedef {import("./query.js").Wanted} Wanted */
/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./shard.js").List} List */

/** Documents that may be looked at without looking up more grams. */
export const ENOUGH = 12;
/** Grams that are looked up where more documents are left than that. */
export const MORE = 2;
const [LEAST, MOST] = [2, 4]; // grams that are looked up first
const SHARES = [400, 100, 25, 5]; // one in so many documents has a gram of a level, about

/**
 * The grams of the terms, the rarest first; of those as common, of the longest term first: the
 * first of each, the last, those in the middle, the others.
 * @param {string[]} terms
 * @param {Level} level
 */
export function spread(terms, level) {
  const of = [...terms].sort((a, b) => [...b].length - [...a].length).map(sought).filter((one) => one.length);
  const first = of.map((one) => one[0]);
  const last = of.map((one) => one[one.length - 1]);
  const middle = of.map((one) => one[one.length >> 1]);
  const all = [...new Set([...first, ...last, ...middle, ...of.flat()])];
  return all.sort((a, b) => level(a) - level(b));
}

/**
 * How many grams of a query are looked up first: as many as leave few documents, if by chance.
 * @param {number[]} grams the rarest first
 * @param {Level} level
 * @param {number} size documents of the index
 */
export function atFirst(grams, level, size) {
  let left = size;
  let count = 0;
  while (count < grams.length && (count < LEAST || (count < MOST && left > ENOUGH / 2))) {
    left /= SHARES[level(grams[count++])];
  }
  return count;
}

/**
 * Whether a query is for terms of which no gram is known: then only the newest are given.
 * @param {Wanted} query
 */
export function isLimited(query) {
  return query.terms.length > 0 && !query.terms.some((term) => sought(term).length);
}

/**
 * Whether the index alone tells what answers a query: texts are read to be shown.
 * @param {Wanted} query
 */
export function isTold({ terms, without, since, until }) {
  const whole = terms.every((term) => {
    const one = sought(term);
    return one.length === 1 && [...term].length === (isTriple(one[0]) ? 3 : 2);
  });
  return whole && terms.length <= LEAST && !without.length && since.length <= 7 && until.length <= 7;
}

/**
 * The documents of a segment that may answer a query; whether all terms may be in their titles.
 * @param {Segment} segment
 * @param {Get} get
 * @param {Wanted} query
 * @param {number[]} first grams of the query, that are looked up
 * @param {number[]} next those that may be next
 * @returns {Promise<List>}
 */
export async function candidates(segment, get, query, first, next) {
  let found = inTime(segment, query);
  if (!found.ranks.length || isEmpty(query)) return { ranks: [], heads: [] };
  const chosen = query.facets.map(([kind, value]) => key(kind, value));
  const [, ...lists] = await Promise.all([
    prepare(segment, get, next),
    ...[...first, ...chosen].map((one) => holding(segment, get, one)),
  ]);
  lists.forEach((list, n) => {
    found = both(found, list, n < first.length);
  });
  if (!first.length) found.heads = found.heads.map(() => false);
  return query.title && first.length ? titled(found) : found;
}

/**
 * Those of some documents that have some grams, too.
 * @param {Segment} segment
 * @param {Get} get
 * @param {number[]} grams
 * @param {List} found
 * @returns {Promise<List>}
 */
export async function having(segment, get, grams, found) {
  if (!found.ranks.length) return found;
  const lists = await Promise.all(grams.map((one) => holding(segment, get, one)));
  return lists.reduce((kept, list) => both(kept, list, false), found);
}

/**
 * @param {Segment} segment
 * @param {Wanted} query
 * @returns {List}
 */
function inTime(segment, query) {
  const ranks = [];
  let rank = 0;
  for (const [month, count] of segment.months) {
    const end = rank + count;
    if (mayBeOf(query, month)) for (let n = rank; n < end; n++) ranks.push(n);
    rank = end;
  }
  return { ranks, heads: ranks.map(() => true) };
}

/**
 * What is in both lists.
 * @param {List} one
 * @param {List} other
 * @param {boolean} heads whether those of the other count
 * @returns {List}
 */
function both(one, other, heads) {
  /** @type {List} */
  const found = { ranks: [], heads: [] };
  let at = 0;
  other.ranks.forEach((rank, n) => {
    while (one.ranks[at] < rank) at++;
    if (one.ranks[at] !== rank) return;
    found.ranks.push(rank);
    found.heads.push(one.heads[at] && (!heads || other.heads[n]));
  });
  return found;
}

/** @param {List} list */
function titled({ ranks, heads }) {
  const kept = ranks.filter((_, n) => heads[n]);
  return { ranks: kept, heads: kept.map(() => true) };
}
