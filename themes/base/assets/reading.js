// @ts-check
/** How a reader wants to read, shown at once; panel and keys are loaded when they are asked for. */
import { apply, kept } from "./reading-choices.js";

apply(kept());

const button = document.getElementById("reading");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => import("./reading-panel.js").then(({ choose }) => choose(button)));
}

const EDITABLE = "input, textarea, select, [contenteditable], dialog[open], .table";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.key.length > 1 && !event.key.startsWith("Arrow")) return;
  if (event.target instanceof Element && event.target.closest(EDITABLE)) return;
  import("./keys.js").then(({ press }) => press(event.key, button));
});
