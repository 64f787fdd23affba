// The editor's desk: which page is open, what is chosen on it, and what keys and mouse do.

import { both, button, make } from "./dom.js";
import { editText, help, isOpen, signOff } from "./dialogs.js";
import { showIssues } from "./issues.js";
import { Refusal, ask, listen } from "./net.js";
import { articleCards, lineRows, problemRows } from "./view.js";
import { ACTS, ROLES, ROLE_KEYS, hintWords } from "./words.js";

const DIGITS = 700; // milliseconds in which a second digit belongs to the first

const where = location.pathname.split("/").filter(Boolean).slice(1).map(decodeURIComponent);
const toast = make("div", { id: "toast", role: "status", "aria-live": "polite" });

/** What is open and chosen. */
const now = {
  /** @type {any} the page as the server sees it */ page: null,
  /** number of the line that the keys work on */ cursor: 0,
  /** the other end of a range */ anchor: 0,
  /** @type {Set<number>} */ lines: new Set(),
  /** the chosen article's number, 0: none */ article: 0,
  digits: { text: "", at: 0 },
};
let queue = Promise.resolve();

const parts = {
  title: make("h1"),
  state: make("span.state"),
  doubts: make("span.doubts"),
  undo: button("撤回", "undo", () => act("u"), "u"),
  sign: make("span.sign"),
  problems: make("details.problems"),
  source: make("ol.source", { "aria-label": "原文 source" }),
  articles: make("div.articles", { "aria-label": "稿件 articles" }),
};

/** @param {string} text @param {string} [kind] */
function say(text, kind = "") {
  toast.textContent = text;
  toast.className = kind;
}

/** @param {unknown} error */
function sayWrong(error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.hint ? `${error.message} → ${error.hint}` : error.message, "wrong");
}

/** @returns {any} the line of a number, as it was read */
const line = (number) => now.page.lines[number - 1];
const readable = () => now.page.lines.filter((one) => one.role);

// ---- Showing ----

/** Take a page as it is now; what is chosen stays chosen. @param {any} page */
function take(page) {
  const before = now.page;
  const chosen = before?.articles[now.article - 1];
  now.page = page;
  now.article = chosen ? nearest(page, new Set(chosen.lines)) : 0;
  if (before) {
    show();
    return;
  }
  const first = readable().find((one) => one.doubt) || readable()[0];
  choose(first ? first.number : 0);
  show();
  go(now.cursor);
}

/** Find the article that has most of these lines. @param {any} page @param {Set<number>} lines */
function nearest(page, lines) {
  const shared = page.articles.map((one) => one.lines.filter((n) => lines.has(n)).length);
  const most = Math.max(0, ...shared);
  return most ? shared.indexOf(most) + 1 : 0;
}

function show() {
  const { page } = now;
  const name = [page.issue, `第 ${page.page} 版`, page.page_name].filter(Boolean).join(" · ");
  document.title = `${name} · 编辑台`;
  parts.title.replaceChildren(name, make("small", {}, page.source));
  parts.doubts.replaceChildren(doubtWords(page.doubts));
  parts.doubts.classList.toggle("clear", page.doubts === 0);
  showStatus();
  const last = page.hints[page.hints.length - 1];
  parts.undo.disabled = !last;
  parts.undo.title = last ? hintWords(last) : "";
  const tops = [parts.source.scrollTop, parts.articles.scrollTop];
  parts.source.replaceChildren(...lineRows(now));
  parts.articles.replaceChildren(...articleCards(now, { choose: chooseArticle, open, go }));
  [parts.source.scrollTop, parts.articles.scrollTop] = tops;
  parts.problems.replaceChildren(...problemRows(page, go));
  parts.problems.hidden = page.problems.length + page.held.length === 0;
  mark();
}

/** @param {number} count */
function doubtWords(count) {
  return count ? both(`存疑 ${count} 处`, `${count} in doubt`) : both("没有存疑", "none in doubt");
}

function showStatus() {
  const out = now.page.status === "out";
  parts.state.replaceChildren(out ? both("已签发", "out") : both("草稿", "draft"));
  parts.state.className = `state ${now.page.status}`;
  parts.sign.replaceChildren(
    out
      ? button("退回草稿", "back to draft", () => sign("draft"))
      : button("签发", "sign off", () => sign("out")),
  );
}

