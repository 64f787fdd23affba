// @ts-check
/** What a table of `reading-tables/` makes of a text, phrase by phrase. Pure. */

/** @typedef {{CHARACTERS: string, PHRASES: string}} Table as `bench/reading_tables.py` writes it */

/**
 * A reader of texts: it gives what each unit of a text becomes, "" where the table knows nothing.
 * The longest phrase that begins at a place is taken, from left to right.
 * @param {Table} table
 * @returns {(text: string) => string[]}
 */
export function reader({ CHARACTERS, PHRASES }) {
  const single = characters(CHARACTERS);
  const several = phrases(PHRASES, single);
  /** @type {Map<string, number>} the length of the longest phrase that begins so */
  const longest = new Map();
  for (const { length, 0: first } of several.keys()) longest.set(first, Math.max(length, longest.get(first) || 0));

  return (text) => {
    /** @type {string[]} */
    const said = [];
    while (said.length < text.length) {
      const at = said.length;
      let size = longest.get(text[at]) || 1;
      while (size > 1 && !several.has(text.substr(at, size))) size -= 1;
      said.push(...(several.get(text.substr(at, size)) || [single.get(text[at]) || ""]));
    }
    return said;
  };
}

/** @param {string} lines */
function characters(lines) {
  /** @type {Map<string, string>} */
  const single = new Map();
  for (const [other, several] of read(lines)) for (const char of several) single.set(char, other);
  return single;
}

/**
 * @param {string} lines
 * @param {Map<string, string>} single
 */
function phrases(lines, single) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [key, words] of read(lines)) {
    for (const marked of words.split(" ")) {
      const phrase = marked.replace(/\*/g, "");
      const said = found.get(phrase) || phrase.split("").map((char) => single.get(char) || "");
      found.set(phrase, said);
      let [at, meant] = [0, false];
      for (const char of marked) {
        if (char === "*") {
          meant = true;
          continue;
        }
        if (char === key[0] && (meant || phrase === marked)) said[at] = key.slice(1);
        [at, meant] = [at + 1, false];
      }
    }
  }
  return found;
}

/** @param {string} lines each a word, a blank, and the rest */
function read(lines) {
  return lines.split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
}
