// @ts-check
/**
 * The hits over time: a bar a year, or a month where there are few; each leads to its own.
 */
import { amount, node } from "./search-results.js";
import { dateText, monthText } from "./search-dates.js";

/** @typedef {import("./search-page.js").Answer} Answer */
/** @typedef {import("./search-page.js").Desk} Desk */

/** Months that are shown one by one. */
const MONTHS = 24;
/** Fewer bars have each a label. */
const FEW = 6;
/** The part of the width that a label takes on a phone. */
const ROOM = 0.2;

/**
 * @param {Answer} answer
 * @param {Desk} desk
 */
export function plot({ index, hits, query }, desk) {
  const figure = /** @type {HTMLElement} */ (document.getElementById("search-plot"));
  const list = /** @type {HTMLElement} */ (figure.querySelector("ol"));
  const shown = periods(index.months.map(([month]) => month), query.from, query.to);
  const counts = counted(hits.months(), shown[0]?.length || 0);
  const most = Math.max(1, ...counts.values());
  const focused = list.contains(document.activeElement);
  list.replaceChildren(
    ...shown.map((period, at) => bar(period, counts.get(period) || 0, most, label(shown, at), query, desk)),
  );
  figure.hidden = shown.length < 2 || !counts.size;
  list.onkeydown = step;
  const last = [...list.querySelectorAll("a")].pop();
  if (last) last.tabIndex = 0;
  if (focused) last?.focus();
  list.scrollLeft = list.scrollWidth; // to the newest
}

/**
 * The months of the archive within bounds, or its years where they are many; with those between.
 * @param {string[]} months newest first, "" for what has none
 * @param {string} from
 * @param {string} to
 */
function periods(months, from, to) {
  const within = months.filter(
    (month) => month && (!from || month >= from.slice(0, 7)) && (!to || month.slice(0, to.length) <= to.slice(0, 7)),
  );
  if (!within.length) return [];
  const last = number(within[0]);
  const first = number(within[within.length - 1]);
  if (last - first < MONTHS) return counting(first, last).map(month);
  return counting(Math.floor(first / 12), Math.floor(last / 12)).map((year) => String(year).padStart(4, "0"));
}

/** @param {number} first @param {number} last */
const counting = (first, last) => Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** @param {string} month of which a year alone is its first */
const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7) || 1) - 1;

/** @param {number} number */
const month = (number) =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

/**
 * @param {[string, number][]} months
 * @param {number} length of a period as a text
 */
function counted(months, length) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [month, count] of months) {
    const period = (month.length < length ? `${month}-01` : month).slice(0, length);
    counts.set(period, (counts.get(period) || 0) + count);
  }
  return counts;
}

/**
 * What stands below a bar. Few say each what they are, the months of one year too; of others each
 * January has its year, or each tenth year, and the first if there is room.
 * @param {string[]} shown
 * @param {number} at
 */
function label(shown, at) {
  const period = shown[at];
  if (shown.length < FEW) return dateText(period);
  if (period.length > 4 && shown[0].slice(0, 4) === shown[shown.length - 1].slice(0, 4)) return monthText(period);
  const round = (/** @type {string} */ one) => one.endsWith(one.length > 4 ? "-01" : "0");
  if (at) return round(period) ? period.slice(0, 4) : "";
  const next = shown.findIndex((one, later) => later > 0 && round(one));
  return next < 0 || next > ROOM * shown.length ? period : "";
}

/**
 * @param {string} period
 * @param {number} count
 * @param {number} most
 * @param {string} below
 * @param {import("./search-state.js").Query} query
 * @param {Desk} desk
 */
function bar(period, count, most, below, query, desk) {
  const column = node("span", "bar");
  column.style.height = `${(100 * count) / most}%`;
  const said = `${dateText(period)} ${amount(count, desk.words.countedOne, desk.words.counted)}`;
  const entry = node("li");
  if (below) entry.dataset.label = below;
  if (!count) {
    entry.append(node("span", "unseen", said));
    return entry;
  }
  const link = node("a", "", node("span", "unseen", said), column);
  const chosen = query.from === period && query.to === period;
  const change = chosen ? { from: "", to: "" } : { from: period, to: period };
  link.setAttribute("href", desk.href(change));
  link.title = said;
  link.tabIndex = -1;
  if (chosen) link.setAttribute("aria-current", "true");
  link.onclick = (event) => desk.follow(event, change);
  entry.append(link);
  return entry;
}

/**
 * One stop of the tabulator for all bars; arrows lead from one to the next.
 * @param {KeyboardEvent} event
 */
function step(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 };
  const next = links[steps[/** @type {keyof typeof steps} */ (event.key)]];
  if (!next) return;
  event.preventDefault();
  for (const link of links) link.tabIndex = link === next ? 0 : -1;
  next.focus();
}
