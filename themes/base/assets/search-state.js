// @ts-check
/**
 * What is asked for, as the page's address has it, and back. Pure.
 *
 * `?q=…&in=title&sort=date&from=2021&to=2021-06&topic=…`: what is not there is not asked for.
 */

import { KINDS } from "./search/facets.js";

/** @typedef {Required<import("./search/query.js").Query>} Query */

/**
 * @param {string} search the part of an address that begins with `?`
 * @returns {Query}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  /** @param {string} name */
  const value = (name) => given.get(name) || "";
  return {
    text: value("q").trim(),
    title: value("in") === "title",
    order: value("sort") === "date" ? "date" : "relevance",
    from: date(value("from")),
    to: date(value("to")),
    facets: Object.fromEntries(KINDS.filter(value).map((kind) => [kind, value(kind)])),
  };
}

/**
 * @param {Query} query
 * @returns {string} the part of an address that says so, "" for nothing
 */
export function write({ text, title, order, from, to, facets }) {
  const parts = [
    ["q", text.trim()],
    ["in", title ? "title" : ""],
    ["sort", order === "date" ? "date" : ""],
    ["from", from],
    ["to", to],
    ...KINDS.map((kind) => [kind, facets[kind]]),
  ];
  const said = new URLSearchParams();
  for (const [name, value] of parts) if (name && value) said.set(name, value);
  return String(said) && `?${said}`;
}

/**
 * Whether something is asked for that can be found.
 * @param {Query} query
 */
export function asks({ text, from, to, facets }) {
  return Boolean(text.trim() || from || to || Object.keys(facets).length);
}

/**
 * A date as people write it (2021, 2021-6, 2021年6月24日, 20210624) as `YYYY[-MM[-DD]]`.
 * @param {string} text
 * @returns {string} "" where it is none
 */
export function date(text) {
  const match = /^\s*(\d{4})(?:\D{0,3}(\d\d?)(?:\D{0,3}(\d\d?))?)?\D{0,3}$/.exec(text);
  if (!match) return "";
  const [year, month, day] = match.slice(1);
  if (month && !(+month >= 1 && +month <= 12)) return "";
  if (day && !(+day >= 1 && +day <= 31)) return "";
  return [year, month, day].filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
}
