// @ts-check
/**
 * All hits as a table: CSV in UTF-8 with a mark, which spreadsheets open as it is.
 */
import { nameOf, title } from "./search-filters.js";
import { KINDS } from "./search/facets.js";

/** @typedef {import("./search/facets.js").Kind} Kind */
/** @typedef {import("./search/results.js").Result} Result */
/** @typedef {import("./search-page.js").Answer} Answer */
/** @typedef {import("./search-page.js").Desk} Desk */

const BATCH = 50;

/** What spreadsheets take for the beginning of a formula, or skip before one; in full width too. */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * @param {string[][]} rows
 * @returns {string} them as CSV; no cell is a formula
 */
export function csv(rows) {
  return "\ufeff" + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {string} text */
function cell(text) {
  const tame = FORMULA.test(text) ? `'${text}` : text;
  return `"${tame.replace(/"/g, '""')}"`;
}

/** Kinds with a column of their own; issue and page stand in the place. @type {Kind[]} */
const COLUMNS = KINDS.filter((kind) => kind !== "issue" && kind !== "page");

/**
 * Look at all hits of an answer and give them to the reader as a file, unless they are stopped.
 * @param {HTMLElement} place has the button, the progress and what is said of it
 * @param {Answer} answer
 * @param {Desk} desk
 */
export async function exporting(place, answer, desk) {
  const [start, stop] = /** @type {HTMLButtonElement[]} */ ([...place.querySelectorAll("button")]);
  const progress = /** @type {HTMLProgressElement} */ (place.querySelector("progress"));
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const { words } = desk;
  let stopped = false;
  const running = (/** @type {boolean} */ now) => {
    start.hidden = now;
    stop.hidden = progress.hidden = !now;
    (now ? stop : start).focus();
  };
  stop.onclick = () => (stopped = true);
  status.textContent = "";
  progress.removeAttribute("value");
  running(true);
  try {
    const hits = await answer.index.search(answer.query);
    const rows = [heads(words)];
    while (!hits.done && !stopped) {
      rows.push(...(await hits.next(BATCH)).map((one) => row(one, words.root)));
      progress.max = hits.atMost;
      progress.value = hits.found;
    }
    if (!stopped) save(csv(rows), answer.query.text);
    status.textContent = stopped ? words.csvStopped : words.csvDone.replace("%d", String(rows.length - 1));
  } finally {
    running(false);
  }
}

/** @param {Record<string, string>} words */
function heads(words) {
  return [words.csvTitle, words.csvDate, words.csvPlace, ...COLUMNS.map(title), words.csvAddress, words.csvSnippet];
}

/**
 * @param {Result} result
 * @param {string} root
 */
function row(result, root) {
  const { href, title, date, place, facets } = result.document;
  const of = (/** @type {Kind} */ kind) =>
    facets.filter(([one]) => one === kind).map(([, value]) => nameOf(kind, value));
  return [
    title,
    date,
    place,
    ...COLUMNS.map((kind) => of(kind).join("；")),
    new URL(root + href, location.href).href,
    result.snippet().map((part) => part.text).join(""),
  ];
}

/**
 * @param {string} text
 * @param {string} query names the file
 */
function save(text, query) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  const name = [document.querySelector("h1")?.textContent, query].join(" ");
  link.download = `${name.replace(/[\\/:*?"<>|\s\u0000-\u001f]+/g, " ").trim()}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it only later
}
