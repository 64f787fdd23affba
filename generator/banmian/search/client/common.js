// @ts-check
/** Which grams many documents have, so that a query's rare ones come first. As `common.py`. Pure. */
import { Numbers } from "./shard.js";
import { BrokenError, opened } from "./sums.js";

const HALF = 2 ** 21;
const LEVELS = 3;
const HASHES = 3;
const FACTORS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];

/** @typedef {(gram: number) => number} Level how common a gram is: 0, rare, to 3; it may be less common */

/**
 * Read the filters.
 * @param {Uint8Array} file
 * @returns {Level}
 */
export function levels(file) {
  const numbers = new Numbers(opened(file));
  /** @type {Uint8Array[]} */
  const filters = [];
  for (let n = 0; n < LEVELS; n++) {
    if (numbers.at >= numbers.content.length) throw new BrokenError("none of common grams");
    const length = numbers.next();
    filters.push(numbers.content.subarray(numbers.at, numbers.at + length));
    numbers.at += length;
  }
  return (gram) => {
    const stirred = stir(gram);
    const level = filters.findIndex((bits) => !has(bits, stirred));
    return level < 0 ? LEVELS : level;
  };
}

/**
 * @param {Uint8Array} bits
 * @param {[number, number]} stirred
 */
function has(bits, [one, other]) {
  const size = 8 * bits.length;
  for (let n = 0; n < HASHES && size; n++) {
    const at = ((one + Math.imul(n, other)) >>> 0) % size;
    if (!((bits[at >> 3] >> (at & 7)) & 1)) return false;
  }
  return size > 0;
}

/**
 * Two numbers of 32 bits that depend on all bits of a gram.
 * @param {number} gram
 * @returns {[number, number]}
 */
function stir(gram) {
  const [first, second, third, fourth] = FACTORS;
  let stirred = Math.imul(Math.floor(gram / HALF), first) ^ Math.imul(gram % HALF, second);
  stirred = Math.imul(stirred ^ (stirred >>> 16), third);
  stirred ^= stirred >>> 13;
  const again = Math.imul(stirred, fourth);
  return [stirred >>> 0, again ^ (again >>> 16)];
}
