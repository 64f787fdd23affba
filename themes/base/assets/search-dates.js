// @ts-check
/**
 * Partial dates (2021, 2021-06, 2021-06-15) as readers read them, in the page's language.
 */

/** @param {string} date */
export function dateText(date) {
  const [, month, day] = date.split("-");
  return said(date, { year: "numeric", month: month && "long", day: day && "numeric" });
}

/** The month of a date alone. @param {string} date */
export function monthText(date) {
  return said(date, { month: "short" });
}

/**
 * @param {string} date
 * @param {Record<string, string | undefined>} parts
 */
function said(date, parts) {
  const [year, month = 1, day = 1] = date.split("-").map(Number);
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", ...parts });
  return form.format(new Date(Date.UTC(year, month - 1, day)));
}

/**
 * What an issue's folder is called: 2021年6月24日, with what a supplement's has behind it.
 * @param {string} folder
 */
export function issueText(folder) {
  const match = /^(\d{4}(?:-\d\d){0,2})(?:-(.+))?$/.exec(folder);
  if (!match) return folder;
  return match[2] ? `${dateText(match[1])} ${match[2]}` : dateText(match[1]);
}

/**
 * A span of time; an end that is "" is open.
 * @param {string} from
 * @param {string} to
 */
export function spanText(from, to) {
  if (from === to) return dateText(from);
  return `${from && dateText(from)} – ${to && dateText(to)}`.trim();
}
