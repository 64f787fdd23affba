// @ts-check
/**
 * The text of a page in the characters that the reader chose, and with pinyin: laid over what is
 * printed, and taken off again without a trace. What stands in a field, code and references stay.
 */
import { reader } from "./reading-table.js";

/** @typedef {import("./reading-choices.js").Choices} Choices */
/** @typedef {(text: string) => string[]} Reader */
/** @typedef {{was: string, made: string, pieces: ChildNode[]}} Worn a text node's text, what is shown, and what stands in its place */

const LEFT = "script, style, textarea, select, code, pre, kbd, ruby, .reference, .clipping, [lang]:not(html):not([lang^=zh])";
const INLINE = "a abbr b cite em i ins mark s small span strong sub sup time u".split(" ");
const BLOCK = INLINE.map((name) => `:not(${name})`).join("");
/** Where pinyin is shown. */
const READ_ALOUD = ".article h1, .article .kicker, .article .deck, .body";
const HAN = /[\u3400-\u9fff]/;

const html = document.documentElement;
const printed = html.lang;
/** @type {Map<Text, Worn>} */
const worn = new Map();
/** @type {WeakSet<Node>} what stands in the place of text */
const ours = new WeakSet();
/** @type {{convert?: Reader, pronounce?: Reader, lang: string}} */
let dress = { lang: printed };
/** @type {Promise<unknown>} */
let work = Promise.resolve();
const observer = new MutationObserver(putOn);

/**
 * Show the page as was chosen.
 * @param {Choices} choices
 */
export function show({ script, pinyin }) {
  return after(async () => {
    const [convert, pronounce] = await Promise.all([converter(script), pinyin ? pinyinOf() : undefined]);
    takeOff();
    dress = { convert, pronounce, lang: convert && printed.startsWith("zh") ? `zh-${script === "hant" ? "Hant" : "Hans"}` : printed };
    putOn();
  });
}

/**
 * Change something in the page as it is printed.
 * @param {() => Promise<void>} change
 */
export function asPrinted(change) {
  return after(async () => {
    takeOff();
    await change();
    putOn();
  });
}

/**
 * One after the other; who asked is told of a failure, who comes next is not.
 * @param {() => Promise<void>} step
 */
function after(step) {
  return (work = work.catch(() => {}).then(step));
}

/** @param {string | undefined} script */
async function converter(script) {
  if (script === "hans") return reader(await import("./reading-tables/hans.js"));
  if (script === "hant" && !printed.startsWith("zh-Hant")) return reader(await import("./reading-tables/hant.js"));
}

async function pinyinOf() {
  return reader(await import("./reading-tables/pinyin.js"));
}

function takeOff() {
  observer.disconnect();
  for (const [node, { was, made, pieces }] of worn) {
    if (pieces.length) {
      pieces[0].before(node);
      for (const piece of pieces) piece.remove();
    }
    if (node.data === made) node.data = was;
  }
  worn.clear();
  html.lang = printed;
}

/** Dress what is not yet: at first all, later what a script has put there. */
function putOn() {
  const { convert, pronounce, lang } = dress;
  if (!convert && !pronounce) return;
  html.lang = lang;
  for (const nodes of lines()) {
    const text = nodes.map((node) => node.data).join("");
    const shown = text.split("");
    if (convert) convert(text).forEach((char, at) => char && (shown[at] = char));
    const aloud = pronounce && nodes[0].parentElement?.closest(READ_ALOUD) ? pronounce(text) : [];
    let at = 0;
    for (const node of nodes) {
      const { length } = node;
      wear(node, shown.slice(at, at + length), aloud.slice(at, at + length));
      at += length;
    }
  }
  observer.takeRecords();
  observer.observe(html, { childList: true, characterData: true, subtree: true });
}

/**
 * The text that is not yet dressed, by lines: phrases do not end at a link or a mark.
 * @returns {Text[][]}
 */
function lines() {
  for (const [node, { made, pieces }] of worn) {
    if (!(pieces[0] || node).isConnected || (!pieces.length && node.data !== made)) worn.delete(node);
  }
  const walker = document.createTreeWalker(html, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node instanceof Element
        ? node.matches(LEFT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
        : NodeFilter.FILTER_ACCEPT,
  });
  /** @type {Text[][]} */
  const found = [];
  /** @type {Element | null | undefined} */
  let block;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (worn.has(node) || ours.has(node)) continue;
    const its = node.parentElement?.closest(BLOCK);
    if (its === block) found[found.length - 1].push(node);
    else found.push([node]);
    block = its;
  }
  return found.filter((nodes) => nodes.some(({ data }) => HAN.test(data)));
}

/**
 * @param {Text} node
 * @param {string[]} shown
 * @param {string[]} aloud how each is read, "" where it is not
 */
function wear(node, shown, aloud) {
  const was = node.data;
  const pieces = aloud.some(Boolean) ? rubies(shown, aloud) : [];
  if (pieces.length) node.replaceWith(...pieces);
  else if (shown.join("") !== was) node.data = shown.join("");
  worn.set(node, { was, made: node.data, pieces });
}

/**
 * @param {string[]} shown
 * @param {string[]} aloud
 */
function rubies(shown, aloud) {
  /** @type {ChildNode[]} */
  const pieces = [];
  let plain = "";
  const between = () => {
    if (plain) pieces.push(document.createTextNode(plain));
    plain = "";
  };
  shown.forEach((char, at) => {
    if (!aloud[at]) return (plain += char);
    between();
    const ruby = document.createElement("ruby");
    ruby.append(char, part("rp", "("), part("rt", aloud[at]), part("rp", ")"));
    pieces.push(ruby);
  });
  between();
  for (const piece of pieces) ours.add(piece);
  return pieces;
}

/**
 * @param {string} name
 * @param {string} text
 */
function part(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}
