// @ts-check
/**
 * Marks on a page what was looked for, across whatever elements it is set in; a button takes the
 * marks away, and the query from the address.
 */
import { fold, learn } from "./search/fold.js";
import { parse } from "./search/query.js";
import { spans } from "./search/snippet.js";

/** Mark what the address carries, in the text as it is printed, however the reader wants to read it. */
export async function markFound() {
  const { script, pinyin } = document.documentElement.dataset;
  if (script || pinyin) await (await import("./reading-text.js")).asPrinted(markPage);
  else await markPage();
}

async function markPage() {
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const lines = blocks(main);
  const terms = await termsIn(lines.map(textOf).map(fold));
  const marks = lines.flatMap((nodes) => markBlock(nodes, terms));
  if (marks.length) main.prepend(button(marks, main));
}

/**
 * The terms of the query. Where one does not occur as it is, the page may have it in traditional
 * characters: their table is large, and few pages need it.
 * @param {string[]} lines folded
 */
async function termsIn(lines) {
  const { terms } = parse(asked());
  if (terms.every((term) => lines.some((line) => line.includes(term)))) return terms;
  learn((await import("./search/traditional.js")).VARIANTS);
  return parse(asked()).terms;
}

/** The query that the address carries. */
function asked() {
  try {
    return decodeURIComponent(location.hash.slice("#q=".length));
  } catch {
    return ""; // nobody's query: not as we write them
  }
}

/**
 * The text of a page by lines: text nodes that no block parts. A headline and what stands over it
 * are one, as search has them. The ways to other pages are left out.
 * @param {Element} main
 * @returns {Text[][]}
 */
function blocks(main) {
  /** @type {Map<Element, Text[]>} */
  const found = new Map();
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    let block = /** @type {Element} */ (text.parentElement);
    if (block.closest("nav")) continue;
    while (block !== main && getComputedStyle(block).display.startsWith("inline")) {
      block = /** @type {Element} */ (block.parentElement);
    }
    if (block.matches(".kicker, .kicker + *")) block = block.parentElement || block;
    found.set(block, [...(found.get(block) || []), text]);
  }
  return [...found.values()];
}

/** @param {Text[]} nodes */
const textOf = (nodes) => nodes.map((node) => node.data).join("");

/**
 * @param {Text[]} nodes
 * @param {string[]} terms folded
 * @returns {HTMLElement[]} the marks, for each hit one or, where elements part it, several
 */
function markBlock(nodes, terms) {
  const found = spans(textOf(nodes), terms);
  const marks = [];
  let start = 0;
  for (const node of nodes) {
    const { length } = node;
    const inside = found.filter(([from, to]) => from < start + length && to > start);
    for (const [from, to] of inside.reverse()) {
      marks.push(mark(node, Math.max(0, from - start), Math.min(length, to - start)));
    }
    start += length;
  }
  return marks;
}

/**
 * @param {Text} node
 * @param {number} from
 * @param {number} to
 */
function mark(node, from, to) {
  const made = document.createElement("mark");
  const hit = node.splitText(from);
  hit.splitText(to - from);
  hit.replaceWith(made);
  made.append(hit);
  return made;
}

/**
 * @param {HTMLElement[]} marks
 * @param {HTMLElement} main
 */
function button(marks, main) {
  const script = /** @type {HTMLElement} */ (document.querySelector("script[data-unmark]"));
  const made = document.createElement("button");
  made.type = "button";
  made.className = "unmark";
  made.textContent = script.dataset.unmark || "";
  made.addEventListener("click", () => {
    for (const one of marks) one.replaceWith(...one.childNodes);
    history.replaceState(history.state, "", location.pathname + location.search);
    made.remove();
    main.focus({ preventScroll: true });
  });
  return made;
}
