// @ts-check
/**
 * Filters: what the hits can be narrowed to, with how many there are; and what is chosen of it.
 */
import { dateText, issueText, spanText } from "./search-dates.js";
import { node } from "./search-results.js";
import { KINDS } from "./search/facets.js";
import { date } from "./search-state.js";

/** @typedef {import("./search/facets.js").Kind} Kind */
/** @typedef {import("./search-state.js").Query} Query */
/** @typedef {import("./search-page.js").Answer} Answer */
/** @typedef {import("./search-page.js").Desk} Desk */
/** @typedef {Partial<Query>} Change */

/** Values that are shown at first, and with each 更多. */
const FEW = 8;
const MANY = 50;
const WIDE = matchMedia("(min-width: 64em)");

const panel = /** @type {HTMLDetailsElement} */ (document.getElementById("search-filters"));
const dates = /** @type {HTMLFormElement} */ (document.getElementById("search-dates"));
const chosen = /** @type {HTMLElement} */ (document.getElementById("search-chosen"));
const sections = /** @type {HTMLDetailsElement[]} */ ([...panel.querySelectorAll("details")]);

/** @type {Answer} */
let answer;
/** @type {Desk} */
let desk;
/** The answer that a section shows. @type {Map<HTMLDetailsElement, Answer>} */
const filled = new Map();

/**
 * Show the filters of an answer. Those that nobody looks at are not loaded.
 * @param {Answer} shown
 * @param {Desk} of
 */
export async function filters(shown, of) {
  if (!desk) setUp();
  [answer, desk] = [shown, of];
  for (const one of sections) if (!isOfArchive(one)) one.hidden = true;
  showChosen();
  showDates();
  await fill();
}

function setUp() {
  panel.open = WIDE.matches;
  WIDE.addEventListener("change", () => (panel.open = WIDE.matches));
  for (const one of [panel, ...sections]) one.addEventListener("toggle", () => desk.attempt("", fill));
  dates.addEventListener("submit", (event) => {
    event.preventDefault();
    const [from, to] = ["from", "to"].map((name) => readDate(field(name)));
    if (dates.reportValidity()) desk.ask(inOrder(from, to));
  });
  dates.addEventListener("input", (event) => {
    /** @type {HTMLInputElement} */ (event.target).setCustomValidity("");
  });
}

/** Whether documents have such values at all. @param {HTMLElement} section */
function isOfArchive({ dataset: { kind } }) {
  return kind === "year" || answer.index.kinds.includes(/** @type {Kind} */ (kind));
}

/** Fill the sections that are open. */
async function fill() {
  if (!panel.open) return;
  const due = sections.filter((one) => one.open && filled.get(one) !== answer && isOfArchive(one));
  await Promise.all(due.map(fillOne));
}

/** @param {HTMLDetailsElement} section */
async function fillOne(section) {
  const mine = answer;
  filled.set(section, mine);
  try {
    const kind = section.dataset.kind;
    const values = kind === "year" ? await years() : await valuesOf(/** @type {Kind} */ (kind));
    if (mine === answer) list(section, values);
  } catch (error) {
    filled.delete(section);
    throw error;
  }
}

/** @typedef {{key: string, label: string, count: number, change: Change, current: boolean}} Value */

/**
 * The values of a kind that the hits have; where one is chosen, those that could be instead.
 * @param {Kind} kind
 * @returns {Promise<Value[]>}
 */
async function valuesOf(kind) {
  const { index, hits, query } = answer;
  const { [kind]: now, ...others } = query.facets;
  const all = now === undefined ? hits : await index.search({ ...query, facets: others });
  const counts = await all.counts(kind);
  if (kind === "issue") counts.sort((a, b) => (a[0] < b[0] ? 1 : -1)); // the newest first
  return counts.map(([value, count]) => ({
    key: value,
    label: nameOf(kind, value),
    count,
    change: { facets: value === now ? others : { ...others, [kind]: value } },
    current: value === now,
  }));
}

/** @returns {Promise<Value[]>} */
async function years() {
  const { index, hits, query } = answer;
  const all = query.from || query.to ? await index.search({ ...query, from: "", to: "" }) : hits;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [month, count] of all.months()) {
    const year = month.slice(0, 4);
    if (year) counts.set(year, (counts.get(year) || 0) + count);
  }
  return [...counts].map(([year, count]) => {
    const current = query.from === year && query.to === year;
    const change = current ? { from: "", to: "" } : { from: year, to: year };
    return { key: year, label: dateText(year), count, change, current };
  });
}

