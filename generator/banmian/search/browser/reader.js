// @ts-check
/**
 * Reading the index: a few shards, then the texts of what they promise. Exact: what is found was seen
 * in the text itself, and whatever has a text in it has its pairs.
 */
import { fold } from "../client/fold.js";
import { grams } from "./grams.js";
import { Numbers, postings } from "./shard.js";
import { BrokenError, opened } from "./sums.js";
import { unpack } from "./texts.js";

/** @typedef {import("./texts.js").Document} Document */
/** @typedef {{size: number, groups: [number, string][], chunks: string[]}} Segment */
/** @typedef {Map<number, boolean>} Ranks documents, growing, and whether their titles may have it */
/** @typedef {(name: string, start?: number, end?: number) => Promise<Uint8Array>} Fetch */

const NAME = 5;
const MEMBER = 12;
const CHUNK = 1 << 14;
const BLOCK = 1 << 16;
const ENOUGH = 12;
const NEWEST = 200;
const AHEAD = 10; // texts that are fetched at once

/** @param {string} query @returns {string[]} */
export function terms(query) {
  return [...new Set(query.split(/\s+/).map(fold))].filter(Boolean);
}

/**
 * The documents in which every term is: first those whose title may have all of them, then the
 * others; of each the newest first. With `newest` that alone counts.
 * @param {Segment[]} segments
 * @param {Fetch} get
 * @param {string[]} wanted
 * @param {{newest?: boolean}} [order]
 * @returns {AsyncGenerator<Document>}
 */
export async function* find(segments, get, wanted, { newest = false } = {}) {
  if (!wanted.length) return;
  const all = await Promise.all(segments.map((segment) => candidates(segment, get, wanted)));
  const promised = all.flatMap((found, number) =>
    [...found].map(([rank, heads]) => ({ segment: segments[number], rank, later: newest || !heads })),
  );
  promised.sort((a, b) => Number(a.later) - Number(b.later)); // which keeps the order of equals
  for (let at = 0; at < promised.length; at += AHEAD) {
    const some = promised.slice(at, at + AHEAD);
    const documents = await Promise.all(some.map((one) => text(one.segment, get, one.rank)));
    for (const document of documents) if (holds(document, wanted)) yield document;
  }
}

/**
 * @param {Document} document
 * @param {string[]} wanted
 */
export function holds(document, wanted) {
  const lines = [document.title, ...document.lines].map(fold);
  return wanted.every((term) => lines.some((line) => line.includes(term)));
}

/**
 * @param {Segment} segment
 * @param {Fetch} get
 * @param {string[]} wanted
 * @returns {Promise<Ranks>} the documents that may hold all terms
 */
async function candidates(segment, get, wanted) {
  const pairs = spread(wanted);
  if (!pairs.length) return new Map([...Array(Math.min(NEWEST, segment.size)).keys()].map((rank) => [rank, false]));
  /** @type {Ranks | undefined} */
  let found;
  for (const pair of pairs) {
    if (found && found.size <= ENOUGH) break;
    const ranks = await holding(segment, get, pair);
    const before = found;
    found = before ? both(before, ranks) : ranks;
  }
  return found || new Map();
}

/**
 * @param {Ranks} one
 * @param {Ranks} other
 * @returns {Ranks}
 */
function both(one, other) {
  const found = new Map();
  for (const [rank, heads] of one) {
    const there = other.get(rank);
    if (there !== undefined) found.set(rank, heads && there);
  }
  return found;
}

/**
 * The pairs of the terms, of each term its ends first.
 * @param {string[]} wanted
 */
function spread(wanted) {
  const of = [...wanted].sort((a, b) => b.length - a.length).map(grams).filter((one) => one.length);
  return [...new Set([...of.flatMap((one) => [one[0], one[one.length - 1]]), ...of.flat()])];
}

/**
 * The documents that have a pair.
 * @param {Segment} segment
 * @param {Fetch} get
 * @param {number} pair
 * @returns {Promise<Ranks>}
 */
async function holding(segment, get, pair) {
  const blocks = Math.max(1, Math.ceil(segment.size / BLOCK));
  const keys = [...Array(blocks).keys()].map((block) => pair * blocks + block);
  const lists = await Promise.all(keys.map((key) => list(segment, get, key)));
  const found = new Map();
  lists.forEach(({ ranks, heads }, block) => {
    ranks.forEach((rank, n) => found.set(rank + block * BLOCK, heads[n]));
  });
  return found;
}

/**
 * @param {Segment} segment
 * @param {Fetch} get
 * @param {number} key
 */
async function list(segment, get, key) {
  const group = last(segment.groups, key);
  const shard = group && last(table(await get(group[1])), key);
  if (!shard) return { ranks: [], heads: [] };
  return postings(await get(shard[1]), shard[0], key, segment.size);
}

/**
 * @param {Uint8Array} file
 * @returns {[number, string][]}
 */
function table(file) {
  const numbers = new Numbers(opened(file));
  /** @type {[number, string][]} */
  const found = [];
  let first = 0;
  while (numbers.at < numbers.content.length) {
    first += numbers.next();
    found.push([first, hex(numbers.content.subarray(numbers.at, numbers.at + NAME))]);
    numbers.at += NAME;
  }
  return found;
}

/**
 * The last entry that begins at a key or before.
 * @param {[number, string][]} entries
 * @param {number} key
 */
function last(entries, key) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle][0] <= key) low = middle + 1;
    else high = middle;
  }
  return low ? entries[low - 1] : undefined;
}

/**
 * @param {Segment} segment
 * @param {Fetch} get
 * @param {number} rank
 */
async function text(segment, get, rank) {
  const at = (rank % CHUNK) * MEMBER;
  const entry = await get(segment.chunks[Math.floor(rank / CHUNK)], at, at + MEMBER);
  if (entry.length !== MEMBER) throw new BrokenError("not whole");
  const start = entry[5] + entry[6] * 256 + entry[7] * 65536 + entry[8] * 16777216;
  const length = entry[9] + entry[10] * 256 + entry[11] * 65536;
  return unpack(await get(hex(entry.subarray(0, NAME)), start, start + length));
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
