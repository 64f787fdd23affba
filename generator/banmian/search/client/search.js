// @ts-check
/** A search: the documents that may answer a query, whose texts are read as more are asked for. */
import { byMonth, byValue } from "./counts.js";
import { isAnsweredBy } from "./query.js";
import { ENOUGH, MORE, atFirst, candidates, having, isLimited, isTold, spread } from "./reader.js";
import { result } from "./results.js";
import { members, prepare, texts } from "./segment.js";

/** @typedef {import("./common.js").Level} Level */
/** @typedef {import("./facets.js").Kind} Kind */
/** @typedef {import("./query.js").Wanted} Wanted */
/** @typedef {import("./results.js").Result} Result */
/** @typedef {import("./segment.js").Get} Get */
/** @typedef {import("./segment.js").Member} Member */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./shard.js").List} List */
/** @typedef {{segment: number, rank: number, later: boolean}} Waiting a document that may answer; whether after those whose titles may */

const NEWEST = 200;
const LOOKED_AT = 200; // documents that are read at once, and by one call for more, at most
const SPARE = 2; // documents that are read beside those asked for: some may not answer the query
const WAYS = 4; // until the first are shown
const PLACED = 24; // documents that are placed while others drop out

/** @typedef {{segments: Segment[], get: Get, values: (kind: Kind) => Promise<string[]>, level: Level, warm: boolean}} Source an index that is open; whether its tables are read */

/**
 * @param {Source} source
 * @param {Wanted} query
 */
export async function search(source, query) {
  const grams = spread(query.terms, source.level);
  const size = source.segments.reduce((sum, one) => sum + one.size, 0);
  const count = atFirst(grams, source.level, size);
  const [first, next] = [grams.slice(0, count), grams.slice(count, count + MORE)];
  const promised = await Promise.all(
    source.segments.map((one) => candidates(one, source.get, query, first, next)),
  );
  const made = new Search(source, query, promised, grams.slice(count));
  if (await made.narrow(MORE)) made.ways++;
  return made;
}

export class Search {
  /**
   * @param {Source} source
   * @param {Wanted} query
   * @param {List[]} promised of each segment
   * @param {number[]} grams of the query that were not looked up
   */
  constructor(source, query, promised, grams) {
    this.source = source;
    this.query = query;
    this.promised = promised;
    /** Whether only the newest are given, as the query has no pair of characters. */
    this.limited = isLimited(query);
    /** Whether the index alone tells what answers the query: texts are read to be shown. */
    this.told = isTold(query);
    this.waiting = this.ordered();
    this.at = 0;
    /** Grams that were not looked up. */
    this.grams = grams;
    /** Where texts are, by segment and rank. @type {Map<number, Member>[]} */
    this.places = source.segments.map(() => new Map());
    /** Ways to the host and back, one after the other, so far; and at most. */
    this.ways = source.warm ? 1 : 2;
    this.most = this.limited ? Infinity : WAYS;
    /** How many documents were given. */
    this.found = 0;
    /** @type {Result[]} */
    this.ready = []; // that were found and not given
  }

  /** The documents in the order in which they are given. */
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

  /** Where few documents may answer, read them: then it is known how many do. */
  async settle() {
    if (this.waiting.length <= ENOUGH && this.ways + this.cost(ENOUGH) <= this.most) await this.look(ENOUGH);
  }

  /**
   * How many ways it takes to read some of the documents that wait.
   * @param {number} count
   */
  cost(count) {
    return this.waiting.slice(this.at, this.at + count).every((one) => this.place(one)) ? 1 : 2;
  }

