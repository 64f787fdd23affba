// @ts-check
/**
 * What was found, as nodes. They are made with textContent only: the index's text is never markup.
 */

/** @typedef {import("./search/results.js").Result} Result */
/** @typedef {import("./search/snippet.js").Part} Part */

/**
 * @param {string} name
 * @param {string} kind its class
 * @param {...(Node | string)} content
 */
export function node(name, kind = "", ...content) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...content);
  return made;
}

/**
 * @param {Part[]} parts
 * @returns {(Node | string)[]} the same, hits as marks
 */
function marks(parts) {
  return parts.map(({ text, hit }) => (hit ? node("mark", "", text) : text));
}

/**
 * A result in the list. The link carries the query, for the article to mark it too: behind `#`, so
 * that the page is the same for caches, and no server is told what somebody looks for.
 * @param {Result} result
 * @param {string} root leads to the site's root
 * @param {string} text the query
 */
export function item(result, root, text) {
  const { href, date, place, facets } = result.document;
  const link = node("a", "", ...marks(result.title()));
  link.setAttribute("href", root + href + (text && `#q=${encodeURIComponent(text)}`));
  const entry = node("li", "item", node("h2", "", link));
  const piece = marks(result.snippet());
  if (piece.length) entry.append(node("p", "excerpt", ...piece));
  const where = node(date ? "time" : "span", "", place);
  if (date) where.setAttribute("datetime", date);
  const authors = facets.filter(([kind]) => kind === "author").map(([, name]) => name);
  entry.append(node("p", "meta", where, ...(authors.length ? [node("span", "", authors.join(" "))] : [])));
  return entry;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many with %d
 */
export function amount(count, one, many) {
  return count === 1 ? one : many.replace("%d", String(count));
}