/** Show what is chosen, without making rows anew. */
function mark() {
  const own = line(now.cursor)?.article || 0;
  for (const row of parts.source.children) {
    const number = Number(row.dataset.number);
    row.classList.toggle("chosen", now.lines.has(number));
    row.classList.toggle("cursor", number === now.cursor);
    row.setAttribute("aria-selected", String(now.lines.has(number)));
  }
  for (const card of parts.articles.children) {
    const number = Number(card.dataset.article);
    card.classList.toggle("chosen", number === now.article);
    card.classList.toggle("own", number === own);
  }
}

// ---- Choosing ----

/** @param {number} number @param {"one"|"range"|"more"} [how] */
function choose(number, how = "one") {
  if (how === "range" && now.anchor) {
    const [from, to] = [Math.min(now.anchor, number), Math.max(now.anchor, number)];
    now.lines = new Set(readable().map((one) => one.number).filter((n) => n >= from && n <= to));
  } else if (how === "more" && now.lines.has(number)) {
    now.lines.delete(number);
  } else {
    if (how === "one") now.lines = new Set();
    if (number) now.lines.add(number);
    now.anchor = number;
  }
  now.cursor = number;
}

/** Go to a line and show it, with its article. @param {number} number @param {"one"|"range"} [how] */
function go(number, how = "one") {
  if (!line(number)?.role) return;
  choose(number, how);
  mark();
  parts.source.querySelector(".cursor")?.scrollIntoView({ block: "nearest" });
  parts.articles.querySelector(".own")?.scrollIntoView({ block: "nearest" });
}

/** @param {number} number */
function chooseArticle(number) {
  now.article = now.page.articles[number - 1] ? number : 0;
  mark();
  parts.articles.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
}

/** @param {1|-1} step @param {boolean} doubtful @param {"one"|"range"} [how] */
function step(step, doubtful, how = "one") {
  const lines = readable().filter((one) => !doubtful || (one.doubt && one.first));
  const ahead = lines.filter((one) => (one.number - now.cursor) * step > 0);
  const next = step > 0 ? ahead[0] : ahead[ahead.length - 1];
  if (next) go(next.number, how);
  else if (doubtful) say(lines.length ? "到头了 no more this way" : "没有存疑了 none in doubt");
}

/** @param {string} digit */
function chooseByDigit(digit) {
  const fresh = performance.now() - now.digits.at > DIGITS;
  const text = fresh ? digit : now.digits.text + digit;
  const wanted = now.page.articles[Number(text) - 1] ? text : digit;
  now.digits = { text: wanted, at: performance.now() };
  chooseArticle(Number(wanted));
}

// ---- Doing ----

/** Send a hint, or undo the last, when those before it are done. @param {() => any} wish */
function send(wish) {
  queue = queue.then(async () => {
    const body = wish();
    if (!body) return;
    document.body.classList.add("busy");
    try {
      const page = await ask(["page", ...where], { digest: now.page.page_digest, ...body });
      if (body.hint?.article || body.hint?.merge) now.article = 0; // or the next `m` would go there
      take(page);
      told(body, page);
    } catch (error) {
      sayWrong(error);
      if (error.status === 409) await look();
    } finally {
      document.body.classList.remove("busy");
    }
  });
}

/** Say what was done, and where it does not reach. @param {any} body @param {any} page */
function told(body, page) {
  const last = page.hints[page.hints.length - 1];
  const stands = page.held.filter((one) => body.hint?.lines.some((n) => one.lines.includes(n)));
  if (stands.length) {
    const names = stands.map((one) => `《${one.headline || one.file || one.id}》`).join("");
    say(`${names}编辑改过，文件不再跟着提示走 edited: its file no longer follows hints`, "wrong");
  } else {
    say(body.undo ? "撤回了 undone" : `${hintWords(last)} ✓`);
  }
}

/** A line of the chosen article that is not among those to be moved. @param {Set<number>} lines */
function anchorOf(lines) {
  const article = now.page.articles[now.article - 1];
  return article?.lines.find((number) => !lines.has(number));
}

/** The article above that of the cursor. */
function above() {
  const own = line(now.cursor).article;
  const before = readable().filter((one) => one.number < now.cursor);
  return before.reverse().find((one) => one.article && one.article !== own)?.number;
}

