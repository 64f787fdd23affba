// What opens over the page: the text of an article, signing off, the help.

import { both, button, make } from "./dom.js";
import { Refusal, ask } from "./net.js";
import { ACTS, MOVES, ROLES, ROLE_KEYS } from "./words.js";

/** Tell whether one is open. */
export function isOpen() {
  return document.querySelector("dialog[open]") !== null;
}

/** @param {string} name @param {...Node} inside @returns {HTMLDialogElement} */
function dialog(name, ...inside) {
  const box = /** @type {HTMLDialogElement} */ (make(`dialog.${name}`, {}, ...inside));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

export function help() {
  const rows = (list) =>
    list.map(([key, zh, en]) => make("tr", {}, make("td", {}, make("kbd", {}, key)), make("td", {}, both(zh, en))));
  const roles = Object.entries(ROLE_KEYS).map(([key, role]) => [key, `是${ROLES[role][0]}`, ROLES[role][1]]);
  const box = dialog(
    "help",
    make("h2", {}, both("按键", "keys")),
    make("div.columns", {}, make("table", {}, ...rows(MOVES), ...rows(ACTS)), make("table", {}, ...rows(roles))),
    make("p", {}, "点行选行，Shift 连选，Ctrl 加选；点右边选稿件。每一步写进 site/hints/，随时可撤回。"),
    make("p.en", { lang: "en" }, "Click lines, Shift for a range, Ctrl for more; click an article at the right. Each step is written to site/hints/ and can be undone."),
    make("p.buttons", {}, button("知道了", "close", () => box.close())),
  );
}

/**
 * Open an article's file. What is not saved is not lost without a question.
 * @param {[string, string]} path issue and file
 * @param {(text: string, kind?: string) => void} say
 */
export async function editText(path, say) {
  let file = await ask(["text", ...path]);
  const text = /** @type {HTMLTextAreaElement} */ (make("textarea", { spellcheck: "false", "aria-label": path[1] }));
  const found = make("ul.problems");
  const state = make("span.state");
  text.value = file.text;
  let saved = text.value;
  const dirty = () => text.value !== saved;
  const show = () => {
    state.replaceChildren(dirty() ? both("未存", "not saved") : both("已存", "saved"));
    found.replaceChildren(
      ...file.problems.map((one) => make(`li.${one.severity}`, {}, make("code", {}, `${one.place} ${one.code}`), ` ${one.zh} → ${one.hint_zh}`, make("span.en", { lang: "en" }, one.en))),
    );
  };
  let saving = Promise.resolve();
  const save = () => {
    saving = saving.then(async () => {
      const asked = text.value;
      try {
        file = await ask(["text", ...path], { digest: file.digest, text: asked });
        saved = asked;
        show();
        say(`${file.file} ✓`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        found.replaceChildren(make("li.error", { role: "alert" }, `${error.message} → ${error.hint}`));
      }
    });
  };
  const leave = make("p.leave", { hidden: true });
  const close = () => {
    if (!dirty() || !leave.hidden) box.close();
    else leave.hidden = false;
  };
  leave.append(both("有改动没有存。", "There are changes that are not saved."), button("存了再关", "save", save), button("不存了", "discard", () => box.close()));
  text.addEventListener("input", () => ((leave.hidden = true), show()));
  const box = dialog(
    "editor",
    make("div.bar", {}, make("code", {}, file.file), state, button("存盘", "save", save, "Ctrl-S"), button("关", "close", close)),
    text,
    leave,
    found,
  );
  box.addEventListener("cancel", (event) => (event.preventDefault(), close()));
  box.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save();
    }
  });
  show();
  text.setSelectionRange(0, 0);
  text.focus();
  text.scrollTop = 0;
}

/**
 * Sign an issue off, or take it back.
 * @param {{issue: string, digest: string}} issue
 * @param {"out"|"draft"} status
 * @param {(text: string, kind?: string) => void} say
 * @returns {Promise<any>} the issue as it is then; null: the editor thought better of it
 */
export async function signOff(issue, status, say) {
  let answer = await ask(["status", issue.issue], { status, digest: issue.digest });
  if (answer.asked) {
    if (!(await confirmed(answer))) return null;
    answer = await ask(["status", issue.issue], { status, digest: answer.digest, confirmed: true });
  }
  say(status === "out" ? `${issue.issue} 签发了 signed off` : `${issue.issue} 退回草稿 a draft again`);
  return answer;
}

/** @param {any} answer @returns {Promise<boolean>} */
function confirmed(answer) {
  return new Promise((resolve) => {
    let sure = false;
    const rows = answer.open.map((one) =>
      make("li", {}, make("a", { href: `/_desk/${encodeURIComponent(answer.issue)}/${encodeURIComponent(one.label)}/` }, both(`第 ${one.label} 版：存疑 ${one.doubts} 处`, `page ${one.label}: ${one.doubts} in doubt`))),
    );
    const box = dialog(
      "confirm",
      make("h2", {}, both("还有存疑的行", "There are lines in doubt")),
      make("ul", {}, ...rows),
      make("p.buttons", {}, button("先去看看", "look first", () => box.close()), button("仍然签发", "sign off all the same", () => ((sure = true), box.close()))),
    );
    box.addEventListener("close", () => resolve(sure));
  });
}
