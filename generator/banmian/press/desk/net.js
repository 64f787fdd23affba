// Asking the server, and hearing from it when files have changed.

const API = "/_desk/api/";
const TOKEN = document.querySelector("meta[name=banmian-token]").content;

/** A refusal, with the way out. */
export class Refusal extends Error {
  /** @param {number} status @param {string} message @param {string} hint */
  constructor(status, message, hint) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

/**
 * @param {string[]} path
 * @param {object} [body] what is asked to be done; without it, a question
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  const options = { headers: { "X-Banmian-Desk": TOKEN } };
  if (body) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(API + path.map(encodeURIComponent).join("/"), options);
  } catch {
    throw new Refusal(0, "预览程序没有回答 The preview does not answer", "banmian serve");
  }
  if (answer.ok) return answer.json();
  if (answer.status === 409) {
    const { message, hint } = await answer.json();
    throw new Refusal(409, message, hint);
  }
  const why = {
    403: ["预览程序重新启动过 The preview was started anew", "请刷新本页 Reload this page"],
    404: ["没有这一项 There is no such thing", "回到目录 Go back to the list"],
  }[answer.status] || [`${answer.status} ${answer.statusText}`, ""];
  throw new Refusal(answer.status, ...why);
}

/**
 * Tell when the preview has been made anew: what is shown may be old.
 * @param {() => void} changed
 * @param {boolean} again what happened since the connection was lost nobody told
 */
export function listen(changed, again = false) {
  const socket = new WebSocket(`ws://${location.host}/livereload`);
  const send = (message) => socket.send(JSON.stringify(message));
  socket.onopen = () => {
    send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
    send({ command: "info", url: location.href });
    if (again) changed();
  };
  socket.onmessage = (event) => {
    if (JSON.parse(event.data).command === "reload") changed();
  };
  socket.onclose = () => setTimeout(() => listen(changed, true), 2000);
}
