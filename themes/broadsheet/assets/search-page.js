// @ts-check
/**
 * The search page: what is typed goes to the search client, what it finds into the list.
 * Nodes are made with textContent only; the index's text is never markup.
 */
import { load } from "./search/client.js";

/** @typedef {import("./search/client.js").Result} Result */
/** @typedef {{text: string, hit: boolean}} Part */

const BATCH = 50;
const PAUSE = 120;

const form = /** @type {HTMLFormElement} */ (document.getElementById("search"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
const more = /** @type {HTMLElement} */ (document.getElementById("search-more"));
const retry = /** @type {HTMLElement} */ (document.getElementById("search-retry"));
const words = form.dataset;

/** @type {ReturnType<typeof load> | undefined} */
let loading;
/** @type {Result[]} */
let results = [];
let timer = 0;
let turn = 0;
let settled = true;

/** The index, loaded when it is first needed; a failure is tried again at the next call. */
function index() {
  if (!loading) {
    loading = load(words.index || "").then((loaded) => {
      if (!loaded.ok) loading = undefined;
      return loaded;
    });
  }
  return loading;
}

/** Search for what stands in the field; only the newest search may show something. */
async function search() {
  const mine = ++turn;
  const query = input.value.trim();
  retry.hidden = true;
  if (!query) return show([], "");
  if (!results.length) status.textContent = words.loading || "";
  const loaded = await index();
  if (mine !== turn) return;
  if (!loaded.ok) {
    show([], words.failed || "");
    retry.hidden = false;
    return;
  }
  const found = loaded.find(query);
  show(found, said(found.length));
}

/** @param {number} count */
function said(count) {
  if (count === 0) return words.none || "";
  return count === 1 ? words.one || "" : (words.many || "").replace("%d", String(count));
}

/**
 * @param {Result[]} found
 * @param {string} message
 */
function show(found, message) {
  results = found;
  list.textContent = "";
  status.textContent = message;
  append();
}

/** Show the next results. */
function append() {
  const shown = list.children.length;
  list.append(...results.slice(shown, shown + BATCH).map(item));
  more.hidden = list.children.length >= results.length;
  return list.children[shown];
}

/** @param {Result} result */
function item(result) {
  const link = node("a", "", result.title());
  link.setAttribute("href", (words.root || "") + result.document.href);
  const heading = node("h2", "");
  heading.append(link);
  const entry = node("li", "item");
  entry.append(heading);
  const piece = result.snippet();
  if (piece.length) entry.append(node("p", "excerpt", piece));
  entry.append(node("p", "meta", [{ text: result.document.place, hit: false }]));
  return entry;
}

/**
 * @param {string} name
 * @param {string} kind its class
 * @param {Part[]} parts
 */
function node(name, kind, parts = []) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  for (const part of parts) {
    const child = part.hit ? document.createElement("mark") : document.createTextNode("");
    child.textContent = part.text;
    made.append(child);
  }
  return made;
}

/** The query of this page's address. */
function asked() {
  return new URLSearchParams(location.search).get("q") || "";
}

/** This page's address with the query. */
function address() {
  const query = input.value.trim();
  return location.pathname + (query ? "?" + new URLSearchParams({ q: query }) : "");
}

/**
 * Write the query into the address. Going back leads to the last settled query (sent off, or come
 * with the address), not through every letter.
 * @param {boolean} settles
 */
function record(settles) {
  if (settled && address() !== location.pathname + location.search) {
    history.pushState(null, "", address());
  } else {
    history.replaceState(null, "", address());
  }
  settled = settles;
}

function typed() {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    record(false);
    search();
  }, PAUSE);
}

/** Take the query from the address: at the start, and when the reader goes back or forward. */
function arrive() {
  clearTimeout(timer);
  settled = true;
  input.value = asked();
  search();
}

input.addEventListener("focus", index, { once: true });
input.addEventListener("input", (event) => {
  if (!(/** @type {InputEvent} */ (event).isComposing)) typed();
});
input.addEventListener("compositionend", typed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  record(true);
  search();
});
more.addEventListener("click", () => {
  const first = append();
  if (first) first.querySelector("a")?.focus();
});
retry.addEventListener("click", search);
window.addEventListener("popstate", arrive);
arrive();
