// @ts-check
/** What an article or a page can do once asked; until then no more than this is loaded. */
const cite = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.cite"));
cite?.addEventListener("toggle", () => import("./cite.js").then(({ citing }) => citing(cite)), { once: true });

const long = document.getElementById("long-picture");
if (long) long.hidden = false;
long?.addEventListener("click", () => import("./long-picture.js").then(({ picture }) => picture(long)));

if (document.querySelector("p[id^=p-]")) {
  document.addEventListener("mouseover", (event) => import("./paragraph-link.js").then(({ linkTo }) => linkTo(event)));
}
if (location.hash.startsWith("#q=")) import("./marks.js").then(({ markFound }) => markFound());
