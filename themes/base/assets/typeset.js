// @ts-check
/** Breaks text into lines as Chinese is set: no closing mark begins a line, no opening one ends it. Pure. */

/** @typedef {{text: string, bold?: boolean}} Run */
/** @typedef {{text: string, bold: boolean, width: number, x: number}} Token what is drawn in one, and where */
/** @typedef {(text: string, bold: boolean) => number} Measure */
/**
 * @typedef {object} How in the unit that `measure` has
 * @property {number} width
 * @property {number} indent of the first line
 * @property {Measure} measure
 * @property {"justified" | "left" | "right" | "balanced"} set balanced: lines about as long, and runs whole where they can be
 */
/** @typedef {{tokens: Token[], start: number, last: boolean}} Line `last`: of its paragraph */

const CLOSING = /^[，。、；：！？）》〉」』】〕”’％,.;:!?)\]}%·～]/;
const OPENING = /[（《〈「『【〔“‘([{]$/;
/** Latin words and numbers, dashes and dots are not parted. */
const TOKENS = /[!-~\u00a1-\u024f]+|—+|…+|\n|[^]/gu;

/**
 * @param {Run[]} runs
 * @param {How} how
 * @returns {Token[][]} lines
 */
export function typeset(runs, how) {
  let lines = broken(runs, how);
  if (how.set === "balanced") {
    for (let width = how.width; lines.length > 1; ) {
      const narrower = broken(runs, { ...how, width: (width -= how.width / 40) });
      if (narrower.length > lines.length) break;
      lines = narrower;
    }
  }
  if (how.set === "justified") lines.forEach((line, n) => line.last && n && keepCompany(lines[n - 1], line));
  return lines.map((line) => placed(line, how));
}

/** @param {Run[]} runs @param {How} how @returns {Line[]} */
function broken(runs, { width, indent, measure, set }) {
  /** @type {Line[]} */
  const lines = [];
  /** @type {Line} */
  let line = { tokens: [], start: indent, last: false };
  const flush = (/** @type {boolean} */ last, /** @type {Token[]} */ next = []) => {
    while (line.tokens.length && line.tokens[line.tokens.length - 1].text === " ") line.tokens.pop();
    lines.push({ ...line, last });
    line = { tokens: next, start: 0, last: false };
  };
  for (const run of runs) {
    const tokens = parted(run, width, measure);
    const whole = lengthOf(tokens);
    if (set === "balanced" && line.tokens.length && whole <= width && end(line) + whole > width && run.text !== " ") flush(false);
    for (const token of tokens) {
      if (token.text === "\n") flush(true);
      else if (token.text === " ") {
        if (line.tokens.length) line.tokens.push(token);
      } else if (line.tokens.length && end(line) + token.width > width) {
        const next = [token];
        while (line.tokens.length > 1 && !parts(line.tokens[line.tokens.length - 1], next[0])) {
          next.unshift(/** @type {Token} */ (line.tokens.pop()));
        }
        flush(false, next);
      } else line.tokens.push(token);
    }
  }
  if (line.tokens.length) flush(true);
  return lines;
}

/** Whether a line may end between two tokens. @param {Token} before @param {Token} after */
function parts(before, after) {
  return !CLOSING.test(after.text) && !OPENING.test(before.text);
}

/** No character stands alone in the last line: one more comes down to it. @param {Line} before @param {Line} line */
function keepCompany(before, line) {
  if (before.last || line.tokens.filter(({ text }) => !CLOSING.test(text)).length > 1) return;
  for (let at = before.tokens.length - 1; at > 1; at -= 1) {
    if (parts(before.tokens[at - 1], before.tokens[at])) {
      line.tokens.unshift(...before.tokens.splice(at));
      return;
    }
  }
}

/** @param {Line} line @param {How} how */
function placed(line, { width, set }) {
  const spare = width - end(line);
  const gap = set === "justified" && !line.last && line.tokens.length > 1 ? spare / (line.tokens.length - 1) : 0;
  let x = line.start + (set === "right" ? spare : 0);
  for (const token of line.tokens) {
    token.x = x;
    x += token.width + gap;
  }
  return line.tokens;
}

/** @param {Line} line */
function end({ start, tokens }) {
  return start + lengthOf(tokens);
}

/** @param {Token[]} tokens */
function lengthOf(tokens) {
  return tokens.reduce((sum, token) => sum + token.width, 0);
}

/**
 * @param {Run} run
 * @param {number} width a longer word is parted after all
 * @param {Measure} measure
 * @returns {Token[]}
 */
function parted({ text, bold = false }, width, measure) {
  return (text.match(TOKENS) || [])
    .flatMap((word) => (measure(word, bold) > width ? [...word] : [word]))
    .map((word) => ({ text: word, bold, width: measure(word, bold), x: 0 }));
}