/** @param {string} key */
function wish(key) {
  if (key === "u") return now.page.hints.length ? { undo: true } : null;
  const lines = [...now.lines].sort((a, b) => a - b);
  if (!lines.length) return say("先选行 choose lines first"), null;
  if (ROLE_KEYS[key]) {
    const loose = lines.every((number) => !line(number).article);
    const article = loose && key !== "f" ? anchorOf(now.lines) : undefined;
    return { hint: { lines, role: ROLE_KEYS[key], article } };
  }
  if (key === "y") {
    const roles = new Set(lines.map((number) => line(number).role));
    if (roles.size > 1) return say("这些行不是同一种 these lines are not of one kind"), null;
    return { hint: { lines, role: [...roles][0] } };
  }
  if (key === "g") {
    const article = anchorOf(now.lines);
    if (article) return { hint: { lines, article } };
    return say("先选稿件：点右边，或按数字 choose an article first: click it, or type its number"), null;
  }
  if (key === "o") return { hint: { lines, opens: !line(now.cursor).opens } };
  if (key === "x") return { hint: { lines: [now.cursor], split: true } };
  if (key === "m") {
    const other = now.article !== line(now.cursor).article && anchorOf(new Set());
    const merge = other || above();
    if (merge) return { hint: { lines: [now.cursor], merge } };
    return say("上面没有别的稿件 there is no article above"), null;
  }
  return null;
}

/** @param {string} key */
function act(key) {
  send(() => wish(key));
}

/** @param {number} number */
function open(number) {
  const article = now.page.articles[number - 1];
  if (!article?.file) return say("这一篇还没有文件 it has no file yet");
  return editText([now.page.issue, article.file], say).catch(sayWrong);
}

/** @param {"out"|"draft"} status */
function sign(status) {
  signOff(now.page, status, say).then((issue) => issue && look()).catch(sayWrong);
}

async function look() {
  try {
    take(await ask(["page", ...where]));
  } catch (error) {
    sayWrong(error);
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isOpen() || !now.page) return;
  if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const how = event.shiftKey ? "range" : "one";
  const moves = {
    n: () => step(1, true),
    p: () => step(-1, true),
    j: () => step(1, false, how),
    k: () => step(-1, false, how),
    ArrowDown: () => step(1, false, how),
    ArrowUp: () => step(-1, false, how),
    Escape: () => (chooseArticle(0), choose(now.cursor), mark()),
    e: () => open(now.article || line(now.cursor).article),
    z: () => act("u"),
    "?": help,
  };
  if (moves[key]) moves[key]();
  else if (/^[0-9]$/.test(key)) chooseByDigit(key);
  else if (ROLE_KEYS[key] || ACTS.some(([one]) => one === key)) act(key);
  else return;
  event.preventDefault();
}

/** @param {MouseEvent} event */
function onSource(event) {
  const row = event.target instanceof Element && event.target.closest("li[data-number]");
  if (!row || row.classList.contains("blank")) return;
  const number = Number(row.dataset.number);
  choose(number, event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "more" : "one");
  mark();
  parts.articles.querySelector(".own")?.scrollIntoView({ block: "nearest" });
}

function toolbar() {
  const roles = Object.entries(ROLE_KEYS).map(([key, role]) => button(...ROLES[role], () => act(key), key));
  const acts = ACTS.filter(([key]) => key !== "u").map(([key, zh, en]) =>
    button(zh, en, () => act(key), key),
  );
  return make("div.tools", { role: "toolbar" }, make("div", {}, ...roles), make("div", {}, ...acts, parts.undo));
}

function layout() {
  const back = make("a.back", { href: "/_desk/" }, both("目录", "list"));
  const next = [button("上一处", "previous", () => step(-1, true), "p"), button("下一处", "next", () => step(1, true), "n")];
  const head = make("header", {}, back, parts.title, parts.state, parts.sign, parts.doubts, ...next, button("说明", "help", help, "?"));
  parts.source.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault());
  parts.source.addEventListener("click", onSource);
  const panes = make("main", {}, parts.source, parts.articles);
  document.body.replaceChildren(head, toolbar(), parts.problems, panes, toast);
  document.body.classList.add("page");
}

async function begin() {
  if (where.length < 2) {
    const list = make("div");
    document.body.append(list, toast);
    await showIssues(list, say, sayWrong);
    return;
  }
  layout();
  document.addEventListener("keydown", onKey);
  await look();
  listen(look);
}

begin().catch(sayWrong);
