// @ts-check
/** The terms to suggest, from the files that `suggestions.py` writes. */
import { fold } from "./fold.js";
import { opened } from "./sums.js";
import { common, isLatin, key, units } from "./syllables.js";

/** @typedef {import("./segment.js").Get} Get */
/** @typedef {{readings: string, shards: [string, string][]}} Table first key and file of each shard */
/** @typedef {"word" | "topic" | "author" | "column" | "unit"} TermKind */
/**
 * @typedef {object} Term
 * @property {string} text
 * @property {string} folded
 * @property {TermKind} kind
 * @property {number} count of so many documents it is, or of a few more
 * @property {string[]} units its characters and runs of Latin letters
 * @property {string[]} syllables one for each unit, "" where it has none
 */
/** @typedef {[string, string]} Range the least and the greatest key */

/** @type {TermKind[]} */
const KINDS = ["word", "topic", "author", "column", "unit"];
const KEY = 6;
const END = "~"; // behind whatever a key has

/** The terms of an index. What was read is kept. */
export class Terms {
  /** @param {Table} table @param {Get} get */
  constructor(table, get) {
    this.table = table;
    this.get = get;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /**
   * A file as it is understood, once.
   * @template T
   * @param {string} name
   * @param {(lines: string[]) => T | Promise<T>} understood
   * @returns {Promise<T>}
   */
  file(name, understood) {
    const kept = this.files.get(name);
    if (kept) return kept;
    const found = this.get(name).then((content) => understood(lines(content)));
    this.files.set(name, found);
    found.catch(() => this.files.delete(name)); // it can be tried again
    return found;
  }

  /**
   * The readings of characters that are not common, or have several: of all, the first is the usual.
   * @returns {Promise<Map<string, string[]>>}
   */
  rare() {
    return this.file(this.table.readings, (read) => {
      /** @type {Map<string, string[]>} */
      const found = new Map();
      for (const line of read.filter(Boolean)) {
        const [syllable, chars] = line.split(" ");
        for (const char of chars) found.set(char, [...(found.get(char) || usual(char)), syllable]);
      }
      return found;
    });
  }

  /**
   * How a character may be read: "" where nobody knows.
   * @param {string} char
   * @returns {Promise<string[]>}
   */
  async readings(char) {
    const found = (await this.rare()).get(char) || usual(char);
    return found.length ? [...new Set(found.map(key))] : [""];
  }

  /**
   * The terms of all shards that can have keys of the ranges; of these shards all.
   * @param {Range[]} ranges
   * @returns {Promise<Term[]>}
   */
  async within(ranges) {
    const { shards } = this.table;
    const rare = await this.rare();
    const wanted = shards.filter(([first], n) =>
      ranges.some(([least, most]) => first <= most && (n + 1 === shards.length || least.slice(0, KEY) < shards[n + 1][0])),
    );
    const found = await Promise.all(wanted.map(([, name]) => this.file(name, (read) => terms(read, rare))));
    return found.flat();
  }
}

/** @type {WeakMap<Table, Terms>} */
const known = new WeakMap();

/**
 * The terms of a table, with what was read of them before.
 * @param {Table} table
 * @param {Get} get
 */
export function termsOf(table, get) {
  const found = known.get(table) || new Terms(table, get);
  known.set(table, found);
  return found;
}

/**
 * The keys of which a syllable is the first.
 * @param {string} syllable
 * @returns {Range}
 */
export function beginningWith(syllable) {
  return [syllable, `${syllable} ${END}`];
}

/**
 * The keys that begin with letters.
 * @param {string} letters
 * @returns {Range}
 */
export function spelt(letters) {
  return [letters, letters + END];
}

/** @param {string} char */
function usual(char) {
  const found = common().get(char);
  return found === undefined ? [] : [found];
}

/** @param {Uint8Array} content */
function lines(content) {
  return new TextDecoder("gb18030").decode(opened(content)).split("\n");
}

/**
 * @param {string[]} read
 * @param {Map<string, string[]>} rare
 * @returns {Term[]}
 */
function terms(read, rare) {
  const found = [];
  let [kind, count] = [KINDS[0], 0];
  for (const line of read) {
    if (line[0] === "\t") {
      [kind, count] = [KINDS[Number(line[1])], Number(line.slice(2))];
      continue;
    }
    if (!line) continue;
    const [text, said] = line.split("\t");
    const folded = fold(text);
    const parts = units(folded);
    const syllables = said ? said.split(" ") : parts.map((unit) => reading(unit, rare));
    found.push({ text, folded, kind, count, units: parts, syllables: syllables.map(key) });
  }
  return found;
}

/**
 * @param {string} unit
 * @param {Map<string, string[]>} rare
 */
function reading(unit, rare) {
  if (isLatin(unit)) return unit;
  return common().get(unit) || (rare.get(unit) || [""])[0];
}
