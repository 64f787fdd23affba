// @ts-check
/** A link to a paragraph, in the margin beside it: it leads there and copies its address. */
import { copied } from "./copying.js";

/** @type {{link: HTMLAnchorElement, told: HTMLElement} | undefined} */
let shown;

/** To what the pointer is on. @param {Event} event */
export function linkTo({ target }) {
  const paragraph = /** @type {Element} */ (target).closest("p[id^=p-]");
  if (!(paragraph instanceof HTMLElement)) return;
  const { link, told } = (shown ||= made(/** @type {HTMLElement} */ (paragraph.closest(".body"))));
  if (link.hash === `#${paragraph.id}`) return;
  link.href = `#${paragraph.id}`;
  link.style.top = told.style.top = `${paragraph.offsetTop}px`;
  told.textContent = "";
}

/** @param {HTMLElement} body */
function made(body) {
  const words = /** @type {HTMLElement} */ (document.querySelector("script[data-link]")).dataset;
  const link = Object.assign(document.createElement("a"), { className: "paragraph-link", textContent: "¶", tabIndex: -1 });
  link.setAttribute("aria-label", words.link || "");
  const told = Object.assign(document.createElement("span"), { className: "paragraph-told" });
  told.setAttribute("role", "status");
  link.addEventListener("click", async () => {
    told.textContent = ((await copied(told, link.href)) ? words.copied : words.uncopied) || "";
  });
  body.append(link, told);
  body.addEventListener("focusin", linkTo);
  return { link, told };
}
