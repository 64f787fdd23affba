// @ts-check
/** Queries: what a reader types and chooses, as what documents must have. As `query.py`. Pure. */
import { facetsOf } from "./facets.js";
import { fold } from "./fold.js";

/** @typedef {import("./facets.js").Kind} Kind */
/**
 * @typedef {object} Query
 * @property {string} text as it was typed
 * @property {boolean} [title] only the title counts
 * @property {"relevance" | "date"} [order]
 * @property {string} [from] the first day, month or year; "" for none
 * @property {string} [to] the last one
 * @property {Partial<Record<Kind, string>>} [facets]
 */
/**
 * @typedef {object} Wanted what documents must have
 * @property {string[]} terms folded
 * @property {string[]} without folded
 * @property {boolean} title
 * @property {boolean} newest
 * @property {string} since
 * @property {string} until
 * @property {[Kind, string][]} facets
 */

const PART = /((?:[-－](?=["＂“\p{L}\p{N}_]))?)(?:["＂]([^"＂]*)(?:["＂]|$)|“([^”]*)”(?=[\s\x1c-\x1f\x85]|$)|([^\s\x1c-\x1f\x85]+))/gu;

/**
 * The terms of a query: blanks set them apart; `"…"` keeps them in one, `-` in front wants none.
 * @param {string} text
 */
export function parse(text) {
  const terms = new Set();
  const without = new Set();
  for (const [, sign, ...forms] of text.matchAll(PART)) {
    const term = fold(forms.join(""));
    if (term) (sign ? without : terms).add(term);
  }
  return { terms: /** @type {string[]} */ ([...terms]), without: /** @type {string[]} */ ([...without]) };
}

/**
 * @param {Query} query
 * @returns {Wanted}
 */
export function wanted({ text, title = false, order = "relevance", from = "", to = "", facets = {} }) {
  const chosen = /** @type {[Kind, string][]} */ (Object.entries(facets).filter(([, value]) => value));
  return { ...parse(text), title, newest: order === "date", since: from, until: to, facets: chosen };
}

/** @param {Wanted} query */
export function isEmpty({ terms, without, since, until, facets }) {
  return !(terms.length || without.length || since || until || facets.length);
}

/**
 * Whether a document of a month (`2021-06`, "" for none) can be asked for.
 * @param {Wanted} query
 * @param {string} month
 */
export function mayBeOf(query, month) {
  return isBetween(query, month, month.length);
}

/**
 * Whether a document is what is asked for.
 * @param {Wanted} query
 * @param {import("./texts.js").Document} document
 */
export function isAnsweredBy(query, document) {
  const lines = [document.title, ...document.lines].map(fold);
  const lookedAt = query.title ? lines.slice(0, 1) : lines;
  const there = facetsOf(document);
  return (
    query.terms.every((term) => lookedAt.some((line) => line.includes(term))) &&
    !query.without.some((term) => lines.some((line) => line.includes(term))) &&
    isBetween(query, document.date && `${document.date}-01-01`.slice(0, 10), 10) &&
    query.facets.every(([kind, value]) => there.some((one) => one[0] === kind && one[1] === value))
  );
}

/**
 * @param {Wanted} query
 * @param {string} date
 * @param {number} length of dates that are compared
 */
function isBetween({ since, until }, date, length) {
  if (!since && !until) return true;
  return date !== "" && date >= since.slice(0, length) && (!until || date.slice(0, until.length) <= until);
}
