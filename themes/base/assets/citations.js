// @ts-check
/** References to an article in the styles that are asked for, made of its CSL-JSON. Pure. */

/**
 * @typedef {object} Csl as `compose/citation.py` writes it
 * @property {string} id
 * @property {string} title
 * @property {string} container-title
 * @property {{"date-parts": number[][]}} issued
 * @property {({literal: string} | {family: string, given: string})[]} [author]
 * @property {string} [page]
 * @property {string} [number]
 * @property {string} [section]
 * @property {string} [publisher]
 * @property {string} language
 * @property {string} URL
 * @property {{pages: string}} custom
 */

const MONTHS = "January February March April May June July August September October November December".split(" ");

/**
 * GB/T 7714—2015: half-width marks, and the day on which it was read.
 * @param {Csl} csl
 * @param {string} today 2026-11-22
 */
export function gbt2015(csl, today) {
  const names = authors(csl);
  const named = names.length > 3 ? [...names.slice(0, 3), "等"] : names;
  const printed = `${csl["container-title"]}, ${date(csl, "-")}(${csl.custom.pages})[${today}]`;
  return [named.join(", "), `${csl.title}[N/OL]`, printed, csl.URL].filter(Boolean).join(". ");
}

/**
 * Chicago (17th edition, notes and bibliography): a newspaper's pages are not given.
 * @param {Csl} csl
 */
export function chicago(csl) {
  const [year, month, day] = csl.issued["date-parts"][0];
  const when = [month && MONTHS[month - 1], day && `${day},`, year].filter(Boolean).join(" ");
  const end = /[.!?。！？]$/.test(csl.title) ? "" : ".";
  const names = authors(csl).join(", ");
  return [names && `${names}.`, `“${csl.title}${end}”`, `${csl["container-title"]}, ${when}.`, `${csl.URL}.`]
    .filter(Boolean)
    .join(" ");
}

/**
 * BibLaTeX.
 * @param {Csl} csl
 */
export function bibtex(csl) {
  const people = (csl.author || []).map((one) =>
    "literal" in one ? `{${tex(one.literal)}}` : `${tex(one.family)}, ${tex(one.given)}`,
  );
  const fields = [
    ["entrysubtype", "newspaper"],
    ["author", people.join(" and ")],
    ["title", `{${tex(csl.title)}}`],
    ["journaltitle", tex(csl["container-title"])],
    ["date", date(csl, "-")],
    ["number", tex(csl.number || "")],
    ["pages", tex(csl.page || "")],
    ["url", csl.URL],
    ["langid", csl.language.startsWith("zh") ? "chinese" : "english"],
  ];
  const lines = fields.filter(([, value]) => value).map(([key, value]) => `  ${key} = {${value}},`);
  return [`@article{${csl.id},`, ...lines, "}"].join("\n");
}

/**
 * RIS, for EndNote, Zotero, NoteExpress.
 * @param {Csl} csl
 */
export function ris(csl) {
  const [year, month, day] = csl.issued["date-parts"][0];
  const when = [year, month, day].map((part, n) => (part ? String(part).padStart(n ? 2 : 4, "0") : ""));
  const people = (csl.author || []).map((one) => ["AU", "literal" in one ? one.literal : `${one.family}, ${one.given}`]);
  const fields = [
    ["TY", "NEWS"],
    ...people,
    ["TI", csl.title],
    ["T2", csl["container-title"]],
    ["DA", `${when.join("/")}/`],
    ["PY", when[0]],
    ["SP", csl.page],
    ["IS", csl.number],
    ["PB", csl.publisher],
    ["LA", csl.language],
    ["UR", csl.URL],
    ["ER", ""],
  ];
  return fields.flatMap(([key, value]) => (value || key === "ER" ? [`${key}  - ${value}`] : [])).join("\r\n") + "\r\n";
}

/** @param {Csl} csl */
function authors(csl) {
  return (csl.author || []).map((one) => ("literal" in one ? one.literal : one.family + one.given));
}

/** @param {Csl} csl @param {string} between */
function date(csl, between) {
  return csl.issued["date-parts"][0].map((part, n) => String(part).padStart(n ? 2 : 4, "0")).join(between);
}

/** @param {string} text */
function tex(text) {
  return text.replace(/[\\{}$&#%_^~]/g, (char) => ESCAPES[char] || `\\${char}`);
}

/** @type {Record<string, string>} */
const ESCAPES = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };
