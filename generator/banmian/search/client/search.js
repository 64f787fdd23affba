// @ts-check
/** A search: the documents that may answer a query, whose texts are read as more are asked for. */
import { span, key } from "./facets.js";
import { isAnsweredBy } from "./query.js";
import { ENOUGH, candidates, isLimited, parted, refined, spread } from "./reader.js";
import { result } from "./results.js";
import { documents, within } from "./segment.js";

/** @typedef {import("./facets.js").Kind} Kind */
/** @typedef {import("./query.js").Wanted} Wanted */
/** @typedef {import("./results.js").Result} Result */
/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./shard.js").List} List */

const NEWEST = 200;
const LOOKED_AT = 200; // documents that are read at once, and by one call for more, at most
const SPARE = 4; // documents that are read beside those asked for: some may not answer the query

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
    /** Whether most of those that were read did not answer the query. */
    this.poor = false;
    this.refined = false;
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
    if (this.limited && this.found >= NEWEST) return true;
    return !this.ready.length && this.at >= this.waiting.length;
  }

  /** How many there are at most. */
  get atMost() {
    if (this.done) return this.found;
    const most = this.found + this.ready.length + this.waiting.length - this.at;
    return this.limited ? Math.min(most, NEWEST) : most;
  }

  /** Whether there are as many as that. */
  get exact() {
    return this.at >= this.waiting.length || this.told;
  }

  /** Whether the index alone tells what answers the query: texts are read to be shown. */
  get told() {
    const { terms, without, since, until } = this.query;
    const pairs = terms.every((term) => [...term].length === 2 && spread([term]).length) && !parted(this.query)[1].length;
    return pairs && !this.limited && !without.length && since.length <= 7 && until.length <= 7;
  }

  /** Where few documents may answer, read them: then it is known how many do. */
  async settle() {
    if (this.waiting.length <= ENOUGH) await this.look(ENOUGH);
  }

  /**
   * The next documents that answer the query: fewer than asked for where some do not that may
   * have, or where there are no more; `done` tells which.
   * @param {number} [count]
   * @returns {Promise<Result[]>}
   */
  async next(count = 10) {
    const stop = this.at + Math.max(LOOKED_AT, count);
    const enough = this.limited ? count : 1;
    const rest = this.waiting.length - this.at;
    let batch = this.told ? count : rest <= 2 * count ? rest : count + SPARE;
    while (this.ready.length < enough && this.at < Math.min(stop, this.waiting.length)) {
      if (this.poor) await this.refine();
      await this.look(Math.min(batch, LOOKED_AT));
      if (this.limited) batch *= 2;
    }
    const found = this.ready.splice(0, this.limited ? Math.min(count, NEWEST - this.found) : count);
    this.found += found.length;
    return found;
  }

  /**
   * Read some of the documents that wait.
   * @param {number} count
   */
  async look(count) {
    const some = this.waiting.slice(this.at, this.at + count);
    const read = await this.read(some);
    const before = this.ready.length;
    read.forEach((document, n) => {
      if (isAnsweredBy(this.query, document)) this.ready.push(result(document, this.query.terms));
      else this.drop(some[n].segment, some[n].rank);
    });
    this.at += some.length;
    this.poor = !this.limited && this.ready.length - before < some.length / 2;
  }

  /** Look up the other pairs of the query, so that fewer documents wait. */
  async refine() {
    if (this.refined || this.waiting.length - this.at <= ENOUGH) return;
    this.refined = true;
    const kept = this.promised.map((list, n) => refined(this.segments[n], this.get, this.query, list));
    this.promised = await Promise.all(kept);
    const there = this.promised.map(({ ranks }) => new Set(ranks));
    const rest = this.waiting.slice(this.at).filter((one) => there[one.segment].has(one.rank));
    this.waiting = [...this.waiting.slice(0, this.at), ...rest];
  }

  /**
   * A document that does not answer the query counts no more.
   * @param {number} segment
   * @param {number} rank
   */
  drop(segment, rank) {
    const { ranks, heads } = this.promised[segment];
    const at = ranks.indexOf(rank);
    if (at < 0) return;
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
