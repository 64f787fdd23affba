// @ts-check
/**
 * A page that a search can lead to: where its address carries a query, what was looked for is marked;
 * where it says how to cite it, it does so in all styles once asked. Otherwise no more than this is loaded.
 */
const cite = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.cite"));
cite?.addEventListener("toggle", () => import("./cite.js").then(({ citing }) => citing(cite)), { once: true });
if (location.hash.startsWith("#q=")) import("./marks.js").then(({ markFound }) => markFound());
