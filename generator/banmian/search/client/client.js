// @ts-check
/** Opening the index of a site, and searching it. */
import { levels } from "./common.js";
import { fold, learn } from "./fold.js";
import { BrokenError } from "./sums.js";
import { search } from "./search.js";
import { tableOf } from "./segment.js";
import { wanted } from "./query.js";

/** The version of the index that this client reads. */
export const VERSION = 3;
const FEW_TABLES = 24;

/** @typedef {import("./facets.js").Kind} Kind */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./results.js").Result} Result */
/** @typedef {import("./search.js").Search} Search */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {{version: number, segments: Segment[], common: string, values: Partial<Record<Kind, string>>, variants: string, suggestions: import("./terms.js").Table}} Manifest */
/** @typedef {(address: string, request?: RequestInit) => Promise<Response>} Fetch */

/**
 * What went wrong: `network`, a file cannot be had; `format`, one is broken; `version`, another
 * program's index; `changed`, a new edition was published, and files of the open one are gone.
 */
export class SearchError extends Error {
  /** @param {"network" | "format" | "version" | "changed"} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * @param {string} address of the manifest
 * @param {Fetch} [get] for tests
 * @returns {Promise<Index>}
 */
export async function open(address, get = (...request) => fetch(...request)) {
  const text = await manifest(address, get, "no-cache");
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new SearchError("format");
  }
  if (typeof found?.version !== "number") throw new SearchError("format");
  if (found.version !== VERSION) throw new SearchError("version");
  if (!Array.isArray(found.segments) || !found.common) throw new SearchError("format");
  learn(found.variants);
  const index = new Index(address, get, text, found);
  await index.guarded(index.prepare());
  return index;
}

/**
 * @param {string} address
 * @param {Fetch} get
 * @param {RequestCache} cache
 */
async function manifest(address, get, cache) {
  const answer = await asked(get, address, { cache });
  return answer.text();
}

/**
 * @param {Fetch} get
 * @param {string} address
 * @param {RequestInit} request
 */
async function asked(get, address, request) {
  let answer;
  try {
    answer = await get(address, request);
  } catch {
    throw new SearchError("network");
  }
  if (!answer.ok) throw new SearchError("network");
  return answer;
}

export class Index {
  /**
   * @param {string} address
   * @param {Fetch} fetch
   * @param {string} text of the manifest
   * @param {Manifest} manifest
   */
  constructor(address, fetch, text, manifest) {
    this.address = address;
    this.fetch = fetch;
    this.text = text;
    this.manifest = manifest;
    this.segments = manifest.segments;
    /** @type {import("./common.js").Level} */
    this.level = () => 0;
    this.warm = false;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.files = new Map();
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.parts = new Map();
    this.ranges = true;
    /** @type {RequestCache} */
    this.cache = "default";
  }

  /** How many documents there are. */
  get count() {
    return this.segments.reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * How many there are of each month, the newest first; "" is of no date.
   * @returns {[string, number][]}
   */
  get months() {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const [month, count] of this.segments.flatMap((one) => one.months)) {
      found.set(month, (found.get(month) || 0) + count);
    }
    return [...found];
  }

  /** Read what any query needs: which grams are common, and the tables where there are few. */
  async prepare() {
    const tables = this.segments.flatMap((one) => one.tables);
    this.warm = tables.length <= FEW_TABLES;
    const some = this.warm ? tables : [];
    const [common] = await Promise.all([
      this.get(this.manifest.common),
      ...some.map((table) => tableOf(this.get, table)),
    ]);
    this.level = levels(common);
  }

  /** The table of what `suggest` and `nearest` offer. */
  get suggestions() {
    return this.manifest.suggestions;
  }

  /** The kinds of facets that documents have. */
  get kinds() {
    return /** @type {Kind[]} */ (Object.keys(this.manifest.values));
  }

  /**
   * @param {Query} query
   * @returns {Promise<Search>}
   */
  search(query) {
    return this.guarded(this.searched(query)).then((made) => {
      const { next, counts } = made;
      made.next = (...count) => this.guarded(next.apply(made, count));
      made.counts = (kind) => this.guarded(counts.call(made, kind));
      return made;
    });
  }

  /** @param {Query} query */
  async searched(query) {
    const found = () => search(this, wanted(query));
    const made = await found();
    await made.settle();
    if (made.atMost && !made.limited) return made;
    const before = fold(query.text);
    learn((await import("./traditional.js")).VARIANTS); // large, and most queries need none
    return fold(query.text) === before ? made : found();
  }

  /**
   * All values of a kind.
   * @param {Kind} kind
   * @returns {Promise<string[]>}
   */
  values = async (kind) => {
    const name = this.manifest.values[kind];
    if (!name) return [];
    return JSON.parse(new TextDecoder().decode(await this.get(name)));
  };

  /**
   * A file of the index, or a part of it.
   * @type {import("./segment.js").Get}
   */
  get = async (name, start = 0, end = undefined) => {
    const kept = this.files.get(name);
    if (kept || end === undefined || !this.ranges) {
      const file = await (kept || this.whole(name));
      return file.subarray(start, end);
    }
    const part = `${name} ${start} ${end}`;
    const known = this.parts.get(part);
    if (known) return known;
    const asking = this.part(name, start, end);
    this.parts.set(part, asking);
    asking.catch(() => this.parts.delete(part));
    return asking;
  };

  /**
   * A part of a file; where the host gives none, the file is kept, and no parts are asked for.
   * @param {string} name
   * @param {number} start
   * @param {number} end
   */
  async part(name, start, end) {
    let { status, content } = await this.piece(name, start, end, this.cache);
    // Chromium's cache in memory, that of a private window, may give a piece of what it has in part
    if (status === 206 && content.length < end - start) {
      ({ status, content } = await this.piece(name, start, end, "no-store"));
    }
    if (status === 206) return content;
    this.ranges = false;
    this.files.set(name, Promise.resolve(content));
    return content.subarray(start, end);
  }

  /**
   * @param {string} name
   * @param {number} start
   * @param {number} end
   * @param {RequestCache} cache
   */
  async piece(name, start, end, cache) {
    const range = { headers: { Range: `bytes=${start}-${end - 1}` }, cache };
    const answer = await asked(this.fetch, this.place(name), range);
    return { status: answer.status, content: new Uint8Array(await answer.arrayBuffer()) };
  }

  /** @param {string} name */
  whole(name) {
    const file = asked(this.fetch, this.place(name), { cache: this.cache }).then(
      async (answer) => new Uint8Array(await answer.arrayBuffer()),
    );
    this.files.set(name, file);
    file.catch(() => this.files.delete(name)); // it can be tried again
    return file;
  }

  /** @param {string} name */
  place(name) {
    return this.address.slice(0, this.address.lastIndexOf("/") + 1) + name + ".bin";
  }

  /**
   * Say what went wrong: where the edition is another by now, that.
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  async guarded(work) {
    try {
      return await work;
    } catch (error) {
      const now = await manifest(this.address, this.fetch, "reload");
      if (now !== this.text) throw new SearchError("changed");
      this.files.clear();
      this.parts.clear();
      this.cache = "reload"; // what the browser has kept may be what is broken
      if (error instanceof SearchError) throw error;
      if ([BrokenError, RangeError, SyntaxError, TypeError].some((kind) => error instanceof kind)) {
        throw new SearchError("format");
      }
      throw error;
    }
  }
}
