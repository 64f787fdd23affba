// @ts-check
/** A result: a document, and where in it was found what was looked for. Pure. */
import { fold } from "./fold.js";
import { marked, snippet } from "./snippet.js";

/** @typedef {import("./snippet.js").Part} Part */
/** @typedef {import("./texts.js").Document} Document */
/**
 * @typedef {object} Result
 * @property {Document} document
 * @property {() => Part[]} title the title with its hits; made when it is shown
 * @property {() => Part[]} snippet a piece of the text with its hits; none where only the title has any
 */

/**
 * @param {Document} document
 * @param {string[]} terms folded
 * @returns {Result}
 */
export function result(document, terms) {
  return {
    document,
    title: () => marked(document.title, terms),
    snippet: () => {
      const line = bestLine(document, terms);
      return line === undefined ? [] : snippet(line, terms);
    },
  };
}

/**
 * The line with the most different terms; one that the title does not say already, if there is.
 * @param {Document} document
 * @param {string[]} terms
 */
function bestLine(document, terms) {
  const title = fold(document.title);
  let best;
  let most = 0;
  for (const line of document.lines) {
    const folded = fold(line);
    const found = terms.filter((term) => folded.includes(term)).length;
    if (found > most && !title.includes(folded)) [best, most] = [line, found];
  }
  return best;
}
