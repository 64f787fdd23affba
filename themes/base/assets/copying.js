// @ts-check
/** Copying to where a reader can paste from. */

/**
 * Copy what an element shows, or another text; where the browser does not let us, the element shows
 * it, selected, to be copied by hand.
 * @param {HTMLElement} shown
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copied(shown, text = shown.textContent || "") {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (text !== shown.textContent) shown.textContent = text;
    getSelection()?.selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
