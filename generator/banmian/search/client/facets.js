// @ts-check
/** Facets: what documents can be filtered by, as keys of the index. As `facets.py`. Pure. */
import { crc } from "./sums.js";

/** @typedef {"issue" | "page" | "topic" | "column" | "author" | "genre" | "unit" | "province"} Kind */

/** @type {Kind[]} */
export const KINDS = ["issue", "page", "topic", "column", "author", "genre", "unit", "province"];

const FIRST = 0xd800 * 2 ** 21;
const BITS = 29;

/**
 * The keys that values of a kind can have: the first, and the one behind the last.
 * @param {Kind} kind
 * @returns {[number, number]}
 */
export function span(kind) {
  const start = FIRST + KINDS.indexOf(kind) * 2 ** BITS;
  return [start, start + 2 ** BITS];
}

/**
 * @param {Kind} kind
 * @param {string} value
 */
export function key(kind, value) {
  return span(kind)[0] + (crc(new TextEncoder().encode(value)) >>> (32 - BITS));
}

/**
 * The facets of a document; an article's issue is the first folder of its address.
 * @param {import("./texts.js").Document} document
 * @returns {[Kind, string][]}
 */
export function facetsOf(document) {
  const issue = document.href.split("/")[0];
  return document.date ? [["issue", issue], ...document.facets] : document.facets;
}
