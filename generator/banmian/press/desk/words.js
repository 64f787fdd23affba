// What lines can be, and the keys, in both languages.

/** @type {Record<string, [string, string]>} */
export const ROLES = {
  kicker: ["引题", "kicker"],
  headline: ["主题", "headline"],
  deck: ["副题", "deck"],
  byline: ["署名", "byline"],
  text: ["正文", "text"],
  "section-head": ["小标题", "section head"],
  caption: ["图说", "caption"],
  jump: ["转版", "jump line"],
  furniture: ["杂项", "furniture"],
  credits: ["责编", "staff credits"],
  unplaced: ["未归入", "unplaced"],
};

/** Keys that say what the chosen lines are. @type {Record<string, string>} */
export const ROLE_KEYS = {
  i: "kicker",
  h: "headline",
  d: "deck",
  b: "byline",
  t: "text",
  s: "section-head",
  c: "caption",
  f: "furniture",
};

/** Keys that do something else: key, in Chinese, in English. @type {[string, string, string][]} */
export const ACTS = [
  ["g", "给选中的稿件", "give to the article"],
  ["y", "就是这样", "right as it is"],
  ["o", "另起段／不另起", "opens a paragraph"],
  ["x", "从此另成一篇", "split here"],
  ["m", "并入选中的／上一篇", "merge"],
  ["u", "撤回上一步", "undo"],
];

/** @type {[string, string, string][]} */
export const MOVES = [
  ["n p", "下一处、上一处存疑", "next, previous doubt"],
  ["j k ↓ ↑", "下一行、上一行（按住 Shift 连选）", "next, previous line (Shift: select)"],
  ["1–9", "选第几篇稿件（两位数连着按）", "choose an article (two digits: quickly)"],
  ["e", "打开选中的／这一行的稿件文件", "open the article's file"],
  ["Esc", "取消选择", "choose nothing"],
  ["?", "这份说明", "this help"],
];

/**
 * Say what a hint says.
 * @param {any} hint
 */
export function hintWords(hint) {
  const [first, last] = [hint.lines[0], hint.lines[hint.lines.length - 1]];
  const lines = first === last ? String(first) : `${first}–${last}`;
  const said = [];
  if (hint.role) said.push([`是${ROLES[hint.role][0]}`, ROLES[hint.role][1]]);
  if (hint.article) said.push([`归第 ${hint.article} 行那篇`, `to the article of ${hint.article}`]);
  if (hint.opens === true) said.push(["另起段", "opens a paragraph"]);
  if (hint.opens === false) said.push(["不另起段", "goes on"]);
  if (hint.after) said.push([`接在第 ${hint.after} 行后`, `after ${hint.after}`]);
  if (hint.split) said.push(["起另成一篇", "begins an article"]);
  if (hint.merge) said.push([`与第 ${hint.merge} 行并为一篇`, `one with ${hint.merge}`]);
  const [zh, en] = [0, 1].map((at) => said.map((words) => words[at]));
  return `第 ${lines} 行${zh.join("，")} · ${lines}: ${en.join(", ")}`;
}
