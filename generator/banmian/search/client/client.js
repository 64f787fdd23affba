// @ts-check
/**
 * Loading the index. What goes wrong is a value, not an exception.
 */
import { find, prepare } from "./find.js";

/** The version of the index file that this client reads. */
export const VERSION = 1;

/** @typedef {import("./find.js").Document} Document */
/** @typedef {import("./find.js").Result} Result */
/** @typedef {"network" | "format" | "version"} Problem */
/** @typedef {{ok: true, count: number, find: (query: string) => Result[]}} Loaded */
/** @typedef {{ok: false, problem: Problem}} Failed */

/**
 * @param {string} address of the index file
 * @param {typeof fetch} [get] for tests
 * @returns {Promise<Loaded | Failed>}
 */
export async function load(address, get = (...request) => fetch(...request)) {
  let response;
  try {
    response = await get(address);
  } catch {
    return { ok: false, problem: "network" };
  }
  if (!response.ok) return { ok: false, problem: "network" };
  try {
    return open(await response.json());
  } catch {
    return { ok: false, problem: "format" };
  }
}

/**
 * @param {{version: number, documents: Document[]}} index
 * @returns {Loaded | Failed}
 */
export function open(index) {
  if (index.version !== VERSION) return { ok: false, problem: "version" };
  const prepared = prepare(index.documents);
  return { ok: true, count: prepared.length, find: (query) => find(prepared, query) };
}
