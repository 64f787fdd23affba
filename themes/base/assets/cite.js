// @ts-check
/** How to cite an article: its reference in other styles too, to copy or to keep as a file. */
import { bibtex, chicago, gbt2015, ris } from "./citations.js";
import { copied } from "./copying.js";

/** @typedef {import("./citations.js").Csl} Csl */

/** @type {[name: string, ending: string, make: (csl: Csl, said: string) => string][]} */
const STYLES = [
  ["GB/T 7714—2025", "txt", (_, said) => said],
  ["GB/T 7714—2015", "txt", (csl) => gbt2015(csl, today())],
  ["Chicago", "txt", chicago],
  ["BibTeX", "bib", bibtex],
  ["RIS", "ris", ris],
  ["CSL-JSON", "json", (csl) => JSON.stringify([csl], null, 2)],
];

/** @param {HTMLDetailsElement} box which says how to cite */
export function citing(box) {
  const words = /** @type {Record<string, string>} */ (box.dataset);
  const shown = /** @type {HTMLElement} */ (box.querySelector(".reference"));
  const said = shown.textContent || "";
  const csl = JSON.parse(box.querySelector("script")?.textContent || "{}");
  const choice = document.createElement("select");
  choice.ariaLabel = words.style;
  choice.append(...STYLES.map(([name], n) => new Option(name, String(n))));
  const copy = button(words.copy);
  const save = Object.assign(document.createElement("a"), { textContent: words.save, className: "button" });
  const told = Object.assign(document.createElement("span"), { role: "status" });
  const bar = Object.assign(document.createElement("p"), { className: "cite-bar" });
  bar.append(choice, copy, save, told);
  shown.before(bar);

  const change = () => {
    const [name, ending, make] = STYLES[Number(choice.value)];
    shown.textContent = make(csl, said);
    shown.classList.toggle("source", ending !== "txt");
    URL.revokeObjectURL(save.href);
    save.href = URL.createObjectURL(new Blob([shown.textContent], { type: "text/plain" }));
    save.download = `${csl.id}.${ending}`;
    told.textContent = "";
    save.ariaLabel = `${words.save} ${name}`;
  };
  choice.addEventListener("change", change);
  copy.addEventListener("click", async () => {
    told.textContent = (await copied(shown)) ? words.copied : words.uncopied;
  });
  change();
}

/** @param {string} text */
function button(text) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: text });
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
