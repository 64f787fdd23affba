// @ts-check
/**
 * Showing where it was found: a text in parts, some of them hits. Pure.
 */
import { fold, offsets } from "./fold.js";

/** @typedef {{text: string, hit: boolean}} Part */
/** @typedef {[number, number]} Span offsets, the end not included */

const BEFORE = 24;
const LENGTH = 100;
const STOPS = /[。！？；!?;]/;

/**
 * The whole text in parts.
 * @param {string} text
 * @param {string[]} wanted folded terms
 * @returns {Part[]}
 */
export function marked(text, wanted) {
  return parts(text, spans(text, wanted), 0, text.length);
}

/**
 * A piece of a line around its first hit, with … where something is left out.
 * @param {string} line
 * @param {string[]} wanted folded terms
 * @returns {Part[]}
 */
export function snippet(line, wanted) {
  const found = spans(line, wanted);
  const first = found.length ? found[0] : /** @type {Span} */ ([0, 0]);
  const start = opening(line, first[0]);
  const end = whole(line, Math.max(first[1], Math.min(start + LENGTH, line.length)));
  const shown = found.filter((span) => span[0] < end);
  const last = shown.length ? Math.max(end, shown[shown.length - 1][1]) : end;
  const piece = parts(line, shown, start, last);
  if (start > 0) piece.unshift({ text: "…", hit: false });
  if (last < line.length) piece.push({ text: "…", hit: false });
  return piece;
}

/**
 * Where the terms stand in the original; what overlaps or touches is one span.
 * @param {string} text
 * @param {string[]} wanted
 * @returns {Span[]}
 */
export function spans(text, wanted) {
  const folded = fold(text);
  const map = offsets(text);
  /** @type {Span[]} */
  const found = [];
  for (const term of wanted) {
    let at = folded.indexOf(term);
    while (at >= 0) {
      found.push([map[at], map[at + term.length - 1] + 1]);
      at = folded.indexOf(term, at + term.length);
    }
  }
  return merge(found.sort((a, b) => a[0] - b[0]));
}

/**
 * @param {Span[]} sorted
 * @returns {Span[]}
 */
function merge(sorted) {
  /** @type {Span[]} */
  const merged = [];
  for (const span of sorted) {
    const last = merged[merged.length - 1];
    if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
    else merged.push([span[0], span[1]]);
  }
  return merged;
}

/**
 * Where a snippet begins: at the sentence's start if that is near, else a little before the hit.
 * @param {string} line
 * @param {number} hit
 */
function opening(line, hit) {
  if (hit <= BEFORE) return 0;
  const start = hit - BEFORE;
  const stop = line.slice(start, hit).search(STOPS);
  return whole(line, stop < 0 ? start : start + stop + 1);
}

/**
 * An offset that does not part a surrogate pair.
 * @param {string} text
 * @param {number} at
 */
function whole(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/**
 * @param {string} text
 * @param {Span[]} found
 * @param {number} start
 * @param {number} end
 * @returns {Part[]}
 */
function parts(text, found, start, end) {
  /** @type {Part[]} */
  const made = [];
  let at = start;
  for (const [from, to] of found) {
    if (from > at) made.push({ text: text.slice(at, from), hit: false });
    made.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (end > at) made.push({ text: text.slice(at, end), hit: false });
  return made;
}
