// @ts-check
/** A shard of the index: which documents have a pair of characters. Pure. */
import { opened } from "./sums.js";

/** Reads numbers of variable length, seven bits a byte. */
export class Numbers {
  /** @param {Uint8Array} content @param {number} [at] */
  constructor(content, at = 0) {
    this.content = content;
    this.at = at;
  }

  next() {
    let number = 0;
    let factor = 1;
    let byte = 128;
    while (byte & 128) {
      byte = this.content[this.at++];
      number += (byte & 127) * factor;
      factor *= 128;
    }
    return number;
  }
}

/**
 * How many bits of a gap are written as they are, in a list of `count` of `size` documents.
 * @param {number} count
 * @param {number} size
 */
function lowBits(count, size) {
  const ideal = Math.floor((size * 709) / (count * 1024));
  return ideal > 1 ? 31 - Math.clz32(ideal) : 0;
}

/**
 * The documents of a key.
 * @param {Uint8Array} file
 * @param {number} first the shard's first key
 * @param {number} key
 * @param {number} size of the segment
 * @returns {{ranks: number[], heads: boolean[]}} none where the key is not there
 */
export function postings(file, first, key, size) {
  const content = opened(file);
  const head = new Numbers(content);
  const [lists, tokenBytes, moreBytes, unaryBytes] = [head.next(), head.next(), head.next(), head.next()];
  const tokens = new Numbers(content, head.at);
  const more = new Numbers(content, head.at + tokenBytes);
  const unary = head.at + tokenBytes + moreBytes;
  let at = first;
  let before = 0; // documents of the lists before
  let bits = 0; // low bits of the lists before
  let all = 0;
  let allBits = 0;
  let found = -1;
  let low = 0;
  for (let n = 0; n < lists; n++) {
    const token = tokens.next();
    at += Math.floor(token / 2);
    const count = token % 2 ? more.next() + 2 : 1;
    const k = lowBits(count, size);
    if (at === key) [found, before, bits, low] = [count, all, allBits, k];
    all += count;
    allBits += count * k;
  }
  if (found < 0) return { ranks: [], heads: [] };
  return read(content, unary, unaryBytes, before, found, bits, low, allBits);
}

/**
 * @param {Uint8Array} content
 * @param {number} unary where the quotients begin
 * @param {number} unaryBytes
 * @param {number} before
 * @param {number} count
 * @param {number} bits
 * @param {number} low
 * @param {number} allBits
 */
function read(content, unary, unaryBytes, before, count, bits, low, allBits) {
  const remainders = unary + unaryBytes;
  const flags = remainders + Math.ceil(allBits / 8);
  const bit = (/** @type {number} */ from, /** @type {number} */ n) => (content[from + (n >> 3)] >> (n & 7)) & 1;
  let at = 0;
  for (let ones = 0; ones < before; at++) ones += bit(unary, at);
  const ranks = [];
  const heads = [];
  let rank = -1;
  for (let n = 0; n < count; n++) {
    let gap = 0;
    while (!bit(unary, at++)) gap++;
    gap *= 2 ** low;
    for (let m = 0; m < low; m++) gap += bit(remainders, bits++) * 2 ** m;
    rank += gap + 1;
    ranks.push(rank);
    heads.push(bit(flags, before + n) === 1);
  }
  return { ranks, heads };
}
