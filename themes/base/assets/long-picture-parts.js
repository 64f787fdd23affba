// @ts-check
/** What of an article's page its long picture has: the text in its forms, from top to bottom. */

/** @typedef {import("./typeset.js").Run} Run */
/**
 * @typedef {object} Text
 * @property {Run[]} runs
 * @property {number} size of its type; of all lengths, 360 are the picture's width
 * @property {number} above what is free above it
 * @property {number} [leading] times the size
 * @property {boolean} [display] in the face of headlines, heavy
 * @property {string} [colour]
 * @property {number} [indent] of the first line, times the size
 * @property {number} [inset] of all lines
 * @property {import("./typeset.js").How["set"]} [set] rather than flush at both sides
 */
/** @typedef {{image: HTMLImageElement, above: number}} Picture */
/** @typedef {Text | Picture} Part */
/**
 * @typedef {object} Parts
 * @property {string} name the headline
 * @property {string} paper
 * @property {string} place
 * @property {string} scan what to do with the code
 * @property {string} address
 * @property {Part[]} parts
 */

export const [INK, SOFT, RED] = ["#17191b", "#575a5e", "#9f1f1c"];
const BODY = 18;

/**
 * @param {HTMLElement} article
 * @param {string} scan
 * @returns {Promise<Parts>}
 */
export async function parts(article, scan) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  const said = /** @param {string} selector */ (selector) => {
    const found = article.querySelector(selector);
    return found ? runs(found) : [];
  };
  const place = said(".slug .place");
  const heads = /** @type {Text[]} */ ([
    { runs: place, size: 13, above: 16, colour: SOFT, set: "left" },
    { runs: said("header > .kicker"), size: 16, above: 12, colour: RED, set: "balanced" },
    { runs: said("h1"), size: 28, above: 10, leading: 1.3, display: true, set: "balanced" },
    { runs: said("header > .deck"), size: 18, above: 10, leading: 1.5, set: "balanced" },
    { runs: said(".byline"), size: 14, above: 12, colour: SOFT, set: "left" },
  ]);
  const body = /** @type {HTMLElement} */ (article.querySelector(".body"));
  const blocks = await Promise.all([...body.children].map((child) => block(child, 0)));
  blocks.forEach(([first], n) => {
    const after = body.children[n - 1];
    if (first && !(after?.matches("p:not(.verse), h2") && body.children[n].matches("p:not(.verse)"))) {
      first.above = Math.max(first.above, after?.matches(".verse") && body.children[n].matches(".verse") ? 0 : 12);
    }
  });
  return {
    name: textOf(said("h1")),
    paper: document.querySelector(".top .title")?.textContent?.trim() || "",
    place: textOf(place),
    scan,
    address: canonical?.href || location.href.split("#")[0],
    parts: [...heads.filter((one) => one.runs.length), ...blocks.flat()],
  };
}

/**
 * @param {Element} element of the body
 * @param {number} inset
 * @returns {Promise<Part[]>}
 */
async function block(element, inset) {
  if (element.matches(".paragraph-link, .paragraph-told")) return [];
  if (element instanceof HTMLImageElement) return image(element);
  const within = element.matches("blockquote") ? inset + BODY : element.matches("ul, ol, .verse") ? inset + 2 * BODY : inset;
  if (element.matches("table, thead, tbody, ul, ol, blockquote, figure, picture, div, section")) {
    return (await Promise.all([...element.children].map((child) => block(child, within)))).flat();
  }
  const images = (await Promise.all([...element.querySelectorAll("img")].map(image))).flat();
  return [...text(element, within), ...images];
}

/**
 * @param {Element} element a paragraph, by whatever name
 * @param {number} inset
 * @returns {Text[]}
 */
function text(element, inset) {
  const text = element.matches("tr") ? row(element) : runs(element);
  if (!text.length) return [];
  const form = { runs: text, size: BODY, above: 0, inset };
  if (/^H\d$/.test(element.tagName)) return [{ ...form, runs: [{ text: textOf(text), bold: true }], above: 18, set: "left" }];
  if (element.matches("figcaption")) return [{ ...form, size: 14, above: 6, colour: SOFT, leading: 1.6, set: "left" }];
  if (element.matches("li")) return [{ ...form, runs: [{ text: marker(element) }, ...text], indent: -1 }];
  if (element.matches("tr")) return [{ ...form, size: 16, set: "left" }];
  if (element.matches(".verse")) return [{ ...form, above: BODY, set: "left" }];
  if (element.matches(".end")) return [{ ...form, set: "right" }];
  return [{ ...form, indent: element.matches("p:not(.jump)") ? 2 : 0 }];
}

/** @param {Element} row cells with blanks between */
function row(row) {
  return [...row.children].flatMap((cell, n) => [...(n ? [{ text: "　" }] : []), ...runs(cell)]);
}

/** @param {Element} item */
function marker(item) {
  const list = item.parentElement;
  return list?.matches("ol") ? `${[...list.children].indexOf(item) + 1}. ` : "· ";
}

/**
 * The text that is shown, without pinyin.
 * @param {Element} element
 * @returns {Run[]}
 */
function runs(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  /** @type {Run[]} */
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = /** @type {Element} */ (node.parentElement);
    if (parent.closest("rt, rp, [hidden]")) continue;
    if (node instanceof globalThis.Text) {
      found.push({ text: node.data.replace(/\s+/g, " "), bold: Boolean(parent.closest("b, strong, th, .dateline, .label")) });
    } else if (node instanceof HTMLBRElement) found.push({ text: "\n" });
  }
  if (found.length) {
    found[0].text = found[0].text.trimStart();
    found[found.length - 1].text = found[found.length - 1].text.trimEnd();
  }
  return found.filter(({ text }) => text);
}

/** @param {Run[]} runs */
function textOf(runs) {
  return runs.map(({ text }) => text).join("");
}

/**
 * A picture of this site, loaded; one that cannot be had is left out, its caption stays.
 * @param {HTMLImageElement} shown
 * @returns {Promise<Picture[]>}
 */
async function image(shown) {
  const source = shown.currentSrc || shown.src;
  if (new URL(source, location.href).origin !== location.origin) return [];
  const loaded = Object.assign(new Image(), { src: source });
  try {
    await loaded.decode();
  } catch {
    return [];
  }
  return [{ image: loaded, above: 16 }];
}
