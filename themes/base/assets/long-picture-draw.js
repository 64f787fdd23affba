// @ts-check
/** Draws an article's parts on canvases: 1080 pixels wide, as long as old browsers bear. */
import { qr } from "./qr.js";
import { INK, RED, SOFT } from "./long-picture-parts.js";
import { typeset } from "./typeset.js";

/** @typedef {import("./long-picture-parts.js").Parts} Parts */
/** @typedef {import("./long-picture-parts.js").Part} Part */
/** @typedef {import("./long-picture-parts.js").Text} Text */
/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {{height: number, draw: (pen: Pen, y: number) => void}} Line what is not parted between pictures */

const SCALE = 3;
const [WIDTH, SIDE, CODE] = [360, 18, 92];
const INNER = WIDTH - 2 * SIDE;
/** Safari bears 16,384 pixels, and 16.7 million in all. */
const LONGEST = 5000;
const [HEAD, NEXT_HEAD, FOOT] = [58, 44, CODE + 62];
const [PAPER, RULE] = ["#fcfcfa", "#d2d2cc"];

/**
 * The pictures, one after the other: their canvases are large.
 * @param {Parts} made
 */
export async function* pictures(made) {
  const styles = getComputedStyle(document.body);
  const faces = { text: styles.fontFamily, display: styles.getPropertyValue("--display").trim() || styles.fontFamily };
  const pen = /** @type {Pen} */ (document.createElement("canvas").getContext("2d"));
  const pages = parted(made.parts.flatMap((part) => lines(part, pen, faces)));
  const code = qr(made.address);
  for (const [n, page] of pages.entries()) {
    yield await drawn((pen, height) => {
      let y = n ? nextHead(pen, made, `${n + 1}/${pages.length}`, faces.text) : head(pen, made, faces.display);
      for (const line of page) {
        line.draw(pen, y);
        y += line.height;
      }
      foot(pen, made, code, height - FOOT, faces.text);
    }, heightOf(page, n));
  }
}

/** @param {Line[]} page @param {number} n */
function heightOf(page, n) {
  return Math.ceil(page.reduce((sum, line) => sum + line.height, (n ? NEXT_HEAD : HEAD) + FOOT));
}

/** As many lines in each as there is room. @param {Line[]} lines */
function parted(lines) {
  /** @type {Line[][]} */
  const pages = [[]];
  for (const line of lines) {
    const page = pages[pages.length - 1];
    if (page.length && heightOf([...page, line], 0) > LONGEST) pages.push([line]);
    else page.push(line);
  }
  return pages;
}

/**
 * @param {(pen: Pen, height: number) => void} draw
 * @param {number} height
 * @returns {Promise<Blob>}
 */
async function drawn(draw, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH * SCALE, height: height * SCALE });
  const pen = /** @type {Pen} */ (canvas.getContext("2d"));
  pen.scale(SCALE, SCALE);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDTH, height);
  draw(pen, height);
  const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  canvas.width = canvas.height = 0; // old Safari keeps its memory otherwise
  if (!file) throw new Error("the browser made no picture");
  return /** @type {Blob} */ (file);
}

/**
 * @param {Part} part
 * @param {Pen} pen
 * @param {{text: string, display: string}} faces
 * @returns {Line[]}
 */
function lines(part, pen, faces) {
  if ("image" in part) return [picture(part.image, part.above)];
  const { size, leading = 1.75, inset = 0, indent = 0, set = "justified" } = part;
  const font = /** @param {boolean} bold */ (bold) =>
    part.display ? `900 ${size}px ${faces.display}` : `${bold ? 700 : 400} ${size}px ${faces.text}`;
  const measure = measuring(pen, font);
  return typeset(part.runs, { width: INNER - inset, indent: indent * size, measure, set }).map((line, n) => {
    const above = n ? 0 : part.above;
    return {
      height: above + size * leading,
      draw: (pen, y) => {
        pen.fillStyle = part.colour || INK;
        for (const { text, bold, x } of line) {
          pen.font = font(bold);
          pen.fillText(text, SIDE + inset + x, y + above + (size * leading) / 2 + size * 0.36);
        }
      },
    };
  });
}

/** @param {Pen} pen @param {(bold: boolean) => string} font @returns {import("./typeset.js").Measure} */
function measuring(pen, font) {
  /** @type {Map<string, number>} */
  const known = new Map();
  return (text, bold) => {
    const key = `${Number(bold)}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      pen.font = font(bold);
      known.set(key, (width = pen.measureText(text).width));
    }
    return width;
  };
}

/** @param {HTMLImageElement} image @param {number} above @returns {Line} */
function picture(image, above) {
  const scale = Math.min(INNER / image.naturalWidth, 640 / image.naturalHeight, 1);
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  return {
    height: above + height,
    draw: (pen, y) => pen.drawImage(image, (WIDTH - width) / 2, y + above, width, height),
  };
}

/** The nameplate between its rules (文武线). @param {Pen} pen @param {Parts} made @param {string} face */
function head(pen, { paper }, face) {
  bar(pen, 12, 4, INK);
  bar(pen, 18, 1, INK);
  pen.fillStyle = INK;
  pen.font = `900 22px ${face}`;
  pen.fillText(paper, SIDE, 45, INNER);
  bar(pen, HEAD - 1, 1, INK);
  return HEAD;
}

/** @param {Pen} pen @param {Parts} made @param {string} number @param {string} face */
function nextHead(pen, { name }, number, face) {
  pen.fillStyle = SOFT;
  pen.font = `400 13px ${face}`;
  pen.fillText(name, SIDE, 28, INNER - 40);
  pen.textAlign = "right";
  pen.fillText(number, WIDTH - SIDE, 28);
  pen.textAlign = "left";
  bar(pen, NEXT_HEAD - 6, 1, RULE);
  return NEXT_HEAD;
}

/**
 * Where it was printed, and the code of where it is.
 * @param {Pen} pen
 * @param {Parts} made
 * @param {number[][]} code
 * @param {number} y
 * @param {string} face
 */
function foot(pen, { paper, place, scan }, code, y, face) {
  bar(pen, y + 24, 1, INK);
  const top = y + 42;
  const middle = top + CODE / 2;
  const room = INNER - CODE - 16;
  pen.fillStyle = INK;
  pen.font = `700 15px ${face}`;
  pen.fillText(paper, SIDE, middle - 18, room);
  pen.font = `400 13px ${face}`;
  pen.fillStyle = SOFT;
  pen.fillText(place, SIDE, middle + 5, room);
  pen.fillStyle = RED;
  pen.fillText(scan, SIDE, middle + 28, room);
  const module = CODE / code.length;
  pen.fillStyle = "#fff";
  pen.fillRect(WIDTH - SIDE - CODE - 8, top - 8, CODE + 16, CODE + 16);
  pen.fillStyle = "#000";
  code.forEach((row, r) => {
    row.forEach((dark, c) => {
      // Whole pixels: no seams between modules.
      const [x, w] = [Math.round(c * module * SCALE) / SCALE, Math.round((c + 1) * module * SCALE) / SCALE];
      const [v, h] = [Math.round(r * module * SCALE) / SCALE, Math.round((r + 1) * module * SCALE) / SCALE];
      if (dark) pen.fillRect(WIDTH - SIDE - CODE + x, top + v, w - x, h - v);
    });
  });
}

/** @param {Pen} pen @param {number} y @param {number} height @param {string} colour */
function bar(pen, y, height, colour) {
  pen.fillStyle = colour;
  pen.fillRect(SIDE, y, INNER, height);
}
