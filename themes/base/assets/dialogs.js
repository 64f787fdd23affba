// @ts-check
/** Dialogs, in browsers too that have none: Safari before 15.4, and what is in WeChat of its age. */

/**
 * Show a dialog; a click beside it closes it.
 * @param {HTMLDialogElement} dialog with a form to close it
 */
export function show(dialog) {
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
  if (dialog.showModal) {
    dialog.showModal();
    return;
  }
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  dialog.classList.add("plain");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("open", "");
  dialog.close = () => {
    dialog.removeAttribute("open");
    dialog.dispatchEvent(new Event("close"));
    before?.focus();
  };
  dialog.onsubmit = (event) => {
    event.preventDefault();
    dialog.close();
  };
  dialog.onkeydown = (event) => {
    if (event.key === "Escape") dialog.close();
  };
  /** @type {HTMLElement | null} */ (dialog.querySelector("input, button"))?.focus();
}
