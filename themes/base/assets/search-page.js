// @ts-check
/**
 * The search page: what is asked for stands in the address; what answers it goes into the list.
 *
 * Only the newest query may show something. All but the form is in modules that are loaded when they
 * are first needed: the search client, filters, plot, suggestions, export.
 */
import { amount, item } from "./search-results.js";
import { asks, read, write } from "./search-state.js";

/** @typedef {import("./search/client.js").Index} Index */
/** @typedef {import("./search-state.js").Query} Query */
/** @typedef {import("./search/search.js").Search} Search */
/** @typedef {import("./search/results.js").Result} Result */
/** @typedef {{index: Index, hits: Search, query: Query}} Answer */

const BATCH = 10;
const TRIES = 3; // where most that may answer do not, the reader says whether to look on
const PAUSE = 120;
const FRESH = 10 * 60 * 1000;
const name = document.title;
/** What the client imports, module by module: asked for at once, that takes one way instead of four. */
const CLIENT = ["search", "common", "counts", "reader", "segment", "shard", "texts", "grams", "results", "snippet"];
const EDITABLE = "input, textarea, select, [contenteditable]";

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.getElementById(name));
const form = /** @type {HTMLFormElement} */ (part("search"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const title = /** @type {HTMLInputElement} */ (form.elements.namedItem("in"));
const order = /** @type {RadioNodeList} */ (form.elements.namedItem("sort"));
const status = part("search-status");
const found = part("search-found");
const list = part("search-results");
const more = part("search-more");
const retry = part("search-retry");
const words = /** @type {Record<string, string>} */ (form.dataset);

/** @type {Promise<Index> | undefined} */
let opening;
/** What is asked for. @type {Query} */
let query = read(location.search);
/** What the list shows. @type {Answer | undefined} */
let shown;
let opened = 0;
let timer = 0;
let turn = 0;
let settled = true;
/** Whether only the page loaded anew can help: browsers do not fetch a module again that they could not have. */
let anew = false;

/**
 * The index, opened when it is first needed, and again after a while: there may be a new edition.
 * A failure is tried again at the next call; where there is no connection, the one before does.
 */
function index() {
  if (!opening || Date.now() > opened + FRESH) {
    const before = opening;
    const now = needed(import("./search/client.js")).then(({ open }) => open(words.index));
    opening = now.catch((error) => {
      if (before && error.problem === "network") return before; // what was read can be searched
      opening = undefined;
      throw error;
    });
    opened = Date.now();
    for (const name of CLIENT) import(`./search/${name}.js`).catch(() => {}); // the client's import tells
  }
  return opening;
}

/**
 * A module; where it cannot be had, that is as of any file.
 * @template T
 * @param {Promise<T>} loading
 * @returns {Promise<T>}
 */
function needed(loading) {
  return loading.catch((error) => {
    anew = true;
    throw Object.assign(error, { problem: "network" });
  });
}

/**
 * Search for what is asked for.
 * @param {{count?: number, top?: number, note?: string}} [how] how many to show, scrolled how far,
 *   and what to say besides
 */
async function search({ count = BATCH, top = 0, note = "" } = {}) {
  const mine = ++turn;
  const asked = query;
  retry.hidden = true;
  found.hidden = !asks(asked);
  part("search-ways").hidden = asks(asked);
  if (!asks(asked)) return show(undefined, []);
  found.setAttribute("aria-busy", "true");
  if (!shown) status.textContent = words.loading;
  await attempt(note, async () => {
    const panels = needed(Promise.all([import("./search-filters.js"), import("./search-plot.js")]));
    panels.catch(() => {}); // told below, after the results
    const there = await index();
    const hits = await there.search(asked);
    const first = await hits.next(Math.max(count, BATCH));
    const loaded = await panels.catch(() => undefined); // so that nothing moves when they come
    if (mine !== turn) return;
    const answer = { index: there, hits, query: asked };
    show(answer, first, note);
    const [{ filters }, { plot }] = loaded || (await panels);
    plot(answer, desk);
    const filled = filters(answer, desk);
    await fillUp(answer, count, note);
    if (mine !== turn) return;
    if (top) scrollTo(0, top);
    const none = hits.done && !hits.found && asked.text;
    await Promise.all([filled, none && offer(asked.text)]);
  });
}

/**
 * The first results are shown as soon as there are any: show on, until there are as many as asked for.
 * @param {Answer} answer
 * @param {number} count
 * @param {string} note
 */
async function fillUp({ hits }, count, note) {
  const mine = turn;
  for (let n = 0; n < TRIES && !hits.done && list.children.length < count; n++) {
    found.setAttribute("aria-busy", "true");
    const results = await hits.next(count - list.children.length);
    if (mine !== turn) return;
    found.removeAttribute("aria-busy");
    append(results, note);
  }
}

/**
 * Do something with the index. What cannot be fetched is said, and can be tried again; where the
 * index is another by now, all is asked of the new one.
 * @param {string} note what was said already: a second change at once is a failure
 * @param {() => Promise<void>} work
 */
async function attempt(note, work) {
  const mine = turn;
  try {
    await work();
  } catch (error) {
    if (mine !== turn) return;
    const problem = error instanceof Error && "problem" in error ? error.problem : "";
    opening = undefined;
    if (problem === "changed" && !note) {
      await search({ count: Math.max(BATCH, list.children.length), note: words.changed });
      return;
    }
    if (shown?.query !== query) show(undefined, []); // what is there answers another query
    if (problem === "version") anew = true;
    status.textContent = problem === "version" ? words.version : words.failed;
    retry.hidden = false;
    found.removeAttribute("aria-busy");
    if (!problem) throw error; // our own mistake
  }
}

/**
 * @param {Answer | undefined} answer
 * @param {Result[]} results
 * @param {string} [note]
 */
function show(answer, results, note = "") {
  shown = answer;
  list.textContent = "";
  found.removeAttribute("aria-busy");
  append(results, note);
}

/**
 * @param {Result[]} results
 * @param {string} [note]
 */
function append(results, note = "") {
  more.hidden = !shown || shown.hits.done;
  part("search-csv").hidden = !shown?.hits.found;
  status.textContent = "";
  if (!shown) return;
  const { hits, query: asked } = shown;
  list.append(...results.map((one) => item(one, words.root, asked.text)));
  status.textContent = [note, said(hits), hits.limited ? words.limited : ""].filter(Boolean).join(" · ");
}

/** @param {Search} hits */
function said(hits) {
  if (!hits.found) return hits.done ? words.none : words.sofar;
  if (hits.done || hits.exact) return amount(hits.done ? hits.found : hits.atMost, words.one, words.many);
  return words.about.replace("%d", String(hits.atMost));
}

/**
 * Offer what is nearest to a query that finds nothing.
 * @param {string} text
 */
async function offer(text) {
  const mine = turn;
  const { nearestTo } = await needed(import("./search-suggest.js"));
  const links = await nearestTo(text, desk);
  if (mine === turn && links.length) status.append(" ", words.nearest, ...links);
}

async function further() {
  const mine = turn;
  const { hits } = shown || {};
  if (!hits || found.hasAttribute("aria-busy")) return;
  found.setAttribute("aria-busy", "true");
  await attempt("", async () => {
    const results = await hits.next(BATCH);
    if (mine !== turn) return;
    found.removeAttribute("aria-busy");
    const before = list.children.length;
    append(results);
    list.children[before]?.querySelector("a")?.focus();
  });
}

/** Remember in the history what is shown, and where the reader was, for who comes back. */
function keep() {
  history.replaceState({ count: list.children.length, top: scrollY }, "");
}

/**
 * The address of this page with another query.
 * @param {Partial<Query>} change
 */
function href(change) {
  return location.pathname + write({ ...query, ...change });
}

/**
 * Write the query into the address. Going back leads to the last settled query (sent off, chosen,
 * or come with the address), not through every letter.
 * @param {boolean} settles
 */
function record(settles) {
  if (href({}) !== location.pathname + location.search) {
    if (settled) history.pushState(null, "", href({}));
    else history.replaceState(null, "", href({}));
  }
  settled = settles;
}

/**
 * Ask for something else.
 * @param {Partial<Query>} change
 * @param {boolean} [settles]
 */
function ask(change, settles = true) {
  clearTimeout(timer);
  query = { ...query, text: input.value.trim(), title: title.checked, ...change };
  fill();
  record(settles);
  search();
}

/**
 * Follow a link to another query on this page; a new tab or window loads it.
 * @param {MouseEvent} event
 * @param {Partial<Query>} change
 */
function follow(event, change) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  ask(change);
}

/** Let the form say what is asked for; the field stays as it was typed. */
function fill() {
  if (input.value.trim() !== query.text) input.value = query.text;
  title.checked = query.title;
  order.value = query.order === "date" ? "date" : "";
  document.title = [query.text, name].filter(Boolean).join(" · ");
}

/** Take the query from the address: at the start, and when the reader goes back or forward. */
function arrive() {
  clearTimeout(timer);
  settled = true;
  query = read(location.search);
  fill();
  search(history.state || {});
}

function typed() {
  clearTimeout(timer);
  timer = window.setTimeout(() => ask({}, false), PAUSE);
}

/** What the modules of the page may do. */
const desk = { words, ask, href, follow, attempt, index };
/** @typedef {typeof desk} Desk */

input.addEventListener("focus", () => index().catch(() => (opening = undefined)), { once: true });
input.addEventListener(
  "input",
  async (event) => {
    try {
      const { suggesting } = await import("./search-suggest.js");
      suggesting(input, part("search-suggestions"), desk);
    } catch {} // it can be done without
  },
  { once: true },
);
input.addEventListener("input", (event) => {
  if (!(/** @type {InputEvent} */ (event).isComposing)) typed();
});
input.addEventListener("compositionend", typed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({});
});
form.addEventListener("change", (event) => {
  if (event.target !== input) ask({ order: order.value === "date" ? "date" : "relevance" });
});
more.addEventListener("click", further);
retry.addEventListener("click", () => (anew && navigator.onLine ? location.reload() : search()));
document.addEventListener("keydown", (event) => {
  const free = !(event.target instanceof Element && event.target.closest(EDITABLE));
  if (event.key !== "/" || !free || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  input.select();
});
window.addEventListener("popstate", () => {
  if (write(read(location.search)) !== write(query)) arrive();
});
part("search-csv").querySelector("button")?.addEventListener("click", () => {
  attempt("", async () => {
    const { exporting } = await needed(import("./search-csv.js"));
    if (shown) await exporting(part("search-csv"), shown, desk);
  });
});
window.addEventListener("pagehide", keep);
arrive();
