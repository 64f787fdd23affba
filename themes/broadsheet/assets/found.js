// @ts-check
/**
 * A page that a search can lead to: where its address carries a query, what was looked for is marked.
 * Otherwise no more than this is loaded.
 */
if (location.hash.startsWith("#q=")) import("./marks.js").then(({ markFound }) => markFound());
