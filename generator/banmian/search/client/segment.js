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
 * The lists of all keys in a range, by key.
 * @param {Segment} segment
 * @param {Get} get
 * @param {[number, number]} range the first key, and the one behind the last
 * @returns {Promise<Map<number, List>>}
 */
export async function within(segment, get, [start, end]) {
  const blocks = Math.max(1, Math.ceil(segment.size / BLOCK));
  const range = /** @type {[number, number]} */ ([start * blocks, end * blocks]);
  const shards = await Promise.all(
    between(segment.tables, range).map(async (table) => {
      const content = await get(table[1], 0, table[2] || undefined);
      return between(places(table, content), range);
    }),
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

/**
 * The documents of some ranks; what lies together is fetched together.
 * @param {Segment} segment
 * @param {Get} get
 * @param {number[]} ranks
 * @returns {Promise<Document[]>} in the order of the ranks
 */
export async function documents(segment, get, ranks) {
  const together = runs(ranks, (a, b) => b === a + 1 && b % CHUNK > 0);
  const members = await Promise.all(together.map((some) => membersOf(segment, get, some)));
  const texts = runs(members.flat(), (a, b) => a.pack === b.pack && a.end === b.start);
  const found = await Promise.all(texts.map((some) => textsOf(get, some)));
  return found.flat();
}

/** @typedef {{pack: string, start: number, end: number}} Member */

/**
 * @param {Segment} segment
 * @param {Get} get
 * @param {number[]} ranks one behind the other
 * @returns {Promise<Member[]>}
 */
async function membersOf(segment, get, ranks) {
  const at = (ranks[0] % CHUNK) * MEMBER;
  const entries = await get(segment.chunks[Math.floor(ranks[0] / CHUNK)], at, at + ranks.length * MEMBER);
  if (entries.length !== ranks.length * MEMBER) throw new BrokenError("not whole");
  return ranks.map((_, n) => {
    const entry = entries.subarray(n * MEMBER, (n + 1) * MEMBER);
    const start = entry[5] + entry[6] * 256 + entry[7] * 65536 + entry[8] * 16777216;
    const length = entry[9] + entry[10] * 256 + entry[11] * 65536;
    return { pack: hex(entry.subarray(0, NAME)), start, end: start + length };
  });
}

/**
 * @param {Get} get
 * @param {Member[]} members one behind the other
 */
async function textsOf(get, members) {
  const [base, end] = [members[0].start, members[members.length - 1].end];
  const content = await get(members[0].pack, base, end);
  return members.map((one) => unpack(content.subarray(one.start - base, one.end - base)));
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
