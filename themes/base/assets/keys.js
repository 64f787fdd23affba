// @ts-check
/** Keys that lead through an edition; ? shows them. */
import { show } from "./dialogs.js";

/** What each key leads to: the first such link of the page. @type {[keys: string[], links: string][]} */
const WAYS = [
  [["ArrowLeft", "k"], "a[rel=prev]"],
  [["ArrowRight", "j"], "a[rel=next]"],
  [["u"], ".slug .place a:last-of-type, .opening .over a"],
  [["i"], ".slug .place a, .opening .over a"],
  [["h"], "#reading-home"],
  [["/"], "#reading-search"],
];

/** @type {HTMLDialogElement | undefined} */
let help;

/**
 * @param {string} key
 * @param {HTMLElement | null} button which has the words
 */
export function press(key, button) {
  if (key === "?" && button) {
    help ||= made(/** @type {Record<string, string>} */ (button.dataset));
    show(help);
    return;
  }
  const way = WAYS.find(([keys]) => keys.includes(key));
  if (!way || (key === "/" && document.getElementById("search"))) return; // its page has its own
  /** @type {HTMLAnchorElement | null} */ (document.querySelector(way[1]))?.click();
}

/** @param {Record<string, string>} words `keys`: what each key does, with | between */
function made(words) {
  const list = document.createElement("dl");
  const does = words.keys.split("|");
  WAYS.forEach(([keys], n) => {
    const names = keys.map((key) => ({ ArrowLeft: "←", ArrowRight: "→" })[key] || key);
    list.append(
      Object.assign(document.createElement("dt"), { textContent: names.join(" ") }),
      Object.assign(document.createElement("dd"), { textContent: does[n] }),
    );
  });
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(Object.assign(document.createElement("button"), { textContent: words.close }));
  const dialog = Object.assign(document.createElement("dialog"), { className: "reading-panel" });
  dialog.ariaLabel = words.keysTitle;
  dialog.append(list, form);
  document.body.append(dialog);
  return dialog;
}
