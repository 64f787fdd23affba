// @ts-check
/** A text as a QR code (ISO/IEC 18004): its bytes, with error correction M. Pure. */

/** Of each version at level M: the codewords of correction in a block, and the blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];
/** Which modules a mask turns over. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** @typedef {number[][]} Square rows of modules: 1 is dark */

/**
 * @param {string} text of at most 412 bytes
 * @returns {Square} without the quiet zone
 */
export function qr(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CORRECTION.findIndex((_, n) => room(n + 1) * 8 >= 4 + (n < 9 ? 8 : 16) + bytes.length * 8) + 1;
  if (!version) throw new RangeError("too long for a QR code");
  const bits = interleaved(codewords(bytes, version), version).flatMap((word) => binary(word, 8));
  const drawn = MASKS.map((_, mask) => square(version, mask, bits));
  const worth = drawn.map(penalty);
  return drawn[worth.indexOf(Math.min(...worth))];
}

/** How many codewords a version has. @param {number} version */
function words(version) {
  const align = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const patterns = align && (25 * align - 10) * align - 55;
  return Math.floor(((16 * version + 128) * version + 64 - patterns - (version > 6 ? 36 : 0)) / 8);
}

/** How many of them carry data. @param {number} version */
function room(version) {
  return words(version) - CORRECTION[version - 1] * BLOCKS[version - 1];
}

/** @param {number} number @param {number} length */
function binary(number, length) {
  return Array.from({ length }, (_, n) => (number >> (length - 1 - n)) & 1);
}

/** @param {number[]} bytes @param {number} version */
function codewords(bytes, version) {
  const size = room(version);
  const bits = [0, 1, 0, 0, ...binary(bytes.length, version < 10 ? 8 : 16), ...bytes.flatMap((byte) => binary(byte, 8))];
  bits.push(...[0, 0, 0, 0].slice(0, size * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const made = [];
  for (let at = 0; at < bits.length; at += 8) made.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let pad = 0xec; made.length < size; pad ^= 0xec ^ 0x11) made.push(pad);
  return made;
}

/** The blocks with their correction, word by word. @param {number[]} data @param {number} version */
function interleaved(data, version) {
  const [count, ecc] = [BLOCKS[version - 1], CORRECTION[version - 1]];
  const short = Math.floor(data.length / count);
  const blocks = Array.from({ length: count }, (_, n) => {
    const longer = Math.max(0, n - (count - (data.length % count)));
    const start = n * short + longer;
    return data.slice(start, start + short + (n >= count - (data.length % count) ? 1 : 0));
  });
  const checks = blocks.map((block) => remainder(block, ecc));
  /** @param {number[][]} lists */
  const across = (lists) =>
    Array.from({ length: Math.max(...lists.map((one) => one.length)) }, (_, n) =>
      lists.flatMap((one) => (n < one.length ? [one[n]] : [])),
    ).flat();
  return [...across(blocks), ...across(checks)];
}

/** Reed and Solomon's, over GF(2⁸) by 0x11d. @param {number[]} block @param {number} degree */
function remainder(block, degree) {
  let divisor = [1];
  for (let n = 0, root = 1; n < degree; n += 1, root = times(root, 2)) {
    const next = [...divisor, 0];
    divisor.forEach((one, at) => (next[at + 1] ^= times(one, root)));
    divisor = next;
  }
  const rest = [...block, ...Array(degree).fill(0)];
  block.forEach((_, at) => {
    const factor = rest[at];
    divisor.forEach((one, n) => (rest[at + n] ^= times(one, factor)));
  });
  return rest.slice(block.length);
}

/** @param {number} a @param {number} b */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ (product & 0x80 ? 0x11d : 0) ^ ((b >> bit) & 1 ? a : 0);
  return product;
}

/** @param {number} version @param {number} mask @param {number[]} bits @returns {Square} */
function square(version, mask, bits) {
  const size = version * 4 + 17;
  /** @type {(number | undefined)[][]} what is not data */
  const fixed = Array.from({ length: size }, () => Array(size).fill(undefined));
  /** @param {number} x @param {number} y @param {number | boolean} dark */
  const set = (x, y, dark) => {
    if (x >= 0 && y >= 0 && x < size && y < size) fixed[y][x] = Number(dark);
  };
  for (let n = 0; n < size; n += 1) [set(6, n, n % 2 === 0), set(n, 6, n % 2 === 0)];
  for (const x of alignments(version, size)) {
    for (const y of alignments(version, size)) {
      const corner = (x === 6 && (y === 6 || y === size - 7)) || (y === 6 && x === size - 7);
      if (!corner) rings(set, x, y, 2, [0, 2]);
    }
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(set, x, y, 4, [0, 1, 3]);
  setFormat(set, size, mask);
  if (version > 6) {
    binary((version << 12) | bch(version, 0x1f25, 12), 18).reverse().forEach((dark, n) => {
      const [a, b] = [size - 11 + (n % 3), Math.floor(n / 3)];
      [set(a, b, dark), set(b, a, dark)];
    });
  }
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y][x] === undefined) fixed[y][x] = (bits[at++] || 0) ^ Number(MASKS[mask](x, y));
      }
    }
  }
  return /** @type {Square} */ (fixed);
}

/** @typedef {(x: number, y: number, dark: number | boolean) => void} Put */

/** Rings around a place, of which some are dark. @param {Put} set @param {number} x @param {number} y @param {number} reach @param {number[]} dark */
function rings(set, x, y, reach, dark) {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      set(x + dx, y + dy, dark.includes(ring));
    }
  }
}

/** @param {number} version @param {number} size */
function alignments(version, size) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, n) => size - 7 - (count - 2 - n) * step)];
}

/** @param {Put} set @param {number} size @param {number} mask at level M, whose number is 0 */
function setFormat(set, size, mask) {
  const bits = binary(((mask << 10) | bch(mask, 0x537, 10)) ^ 0x5412, 15).reverse();
  bits.forEach((dark, n) => {
    if (n < 8) set(8, n < 6 ? n : n + 1, dark);
    else set(n === 8 ? 7 : 14 - n, 8, dark);
    if (n < 8) set(size - 1 - n, 8, dark);
    else set(8, size - 15 + n, dark);
  });
  set(8, size - 8, 1);
}

/** @param {number} data @param {number} divisor @param {number} degree */
function bch(data, divisor, degree) {
  let rest = data;
  for (let n = 0; n < degree; n += 1) rest = (rest << 1) ^ ((rest >> (degree - 1)) * divisor);
  return rest;
}

/** How hard it is to read: long runs, full squares, what looks like a finder, too dark or light. @param {Square} rows */
function penalty(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  const lines = [...rows, ...columns].map((line) => line.join(""));
  let worth = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) || []) worth += run.length - 2;
    worth += 40 * (line.match(/(?=00001011101|10111010000)/g) || []).length;
  }
  rows.forEach((row, y) => {
    row.forEach((one, x) => {
      if (y && x && one === row[x - 1] && one === rows[y - 1][x] && one === rows[y - 1][x - 1]) worth += 3;
    });
  });
  const dark = rows.flat().filter(Boolean).length / rows.length ** 2;
  return worth + 10 * Math.floor(Math.abs(dark * 20 - 10));
}
