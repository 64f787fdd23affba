// @ts-check
/** A shard of the index: which documents have a key. Pure. */
import { opened } from "./sums.js";

/** @typedef {{ranks: number[], heads: boolean[]}} List documents, growing; whether the key is in their titles */

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
 * The lists of a shard whose keys are in a range, by key.
 * @param {Uint8Array} file
 * @param {number} first the shard's first key
 * @param {[number, number]} range the first key, and the one behind the last
 * @param {number} size of the segment
 * @returns {Map<number, List>}
 */
export function lists(file, first, [start, end], size) {
  const content = opened(file, first + size);
  const head = new Numbers(content);
  const [count, tokenBytes, moreBytes, unaryBytes] = [head.next(), head.next(), head.next(), head.next()];
  const tokens = new Numbers(content, head.at);
  const more = new Numbers(content, head.at + tokenBytes);
  const wanted = [];
  let key = first;
  let all = 0; // documents of the lists before
  let bits = 0; // low bits of the lists before
  for (let n = 0; n < count; n++) {
    const token = tokens.next();
    key += Math.floor(token / 2);
    const length = token % 2 ? more.next() + 2 : 1;
    const low = lowBits(length, size);
    if (key >= start && key < end) wanted.push({ key, before: all, bits, length, low });
    all += length;
    bits += length * low;
  }
  const unary = head.at + tokenBytes + moreBytes;
  const remainders = unary + unaryBytes;
  const flags = remainders + Math.ceil(bits / 8);
  const bit = (/** @type {number} */ from, /** @type {number} */ n) => (content[from + (n >> 3)] >> (n & 7)) & 1;
  const found = new Map();
  let at = 0; // in the quotients
  let ones = 0;
  for (const { key, before, bits, length, low } of wanted) {
    for (; ones < before; at++) ones += bit(unary, at);
    /** @type {List} */
    const list = { ranks: [], heads: [] };
    let rank = -1;
    let from = bits;
    for (let n = 0; n < length; n++) {
      let gap = 0;
      while (!bit(unary, at++)) gap++;
      gap *= 2 ** low;
      for (let m = 0; m < low; m++) gap += bit(remainders, from++) * 2 ** m;
      rank += gap + 1;
      list.ranks.push(rank);
      list.heads.push(bit(flags, before + n) === 1);
    }
    ones += length;
    found.set(key, list);
  }
  return found;
}
