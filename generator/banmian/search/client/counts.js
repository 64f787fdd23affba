// @ts-check
/** How many of the documents that may answer a query are of each month, and of each value. */
import { key, span } from "./facets.js";
import { within } from "./segment.js";

/** @typedef {import("./facets.js").Kind} Kind */
/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./shard.js").List} List */

/**
 * @param {Segment[]} segments
 * @param {List[]} promised of each
 * @returns {[string, number][]} the newest month first
 */
export function byMonth(segments, promised) {
  /** @type {Map<string, number>} */
  const found = new Map();
  segments.forEach(({ months }, n) => {
    const { ranks } = promised[n];
    let at = 0;
    let end = 0;
    for (const [month, count] of months) {
      end += count;
      const from = at;
      while (at < ranks.length && ranks[at] < end) at++;
      if (at > from) found.set(month, (found.get(month) || 0) + at - from);
    }
  });
  return [...found];
}

/**
 * @param {{segments: Segment[], get: Get, values: (kind: Kind) => Promise<string[]>}} source
 * @param {List[]} promised of each segment
 * @param {Kind} kind
 * @returns {Promise<[string, number][]>} the value of most first
 */
export async function byValue({ segments, get, values }, promised, kind) {
  const [all, ...lists] = await Promise.all([
    values(kind),
    ...segments.map((segment, n) => (promised[n].ranks.length ? within(segment, get, span(kind)) : new Map())),
  ]);
  const there = promised.map(({ ranks }) => new Set(ranks));
  const count = (/** @type {string} */ value) =>
    lists.reduce((sum, of, n) => {
      const list = of.get(key(kind, value));
      return sum + (list ? list.ranks.filter((/** @type {number} */ rank) => there[n].has(rank)).length : 0);
    }, 0);
  const found = all.map((value) => /** @type {[string, number]} */ ([value, count(value)]));
  return found.filter(([, number]) => number).sort((a, b) => b[1] - a[1]);
}