  /**
   * The next documents that answer the query: fewer than asked for where some do not that may
   * have, or where there are no more; `done` tells which. By the end of the first call four ways to
   * the host and back were waited for at most: where none of what can be read in them answers the
   * query, it gives none.
   * @param {number} [count]
   * @returns {Promise<Result[]>}
   */
  async next(count = 10) {
    const stop = Math.min(this.waiting.length, this.at + Math.max(LOOKED_AT, count));
    const enough = this.limited ? count : 1;
    for (let batch = count; this.ready.length < enough && this.at < Math.min(stop, this.waiting.length); batch *= 2) {
      const size = Math.min(this.batch(batch), LOOKED_AT);
      if (this.ways + this.cost(size) > this.most) break;
      await this.look(size);
    }
    this.most = Infinity;
    const found = this.ready.splice(0, this.limited ? Math.min(count, NEWEST - this.found) : count);
    this.found += found.length;
    return found;
  }

  /**
   * How many documents to read so that some are found: no more than are placed, if any is.
   * @param {number} count how many are asked for
   */
  batch(count) {
    if (this.told) return count;
    const rest = this.waiting.slice(this.at);
    const batch = rest.length <= count + 2 * SPARE ? rest.length : count + SPARE;
    const missing = rest.findIndex((one) => !this.place(one));
    return missing > 0 ? Math.min(batch, missing) : batch;
  }

  /**
   * Read some of the documents that wait, while more of the query's grams tell which others may do.
   * @param {number} count
   */
  async look(count) {
    this.ways += this.cost(count);
    const some = this.waiting.slice(this.at, this.at + count);
    const [read] = await Promise.all([this.read(some), this.narrow(MORE, this.at + some.length)]);
    read.forEach((document, n) => {
      if (isAnsweredBy(this.query, document)) this.ready.push(result(document, this.query.terms));
      else this.drop(some[n].segment, some[n].rank);
    });
    this.at += some.length;
  }

  /** @param {Waiting[]} some */
  async read(some) {
    const further = this.told || this.limited ? [] : this.waiting.slice(this.at + some.length, this.at + PLACED);
    if (!some.every((one) => this.place(one))) await this.locate([...some, ...further]);
    return texts(this.source.get, some.map((one) => /** @type {Member} */ (this.place(one))));
  }

  /**
   * Where more documents wait than can be read at once, look up more grams of the query, so that
   * fewer do; and learn meanwhile where the texts of the first are.
   * @param {number} count of grams
   * @param {number} [from] those before it are read
   * @returns whether there was anything to do
   */
  async narrow(count, from = this.at) {
    const rest = this.waiting.slice(from);
    if (rest.length <= ENOUGH || !this.grams.length) return false;
    const grams = this.grams.slice(0, count);
    const [kept] = await Promise.all([
      Promise.all(this.promised.map((list, n) => having(this.source.segments[n], this.source.get, grams, list))),
      this.locate(rest.slice(0, PLACED)),
      ...this.source.segments.map((one) => prepare(one, this.source.get, this.grams.slice(count, count + MORE))),
    ]);
    this.grams = this.grams.slice(count);
    this.promised = kept;
    const there = kept.map(({ ranks }) => new Set(ranks));
    const left = rest.filter((one) => there[one.segment].has(one.rank));
    this.waiting = [...this.waiting.slice(0, from), ...left];
    return true;
  }

  /** @param {Waiting} one */
  place({ segment, rank }) {
    return this.places[segment].get(rank);
  }

  /**
   * Learn where texts are.
   * @param {Waiting[]} some
   */
  async locate(some) {
    const missing = some.filter((one) => !this.place(one));
    const found = await Promise.all(
      this.source.segments.map((segment, n) => {
        const ranks = missing.filter((one) => one.segment === n).map((one) => one.rank);
        return members(segment, this.source.get, ranks);
      }),
    );
    found.forEach((of, n) => of.forEach((place, rank) => this.places[n].set(rank, place)));
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

  /** How many may answer the query, by month, the newest first. */
  months() {
    return byMonth(this.source.segments, this.promised);
  }

  /**
   * How many may answer the query, by the values of a kind, the most first.
   * @param {Kind} kind
   */
  async counts(kind) {
    return byValue(this.source, this.promised, kind);
  }
}
