// @ts-check
/** A segment of the index: the tables that lead to its shards and texts. */
import { Numbers, lists } from "./shard.js";
import { BrokenError, opened } from "./sums.js";
import { unpack } from "./texts.js";

/** @typedef {import("./shard.js").List} List */
/** @typedef {import("./texts.js").Document} Document */
/** @typedef {{size: number, months: [string, number][], tables: Table[], chunks: string[]}} Segment */
/** @typedef {[first: number, file: string, end: number]} Table of shards: its bytes in the file; 0: all of them, and shards are files */
/** @typedef {[first: number, file: string, start: number, end: number | undefined]} Place of a shard */
/** @typedef {(name: string, start?: number, end?: number) => Promise<Uint8Array>} Get gives a file, or a part of it */

const NAME = 5;
const MEMBER = 12;
const CHUNK = 1 << 14;
const BLOCK = 1 << 16;
const NEAR = 32; // documents: to ask twice costs more than their entries

/**
 * The documents that have a key.
 * @param {Segment} segment
 * @param {Get} get
 * @param {number} key
 * @returns {Promise<List>}
 */
export async function holding(segment, get, key) {
  const found = await within(segment, get, [key, key + 1]);
  return found.get(key) || { ranks: [], heads: [] };
}

/**
 * Fetch the tables that lead to some keys, for when they are looked up.
 * @param {Segment} segment
 * @param {Get} get
 * @param {number[]} keys
 */
export async function prepare(segment, get, keys) {
  const tables = keys.flatMap((key) => between(segment.tables, inBlocks(segment, [key, key + 1])));
  await Promise.all(tables.map((table) => tableOf(get, table)));
}

/**
 * The lists of all keys in a range, by key.
 * @param {Segment} segment
 * @param {Get} get
 * @param {[number, number]} range the first key, and the one behind the last
 * @returns {Promise<Map<number, List>>}
 */
export async function within(segment, get, [start, end]) {
  const blocks = blocksOf(segment);
  const range = inBlocks(segment, [start, end]);
  const shards = await Promise.all(
    between(segment.tables, range).map(async (table) => between(places(table, await tableOf(get, table)), range)),
  );
  const parts = await Promise.all(
    shards.flat().map(async ([first, ...place]) => lists(await get(...place), first, range, segment.size)),
  );
  /** @type {Map<number, List>} */
  const found = new Map();
  for (const [in_block, { ranks, heads }] of parts.flatMap((part) => [...part])) {
    const key = Math.floor(in_block / blocks);
    const list = found.get(key) || { ranks: [], heads: [] };
    const base = (in_block % blocks) * BLOCK;
    found.set(key, { ranks: [...list.ranks, ...ranks.map((rank) => rank + base)], heads: [...list.heads, ...heads] });
  }
  return found;
}

/**
 * The content of a table.
 * @param {Get} get
 * @param {Table} table
 */
export function tableOf(get, [, file, end]) {
  return get(file, 0, end || undefined);
}

/** @param {Segment} segment */
function blocksOf({ size }) {
  return Math.max(1, Math.ceil(size / BLOCK));
}

/**
 * @param {Segment} segment
 * @param {[number, number]} range of keys
 * @returns {[number, number]} of keys in blocks
 */
function inBlocks(segment, [start, end]) {
  return [start * blocksOf(segment), end * blocksOf(segment)];
}

/**
 * @param {Table} table
 * @param {Uint8Array} content
 * @returns {Place[]}
 */
function places([, file, end], content) {
  const numbers = new Numbers(opened(content));
  /** @type {Place[]} */
  const found = [];
  let first = 0;
  let start = end;
  while (numbers.at < numbers.content.length) {
    first += numbers.next();
    if (end) {
      const length = numbers.next();
      found.push([first, file, start, start + length]);
      start += length;
    } else {
      found.push([first, hex(numbers.content.subarray(numbers.at, numbers.at + NAME)), 0, undefined]);
      numbers.at += NAME;
    }
  }
  return found;
}

/**
 * Those that can have keys of a range.
 * @template {[first: number, ...unknown[]]} T
 * @param {T[]} entries
 * @param {[number, number]} range
 */
function between(entries, [start, end]) {
  return entries.filter(([first], n) => first < end && (n + 1 === entries.length || entries[n + 1][0] > start));
}

/** @typedef {{pack: string, start: number, end: number}} Member where the text of a document is */

/**
 * Where the texts of some documents are; what lies near is fetched together.
 * @param {Segment} segment
 * @param {Get} get
 * @param {number[]} ranks
 * @returns {Promise<Map<number, Member>>} by rank
 */
export async function members(segment, get, ranks) {
  const growing = [...ranks].sort((a, b) => a - b);
  const near = runs(growing, (a, b) => b - a <= NEAR && Math.floor(a / CHUNK) === Math.floor(b / CHUNK));
  const found = await Promise.all(near.map((some) => membersOf(segment, get, some)));
  return new Map(found.flat());
}

/**
 * @param {Segment} segment
 * @param {Get} get
 * @param {number[]} ranks near each other, growing
 * @returns {Promise<[number, Member][]>}
 */
async function membersOf(segment, get, ranks) {
  const [first, last] = [ranks[0], ranks[ranks.length - 1]];
  const at = (first % CHUNK) * MEMBER;
  const length = (last - first + 1) * MEMBER;
  const entries = await get(segment.chunks[Math.floor(first / CHUNK)], at, at + length);
  if (entries.length !== length) throw new BrokenError("not whole");
  return ranks.map((rank) => {
    const entry = entries.subarray((rank - first) * MEMBER, (rank - first + 1) * MEMBER);
    const start = entry[5] + entry[6] * 256 + entry[7] * 65536 + entry[8] * 16777216;
    const size = entry[9] + entry[10] * 256 + entry[11] * 65536;
    return [rank, { pack: hex(entry.subarray(0, NAME)), start, end: start + size }];
  });
}

/**
 * The documents of some members; what lies together is fetched together.
 * @param {Get} get
 * @param {Member[]} some
 * @returns {Promise<Document[]>} in their order
 */
export async function texts(get, some) {
  const together = runs(some, (a, b) => a.pack === b.pack && a.end === b.start);
  const found = await Promise.all(together.map((those) => textsOf(get, those)));
  return found.flat();
}

/**
 * @param {Get} get
 * @param {Member[]} some one behind the other
 */
async function textsOf(get, some) {
  const [base, end] = [some[0].start, some[some.length - 1].end];
  const content = await get(some[0].pack, base, end);
  return some.map((one) => unpack(content.subarray(one.start - base, one.end - base)));
}

/**
 * @template T
 * @param {T[]} all
 * @param {(a: T, b: T) => boolean} goOn whether one belongs to the one before
 * @returns {T[][]}
 */
function runs(all, goOn) {
  /** @type {T[][]} */
  const found = [];
  all.forEach((one, n) => {
    if (n && goOn(all[n - 1], one)) found[found.length - 1].push(one);
    else found.push([one]);
  });
  return found;
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
