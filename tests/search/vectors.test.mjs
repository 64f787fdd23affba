// What writer and reader must agree on, by the vectors that pytest runs too: node --test
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { levels } from "../../generator/banmian/search/client/common.js";
import { key } from "../../generator/banmian/search/client/facets.js";
import { fold, learn, offsets } from "../../generator/banmian/search/client/fold.js";
import { placed, sought } from "../../generator/banmian/search/client/grams.js";
import { parse } from "../../generator/banmian/search/client/query.js";
import { VARIANTS } from "../../generator/banmian/search/client/traditional.js";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
const BITS = 2 ** 21;

learn(VARIANTS);

for (const [text, folded] of vectors.fold) {
  test(`fold ${JSON.stringify(text)}`, () => assert.equal(fold(text), folded));
}

for (const [text, places] of vectors.offsets) {
  test(`offsets ${JSON.stringify(text)}`, () => assert.deepEqual(offsets(text), places));
}

const shown = (/** @type {number} */ gram) => String.fromCodePoint(Math.floor(gram / BITS), gram % BITS);

for (const [text, found] of vectors.grams) {
  test(`grams of ${JSON.stringify(text)}`, () => assert.deepEqual([...new Set(placed(text).map(([, gram]) => shown(gram)))], found));
}

for (const [text, found] of vectors.sought) {
  test(`sought of ${JSON.stringify(text)}`, () => assert.deepEqual(sought(text).map(shown), found));
}

for (const [file, known] of vectors.common) {
  const level = levels(Uint8Array.from(Buffer.from(file, "hex")));
  const found = known.map((/** @type {[string, number]} */ [text]) => [text, level(sought(text)[0])]);
  test("how common grams are", () => assert.deepEqual(found, known));
}

for (const [typed, terms, without] of vectors.queries) {
  test(`query ${JSON.stringify(typed)}`, () => assert.deepEqual(parse(typed), { terms, without }));
}

for (const [kind, value, number] of vectors.keys) {
  test(`key of ${kind} ${value}`, () => assert.equal(key(kind, value), number));
}
