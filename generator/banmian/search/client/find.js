// @ts-check
/**
 * Finding, exactly: the texts themselves are scanned for the query. Pure.
 */
import { fold } from "./fold.js";
import { snippet, marked } from "./snippet.js";

/** @typedef {{href: string, title: string, date: string, place: string, lines: string[]}} Document */
/** @typedef {{document: Document, title: string, lines: string[]}} Prepared a document and its folded texts */
/** @typedef {import("./snippet.js").Part} Part */
/**
 * @typedef {object} Result
 * @property {Document} document
 * @property {() => Part[]} title the title with its hits; made when it is shown
 * @property {() => Part[]} snippet a piece of the text with its hits; none where only the title has any
 */

/**
 * Fold the documents once, for all queries.
 * @param {Document[]} documents
 * @returns {Prepared[]}
 */
export function prepare(documents) {
  return documents.map((document) => ({
    document,
    title: fold(document.title),
    lines: document.lines.map(fold),
  }));
}

/**
 * The folded terms of a query: blanks set them apart, each counts once.
 * @param {string} query
 * @returns {string[]}
 */
export function terms(query) {
  return [...new Set(query.split(/\s+/).map(fold))].filter(Boolean);
}

/**
 * The documents in which every term occurs, in the title or a line; the best first: more terms in
 * the title, then all terms in a row as the query has them, then the newest.
 * @param {Prepared[]} prepared
 * @param {string} query
 * @returns {Result[]}
 */
export function find(prepared, query) {
  const wanted = terms(query);
  if (!wanted.length) return [];
  const phrase = fold(query);
  return prepared
    .filter((entry) => wanted.every((term) => contains(entry, term)))
    .map((entry) => ({ entry, rank: rank(entry, wanted, phrase) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ entry }) => result(entry, wanted));
}

/**
 * @param {Prepared} entry
 * @param {string} term
 */
function contains(entry, term) {
  return entry.title.includes(term) || entry.lines.some((line) => line.includes(term));
}

/**
 * @param {Prepared} entry
 * @param {string[]} wanted
 * @param {string} phrase
 * @returns {[number, number, string]} greater is better, part by part
 */
function rank(entry, wanted, phrase) {
  return [
    wanted.filter((term) => entry.title.includes(term)).length,
    Number(contains(entry, phrase)),
    entry.document.date,
  ];
}

/**
 * @param {[number, number, string]} a
 * @param {[number, number, string]} b
 */
function compare(a, b) {
  const newer = a[2] < b[2] ? 1 : a[2] > b[2] ? -1 : 0;
  return b[0] - a[0] || b[1] - a[1] || newer;
}

/**
 * @param {Prepared} entry
 * @param {string[]} wanted
 * @returns {Result}
 */
function result(entry, wanted) {
  const { document } = entry;
  return {
    document,
    title: () => marked(document.title, wanted),
    snippet: () => {
      const at = bestLine(entry, wanted);
      return at < 0 ? [] : snippet(document.lines[at], wanted);
    },
  };
}

/**
 * The line with the most different terms; one that the title does not say already, if there is.
 * @param {Prepared} entry
 * @param {string[]} wanted
 * @returns {number} -1 where no such line has any
 */
function bestLine(entry, wanted) {
  let best = -1;
  let most = 0;
  entry.lines.forEach((line, at) => {
    const found = wanted.filter((term) => line.includes(term)).length;
    if (found > most && !entry.title.includes(line)) {
      best = at;
      most = found;
    }
  });
  return best;
}
