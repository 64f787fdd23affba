// @ts-check
/** A search: the documents that may answer a query, whose texts are read as more are asked for. */
import { span, key } from "./facets.js";
import { isAnsweredBy } from "./query.js";
import { ENOUGH, candidates, isLimited, spread } from "./reader.js";
import { result } from "./results.js";
import { documents, within } from "./segment.js";

/** @typedef {import("./facets.js").Kind} Kind */
/** @typedef {import("./query.js").Wanted} Wanted */
/** @typedef {import("./results.js").Result} Result */
/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./shard.js").List} List */

const NEWEST = 200;
const LOOKED_AT = 200; // documents that one call for more looks at, at most

/**
 * @param {Segment[]} segments
 * @param {Get} get
 * @param {(kind: Kind) => Promise<string[]>} values
 * @param {Wanted} query
 */
export async function search(segments, get, values, query) {
  const promised = await Promise.all(segments.map((one) => candidates(one, get, query)));
  return new Search(segments, get, values, query, promised);
}

export class Search {
  /**
   * @param {Segment[]} segments
   * @param {Get} get
   * @param {(kind: Kind) => Promise<string[]>} values
   * @param {Wanted} query
   * @param {List[]} promised of each segment
   */
  constructor(segments, get, values, query, promised) {
    this.segments = segments;
    this.get = get;
    this.values = values;
    this.query = query;
    this.promised = promised;
    /** Whether only the newest are given, as the query has no pair of characters. */
    this.limited = isLimited(query);
    this.waiting = this.ordered();
    this.at = 0;
    /** How many documents were given. */
    this.found = 0;
    /** @type {Result[]} */
    this.ready = []; // that were found and not given
  }

  /** The documents in the order in which they are given: segment and rank. */
  ordered() {
    const every = this.promised.flatMap(({ ranks, heads }, segment) =>
      ranks.map((rank, n) => ({ segment, rank, later: this.query.newest || !heads[n] })),
    );
    return [...every.filter((one) => !one.later), ...every.filter((one) => one.later)];
  }

  /** Whether all are found. */
  get done() {
    if (this.ready.length) return false;
    return this.at >= this.waiting.length || (this.limited && this.found >= NEWEST);
  }

  /** How many there are at most. */
  get atMost() {
    if (this.done) return this.found;
    const most = this.found + this.ready.length + this.waiting.length - this.at;
    return this.limited ? Math.min(most, NEWEST) : most;
  }

  /** Whether there are as many as that. */
  get exact() {
    const { terms, without, since, until } = this.query;
    const told = terms.every((term) => [...term].length === 2 && spread([term]).length);
    const inMonths = since.length <= 7 && until.length <= 7;
    return this.at >= this.waiting.length || (told && inMonths && !without.length && terms.length + this.query.facets.length <= 2);
  }

  /** Where few documents may answer, read them: then it is known how many do. */
  async settle() {
    if (this.waiting.length > ENOUGH) return;
    const every = await this.next(ENOUGH);
    this.ready = every;
    this.found = 0;
  }

  /**
   * The next documents that answer the query; fewer where there are no more, or where too many
   * were looked at: `done` tells which.
   * @param {number} [count]
   * @returns {Promise<Result[]>}
   */
  async next(count = 10) {
    const found = this.ready.splice(0, count);
    this.found += found.length;
    const stop = this.at + Math.max(LOOKED_AT, count);
    let batch = count;
    while (found.length < count && this.at < stop && !this.done) {
      const some = this.waiting.slice(this.at, this.at + batch);
      const read = await this.read(some);
      for (const document of read) {
        if (found.length >= count || this.done) break;
        const one = this.waiting[this.at++];
        if (isAnsweredBy(this.query, document)) {
          this.found++;
          found.push(result(document, this.query.terms));
        } else {
          this.drop(one.segment, one.rank);
        }
      }
      batch = Math.min(2 * batch, LOOKED_AT);
    }
    return found;
  }

  /**
   * A document that does not answer the query counts no more.
   * @param {number} segment
   * @param {number} rank
   */
  drop(segment, rank) {
    const { ranks, heads } = this.promised[segment];
    const at = ranks.indexOf(rank);
    ranks.splice(at, 1);
    heads.splice(at, 1);
  }

  /** @param {{segment: number, rank: number}[]} some */
  async read(some) {
    const read = await Promise.all(
      this.segments.map((segment, n) => {
        const ranks = some.filter((one) => one.segment === n).map((one) => one.rank);
        return documents(segment, this.get, ranks);
      }),
    );
    const next = read.map((of) => of[Symbol.iterator]());
    return some.map((one) => /** @type {import("./texts.js").Document} */ (next[one.segment].next().value));
  }

  /**
   * How many may answer the query, by month, the newest first.
   * @returns {[string, number][]}
   */
  months() {
    /** @type {Map<string, number>} */
    const found = new Map();
    this.segments.forEach(({ months }, n) => {
      const { ranks } = this.promised[n];
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
   * How many may answer the query, by the values of a kind, the most first.
   * @param {Kind} kind
   * @returns {Promise<[string, number][]>}
   */
  async counts(kind) {
    const [values, ...lists] = await Promise.all([
      this.values(kind),
      ...this.segments.map((segment, n) =>
        this.promised[n].ranks.length ? within(segment, this.get, span(kind)) : new Map(),
      ),
    ]);
    const there = this.promised.map(({ ranks }) => new Set(ranks));
    const count = (/** @type {string} */ value) =>
      lists.reduce((sum, of, n) => {
        const list = of.get(key(kind, value));
        return sum + (list ? list.ranks.filter((/** @type {number} */ rank) => there[n].has(rank)).length : 0);
      }, 0);
    const found = values.map((value) => /** @type {[string, number]} */ ([value, count(value)]));
    return found.filter(([, number]) => number).sort((a, b) => b[1] - a[1]);
  }
}