/**
 * What a value is called.
 * @param {Kind} kind
 * @param {string} value
 */
export function nameOf(kind, value) {
  const section = sections.find((one) => one.dataset.kind === kind);
  if (kind === "issue") return issueText(value);
  if (kind === "page") return (section?.dataset.name || "%s").replace("%s", () => value);
  return (kind === "genre" && section?.getAttribute(`data-name-${value}`)) || value;
}

/**
 * @param {HTMLDetailsElement} section
 * @param {Value[]} values
 */
function list(section, values) {
  const place = /** @type {HTMLElement} */ (section.querySelector("ul"));
  const more = /** @type {HTMLButtonElement} */ (section.querySelector("ul + button"));
  const focus = place.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
  if (section.dataset.kind !== "year") values.sort((a, b) => Number(b.current) - Number(a.current));
  const links = values.map(link);
  const show = (/** @type {number} */ count) => {
    const first = place.children.length;
    place.append(...links.slice(first, first + count));
    more.hidden = place.children.length >= links.length;
    return links[first];
  };
  place.replaceChildren();
  show(Math.max(FEW, values.findIndex(({ current }) => current) + 1));
  more.onclick = () => show(MANY)?.querySelector("a")?.focus();
  section.hidden = !links.length && section.dataset.kind !== "year";
  if (focus !== undefined) {
    const same = links.find((one) => keyOf(one.firstElementChild) === focus) || links[0];
    /** @type {HTMLElement | undefined} */ (same?.firstElementChild || undefined)?.focus();
  }
}

/** @param {Element | null} element */
const keyOf = (element) => element instanceof HTMLElement ? element.dataset.key : undefined;

/** @param {Value} value */
function link({ key, label, count, change, current }) {
  const made = node("a", "", node("span", "name", label), node("span", "dots"), node("span", "count", String(count)));
  made.dataset.key = key;
  if (current) made.setAttribute("aria-current", "true");
  return node("li", "", leading(made, change));
}

/**
 * @param {HTMLElement} link
 * @param {Change} change
 */
function leading(link, change) {
  link.setAttribute("href", desk.href(change));
  link.addEventListener("click", (event) => desk.follow(event, change));
  return link;
}

/** Say what is chosen; each can be taken back. */
function showChosen() {
  const { from, to, facets } = answer.query;
  const focused = chosen.contains(document.activeElement);
  /** @type {[string, string, Change][]} */
  const all = KINDS.flatMap((kind) => {
    const { [kind]: value, ...others } = facets;
    return value === undefined ? [] : [[title(kind), nameOf(kind, value), { facets: others }]];
  });
  if (from || to) all.unshift(["", spanText(from, to), { from: "", to: "" }]);
  chosen.replaceChildren(
    ...all.map(([kind, value, change]) => {
      const cross = node("span", "cross", "×");
      cross.setAttribute("aria-hidden", "true");
      const parts = [node("span", "unseen", desk.words.remove, " "), node("small", "", kind), " ", value, " ", cross];
      return node("li", "", leading(node("a", "", ...parts), change));
    }),
  );
  if (focused) (chosen.querySelector("a") || panel.querySelector("summary"))?.focus();
}

/** What a kind is called. @param {Kind} kind */
export function title(kind) {
  const section = sections.find((one) => one.dataset.kind === kind);
  return section?.querySelector("summary")?.textContent || "";
}

/** @param {string} name @returns {HTMLInputElement} */
const field = (name) => /** @type {HTMLInputElement} */ (dates.elements.namedItem(name));

function showDates() {
  const months = answer.index.months.map(([month]) => month).filter(Boolean);
  field("from").placeholder = months[months.length - 1] || "";
  field("to").placeholder = months[0] || "";
  field("from").value = answer.query.from;
  field("to").value = answer.query.to;
}

/**
 * @param {string} from
 * @param {string} to
 */
function inOrder(from, to) {
  return to && from.slice(0, to.length) > to ? { from: to, to: from } : { from, to };
}

/** @param {HTMLInputElement} input */
function readDate(input) {
  const read = date(input.value);
  input.setCustomValidity(input.value.trim() && !read ? input.dataset.wrong || "" : "");
  return read;
}
