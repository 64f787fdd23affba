// @ts-check
/** Checksums: what ends each file of the index, and each text, so that a broken one is told. */

/** A file of the index is not whole. */
export class BrokenError extends Error {}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/**
 * @param {Uint8Array} content
 * @param {number} [start] the checksum of what stands before
 */
export function crc(content, start = 0) {
  let sum = ~start;
  for (const byte of content) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/**
 * @param {Uint8Array} content with its CRC-32 behind it
 * @param {number} [place] with which the CRC-32 begins: a content in another's place is told
 * @returns {Uint8Array} the content without it
 */
export function opened(content, place = 0) {
  const end = content.length - 4;
  const said = end < 0 ? 0 : new DataView(content.buffer, content.byteOffset + end).getUint32(0, true);
  if (end < 0 || crc(content.subarray(0, end), place % 2 ** 32) !== said) throw new BrokenError("not whole");
  return content.subarray(0, end);
}
