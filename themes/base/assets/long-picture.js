// @ts-check
/** An article as a long picture (长图) with the QR code of its address: to keep, to send on. */
import { show } from "./dialogs.js";
import { parts } from "./long-picture-parts.js";
import { pictures } from "./long-picture-draw.js";

/** @typedef {Record<"title" | "hint" | "making" | "failed" | "scan" | "save" | "close", string>} Words */

/** @param {HTMLElement} button which has the words, and the focus again afterwards */
export async function picture(button) {
  const words = /** @type {Words} */ (/** @type {unknown} */ (button.dataset));
  const told = Object.assign(document.createElement("p"), { textContent: words.making });
  told.setAttribute("role", "status");
  const shown = document.createElement("div");
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  form.append(Object.assign(document.createElement("button"), { textContent: words.close }));
  const dialog = Object.assign(document.createElement("dialog"), { className: "reading-panel long-picture", ariaLabel: words.title });
  dialog.append(told, shown, form);
  document.body.append(dialog);
  /** @type {string[]} */
  const addresses = [];
  dialog.addEventListener("close", () => {
    addresses.forEach(URL.revokeObjectURL);
    dialog.remove();
  });
  show(dialog);

  try {
    await fill(shown, words, addresses);
    told.textContent = words.hint;
  } catch (error) {
    told.textContent = words.failed;
    throw error;
  }
}

/**
 * @param {HTMLElement} shown where the pictures are to stand
 * @param {Words} words
 * @param {string[]} addresses of files, to be let go in the end
 */
async function fill(shown, words, addresses) {
  const made = await parts(/** @type {HTMLElement} */ (document.querySelector(".article")), words.scan);
  for await (const file of pictures(made)) {
    const address = URL.createObjectURL(file);
    addresses.push(address);
    // Not that address: WeChat on Android saves no picture that has one.
    const image = Object.assign(new Image(), { src: await inline(file), alt: made.name });
    const save = document.createElement("a");
    const download = `${made.name} ${addresses.length}.png`;
    Object.assign(save, { href: address, download, className: "button", textContent: words.save });
    shown.append(image, save);
  }
}

/** @param {Blob} file @returns {Promise<string>} its content as an address */
function inline(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
