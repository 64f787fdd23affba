// A page's rows and cards: what it looks like, nothing of what can be done.

import { both, hue, make } from "./dom.js";
import { ROLES } from "./words.js";

/** @param {any} now */
export function lineRows(now) {
  let rank = 0;
  const edited = new Set(now.page.articles.filter((one) => one.state !== "untouched").map((one) => one.number));
  return now.page.lines.map((one) => {
    if (!one.role) return make("li.blank", { "data-number": one.number });
    if (one.first) rank += 1;
    const row = make(`li.${hue(one.article)}.is-${one.role}`, { "data-number": one.number });
    row.classList.toggle("doubt", one.doubt);
    row.classList.toggle("opens", one.opens);
    const [zh, en] = ROLES[one.role];
    row.append(
      make("span.number", {}, String(one.number)),
      make("span.badge", { title: one.article ? `第 ${one.article} 篇 article ${one.article}` : "" }, one.article ? String(one.article) : "–"),
      make("span.role", { title: en }, one.first ? zh : "〃"),
      make("span.text", {}, one.text),
      marks(one, rank, edited.has(one.article)),
    );
    return row;
  });
}

/** @param {any} one @param {number} rank @param {boolean} edited */
function marks(one, rank, edited) {
  const out = make("span.marks");
  if (one.first && one.order !== rank) out.append(make("span", { title: "阅读次序 reading order" }, `↕${one.order}`));
  if (one.hinted) out.append(make("span.hinted", { title: "提示过 hinted" }, "✓"));
  if (edited) out.append(make("span", { title: "稿件编辑改过 the article was edited" }, "✎"));
  if (one.doubt && one.first) {
    const second = one.second === one.role ? "" : ` ${ROLES[one.second][0]}？`;
    out.append(
      make("span.question", { title: `把握 sure ${one.sure}; 其次 or else ${ROLES[one.second].join(" ")}` }, `? ${Math.round(one.sure * 100)}%${second}`),
    );
  }
  return out;
}

/**
 * @param {any} now
 * @param {{choose: (n: number) => void, open: (n: number) => void, go: (n: number) => void}} does
 */
export function articleCards(now, does) {
  const cards = now.page.articles.map((one) => card(one, does));
  const left = now.page.lines.filter((one) => one.first && one.role && !one.article);
  return left.length ? [...cards, leftovers(left, does.go)] : cards;
}

function card(one, does) {
  const heads = ["kicker", "headline", "deck", "byline"].filter((name) => one[name]).map((name) =>
    make(`p.${name}`, { title: ROLES[name].join(" ") }, one[name]),
  );
  if (!one.headline) heads.unshift(make("p.missing", {}, both("没有主题", "no headline")));
  const lines = `${one.lines[0]}–${one.lines[one.lines.length - 1]}`;
  const bar = make(
    "div.bar",
    {},
    make("span.badge", {}, String(one.number)),
    make("button.link", { type: "button", onclick: () => does.go(one.lines[0]) }, both(`第 ${lines} 行`, "lines")),
    ...badges(one),
    make("button.link", { type: "button", disabled: !one.file, title: one.file, onclick: () => does.open(one.number) }, both("改文件", "edit")),
  );
  const body = one.body.map((block) => make(`p.${block.kind}`, {}, block.text));
  const jumps = one.jumps.map((text) => make("p.jump", {}, text));
  const article = make(`article.${hue(one.number)}`, { "data-article": one.number }, bar, ...heads, ...body, ...jumps);
  article.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest("button"))) does.choose(one.number);
  });
  return article;
}

function badges(one) {
  const found = [];
  if (one.state === "edited") found.push(make("span.tag", {}, both("已改", "edited")));
  if (one.state === "deleted") found.push(make("span.tag", {}, both("已删", "deleted")));
  if (one.held) found.push(make("span.tag.held", { title: "提示不再移动它的文字 hints no longer move its text" }, both("文件未跟上", "file differs")));
  return found;
}

function leftovers(lines, go) {
  const rows = lines.map((one) =>
    make("p", {}, make("button.link", { type: "button", onclick: () => go(one.number) }, `${one.number} ${ROLES[one.role][0]} ${one.text}`)),
  );
  return make("article.none", {}, make("div.bar", {}, make("span.badge", {}, "–"), both("不在稿件里", "in no article")), ...rows);
}

/** @param {any} page @param {(n: number) => void} go */
export function problemRows(page, go) {
  const rows = page.problems.map((one) => {
    const place = one.line ? `第 ${one.line} 行` : one.place;
    const say = [make("code", {}, one.code), ` ${place} `, one.zh, make("span.en", { lang: "en" }, one.en)];
    return make(
      `li.${one.severity}`,
      {},
      one.line ? make("button.link", { type: "button", onclick: () => go(one.line) }, ...say) : make("span", {}, ...say),
    );
  });
  const held = page.held.map((one) =>
    make(
      "li.warning",
      {},
      `《${one.headline || one.file || one.id}》`,
      one.state === "deleted"
        ? both("编辑删去了，提示不会让它回来", "was deleted by an editor: hints do not bring it back")
        : both("编辑改过，提示不再移动它的文字", "was edited: hints no longer move its text"),
    ),
  );
  return [make("summary", {}, both(`要看的 ${rows.length + held.length} 条`, "to look at")), make("ul", {}, ...held, ...rows)];
}
