// What writer and reader must agree on, by the vectors that pytest runs too: node --test
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { key } from "../../generator/banmian/search/client/facets.js";
import { fold, learn, offsets } from "../../generator/banmian/search/client/fold.js";
import { grams } from "../../generator/banmian/search/client/grams.js";
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

for (const [text, pairs] of vectors.pairs) {
  const shown = (/** @type {number} */ pair) => String.fromCodePoint(Math.floor(pair / BITS), pair % BITS);
  test(`pairs of ${JSON.stringify(text)}`, () => assert.deepEqual(grams(text).map(shown), pairs));
}

for (const [typed, terms, without] of vectors.queries) {
  test(`query ${JSON.stringify(typed)}`, () => assert.deepEqual(parse(typed), { terms, without }));
}

for (const [kind, value, number] of vectors.keys) {
  test(`key of ${kind} ${value}`, () => assert.equal(key(kind, value), number));
}
