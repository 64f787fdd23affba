// @ts-check
/**
 * Suggestions as one types: a combobox (WAI-ARIA) whose list the arrows lead through. What is being
 * composed with an input method is left alone. And what is nearest to what nothing is found for.
 */
import { suggest } from "./search/suggest.js";
import { title } from "./search-filters.js";
import { node } from "./search-results.js";
import { KINDS } from "./search/facets.js";

/** @typedef {import("./search/client.js").Index} Index */
/** @typedef {import("./search-page.js").Desk} Desk */
/** @typedef {import("./search/facets.js").Kind} Kind */
/** @typedef {{text: string, kind: string, count: number}} Suggestion */

const MOST = 6;

/** The last word of what is typed, without the signs before it, and all that stands before. */
const LAST = /^(.*(?:\s|^)[-－]?["“＂]?)(\S*)$/s;

/**
 * What the field may become: all of it, or else its last word.
 * @param {string} typed
 * @param {Index} index
 * @returns {Promise<Suggestion[]>}
 */
async function completed(typed, index) {
  if (!typed.trim()) return [];
  const asked = (/** @type {string} */ text) => index.guarded(suggest(index.suggestions, index.get, text));
  const all = await asked(typed.trim());
  const [, before = "", word = ""] = all.length ? [] : LAST.exec(typed) || [];
  const last = before && word ? await asked(word) : [];
  const others = last.filter(({ text }) => !before.includes(text));
  const whole = all.map((one) => ({ ...one, text: asTerm(one.text) }));
  const found = [...whole, ...others.map((one) => ({ ...one, text: before + asTerm(one.text) }))];
  return found.filter(({ text }) => text !== typed).slice(0, MOST);
}

/**
 * Suggest from now on.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} box
 * @param {Desk} desk
 */
export function suggesting(input, box, desk) {
  let turn = 0;
  /** The option that the arrows lead to. @type {HTMLElement | undefined} */
  let active;

  async function renew() {
    const mine = ++turn;
    const typed = input.value;
    /** @type {Suggestion[]} */
    let found = [];
    try {
      found = await completed(typed, await desk.index());
    } catch {} // it can be done without
    if (mine === turn && document.activeElement === input) show(found);
  }

  /** @param {Suggestion[]} found */
  function show(found) {
    box.replaceChildren(
      ...found.map((one, at) => {
        const option = node("li", "", node("span", "", one.text), node("small", "", told(one)));
        option.id = `${box.id}-${at}`;
        option.dataset.text = one.text;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    active = undefined;
    box.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!box.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    turn++;
    show([]);
  }

  /** @param {HTMLElement | undefined} option */
  function lead(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {HTMLElement} option */
  function choose(option) {
    input.value = option.dataset.text || "";
    close();
    desk.ask({ text: input.value });
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.isComposing || box.hidden) return;
    const options = /** @type {HTMLElement[]} */ ([...box.children]);
    const at = active ? options.indexOf(active) : -1;
    const count = options.length + 1; // beside the options the field itself
    if (event.key === "ArrowDown") lead(options[((at + 2) % count) - 1]);
    else if (event.key === "ArrowUp") lead(options[((at + count) % count) - 1]);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active) choose(active);
    else return;
    event.preventDefault();
  }

  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) renew();
  });
  input.addEventListener("compositionend", renew);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  input.form?.addEventListener("submit", close);
  box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("li") : undefined;
    if (option) choose(option);
  });
  renew();
}

/** What is found by a text as it stands: what has blanks, or begins as an exclusion, is a phrase. @param {string} text */
function asTerm(text) {
  return /[\s"＂“”]|^[-－]/.test(text) ? `"${text.replace(/["＂]/g, " ")}"` : text;
}

/** What kind of thing it is, where it has a name. @param {Suggestion} suggestion */
function told({ kind }) {
  return KINDS.includes(/** @type {Kind} */ (kind)) ? title(/** @type {Kind} */ (kind)) : "";
}

/**
 * Links to what is nearest to a query.
 * @param {string} text
 * @param {Desk} desk
 */
export async function nearestTo(text, desk) {
  const index = await desk.index();
  const { nearest } = await import("./search/nearest.js");
  const found = await index.guarded(nearest(index.suggestions, index.get, text));
  return found.slice(0, MOST).map(asTerm).map((near) => {
    const link = node("a", "", near);
    link.setAttribute("href", desk.href({ text: near }));
    link.addEventListener("click", (event) => desk.follow(event, { text: near }));
    return link;
  });
}
