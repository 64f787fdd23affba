// The list of issues and pages; doubts are counted issue by issue, the newest first.

import { both, button, make } from "./dom.js";
import { signOff } from "./dialogs.js";
import { ask } from "./net.js";

/**
 * @param {HTMLElement} place
 * @param {(text: string, kind?: string) => void} say
 * @param {(error: unknown) => void} sayWrong
 */
export async function showIssues(place, say, sayWrong) {
  document.title = "版面编辑台";
  const { issues } = await ask(["issues"]);
  const list = make("main.issues");
  const site = make("a.back", { href: "/" }, both("预览网站", "the site"));
  place.replaceChildren(make("header", {}, site, make("h1", {}, both("编辑台", "desk"))), list);
  const counts = issues.map((issue) => {
    const row = make("section");
    list.append(row);
    return showIssue(row, issue, say, sayWrong);
  });
  if (!issues.length) list.append(make("p", {}, both("seeds/ 里没有版面", "there is no page in seeds/")));
  for (const count of counts) await count();
}

function showIssue(row, issue, say, sayWrong) {
  const out = issue.status === "out";
  const state = make(`span.state.${issue.status || "none"}`, {}, out ? both("已签发", "out") : both("草稿", "draft"));
  const sign = out ? button("退回草稿", "back to draft", () => turn("draft")) : button("签发", "sign off", () => turn("out"));
  const turn = (status) =>
    signOff(issue, status, say)
      .then((now) => now && showIssue(row, now, say, sayWrong)())
      .catch(sayWrong);
  const places = new Map(issue.pages.map((page) => [page.label, make("span.count")]));
  const pages = issue.pages.map((page) =>
    make(
      "a.sheet",
      { href: `/_desk/${encodeURIComponent(issue.issue)}/${encodeURIComponent(page.label)}/` },
      both(`第 ${page.label} 版 ${page.name}`, "page"),
      places.get(page.label),
    ),
  );
  const name = [issue.name, issue.number && `第 ${issue.number} 期`].filter(Boolean).join(" ");
  row.replaceChildren(make("h2", {}, issue.issue, make("small", {}, name)), state, sign, make("div.sheets", {}, ...pages));
  return async () => {
    try {
      for (const one of (await ask(["doubts", issue.issue])).pages) {
        const words = one.doubts ? both(`存疑 ${one.doubts}`, "in doubt") : both("没有存疑", "clear");
        places.get(one.label)?.replaceChildren(words);
        places.get(one.label)?.classList.add(one.doubts ? "open" : "clear");
        if (one.hints) places.get(one.label)?.append(both(` · 提示 ${one.hints}`, "hints"));
      }
    } catch (error) {
      sayWrong(error);
    }
  };
}
