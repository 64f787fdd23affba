// Making elements. Text only ever becomes text.

/**
 * @param {string} name a tag, with classes: "span.badge.a3"
 * @param {Record<string, any>} [about] attributes; `on…` are listeners
 * @param {...(Node|string)} inside
 * @returns {HTMLElement}
 */
export function make(name, about = {}, ...inside) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes.filter(Boolean));
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...inside);
  return element;
}

/**
 * Chinese first, English small beside it.
 * @param {string} zh @param {string} en
 */
export function both(zh, en) {
  return make("span.both", {}, zh, make("span.en", { lang: "en" }, en));
}

/** @param {string} zh @param {string} en @param {() => void} press @param {string} [key] */
export function button(zh, en, press, key) {
  const label = both(zh, en);
  if (key) label.prepend(make("kbd", {}, key));
  return make("button", { type: "button", title: en, onclick: press }, label);
}

/** Ten hues, in turn; the number beside the colour tells articles apart. @param {number} article */
export function hue(article) {
  return article ? `a${(article - 1) % 10}` : "none";
}
