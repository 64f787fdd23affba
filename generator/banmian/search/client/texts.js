// @ts-check
/** The texts of documents, as a pack has them. Pure. */
import { KINDS } from "./facets.js";
import { BrokenError, opened } from "./sums.js";

/**
 * @typedef {object} Document
 * @property {string} href
 * @property {string} title
 * @property {string} date
 * @property {string} place
 * @property {[import("./facets.js").Kind, string][]} facets
 * @property {string[]} lines
 */

/** The characters of one byte, and the ranges of those of two, as `texts.py` has them. */
const COMMON =
  "\n，。一的了1、人是在”“不0有2上大中年 个和国这来为到时他地市634学我会出" +
  "以子8下5生日分成发工道要后家民里说7能就全过行公月天们小业着自9也开本多可于用" +
  "对部机得长作点动门水方起高进政区主：前等面现之心去三经同你县新都名位还手老实看定" +
  "场口而建头那事通者没只山理员代体产与好把合法文力第万最二两加化其平将当北关种重邮";
const RANGES = [
  [0x4e00, 0x9fff],
  [0x0020, 0x024f],
  [0x0370, 0x052f],
  [0x2000, 0x206f],
  [0x3000, 0x30ff],
  [0xff00, 0xffef],
];
const ONE = COMMON.length;
const ANY = (256 - ONE) * 256 - 1;

/**
 * @param {Uint8Array} member
 * @returns {Document}
 */
export function unpack(member) {
  const [href, title, date, place, ...rest] = characters(opened(member)).split("\n");
  const end = rest.indexOf("");
  if (end < 0) throw new BrokenError("not whole");
  const facets = rest.slice(0, end).map((facet) => /** @type {Document["facets"][0]} */ ([KINDS[+facet[0]], facet.slice(1)]));
  return { href, title, date, place, facets, lines: rest.slice(end + 1) };
}

/** @param {Uint8Array} member */
function characters(member) {
  let text = "";
  for (let at = 0; at < member.length; at++) {
    if (member[at] < ONE) {
      text += COMMON[member[at]];
      continue;
    }
    const number = (member[at] - ONE) * 256 + member[++at];
    if (number < ANY) text += String.fromCodePoint(codePoint(number));
    else text += String.fromCodePoint(member[++at] * 65536 + member[++at] * 256 + member[++at]);
  }
  return text;
}

/** @param {number} number */
function codePoint(number) {
  for (const [first, last] of RANGES) {
    if (number <= last - first) return first + number;
    number -= last - first + 1;
  }
  throw new RangeError("no such character");
}
