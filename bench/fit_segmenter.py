"""Fit the segmenter's network anew: learned.npz and grams.npz in generator/banmian/segment.

    pip install -e '.[dev,fit]'
    python bench/fit_segmenter.py PAGES …  --texts TEXT …  [--words FILE] [--on]

First, from running text, it learns how lines go on: from the stories of bench/newsprint and the
TEXTs (UTF-8), each as much; from words cut in two as well, where a FILE has a word and how frequent
it is on each line. What stands together there is counted. Then it learns to read pages: PAGES are
folders that `python -m newsprint` (bench/newsprint) has made; small pages, the seeds and the
typeset variations are added, and at last the sample pages, which it has not seen before: what it
reaches on them by then, with `--then 0`, is worth looking at. It never sees tests/pages/aside. With
`--on` it goes on from what the package has, seams and all, and counts anew: give all TEXTs, and
words, again.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from fitting import ROOT
from fitting.examples import PAGES, extracted, seeds, small, variations
from fitting.grams import count_grams
from fitting.packing import write_grams, written
from newsprint.sources import written_paragraphs

from banmian.segment.features import alike
from banmian.segment.network import glyph_table, parameters
from banmian.segment.seams import SIDE

try:
    from fitting.learner import fresh
    from fitting.learning import Part, learn, table_of
    from fitting.seams import learn_seams
except ModuleNotFoundError as missing:
    raise SystemExit(f"{missing.name} is not installed: pip install -e '.[dev,fit]'") from missing

SEGMENT = ROOT / "generator" / "banmian" / "segment"
_MORE, _SAMPLES, _SEEDS, _VARIATIONS, _SMALL = 4, 6, 30, 300, 6000
"""How often further pages, samples and seeds are taken; the numbers of variations and small pages.
"""


def main() -> None:
    """Read the command line, fit, write."""
    form = _form()
    given = form.parse_args()
    if given.minutes <= 0 and given.then <= 0:
        form.error("nothing is to be learned: give minutes for one of the parts")
    if given.seams <= 0 and not given.on:
        form.error("the seams are to be learned first: give minutes for them, or --on")
    if given.on and not given.texts:
        form.error("running text is counted anew: give all TEXTs, and words, with --on too")
    made = [one for folder in given.pages for one in extracted(folder)]
    print(f"{len(made)} texts of made pages")
    table = glyph_table() if given.on else table_of(made)
    seen = [*made, *small(_SMALL), *list(seeds()) * _SEEDS, *variations(_VARIATIONS)]
    seen += list(extracted(PAGES / "more")) * _MORE
    with_samples = [*seen, *list(extracted(PAGES, "p*")) * _SAMPLES]
    parts = (Part(seen, given.minutes, 1.6e-3), Part(with_samples, given.then, 1e-3))
    texts = ["".join(written_paragraphs()), *map(_text, given.texts)]
    words = dict(_words(given.words)) if given.words else {}
    counted = count_grams(texts, words, table)
    if given.on:
        start = dict(parameters())
    else:
        start = _begun(table, made[0].marks.shape[1], texts, words, given.seams)
    told = [part for part in parts if part.minutes > 0]
    written(SEGMENT / "learned.npz", table, learn(told, table, start, counted, print))
    write_grams(SEGMENT / "grams.npz", table, counted.known)


def _form() -> argparse.ArgumentParser:
    form = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    form.add_argument("pages", nargs="+", type=Path, help="folders of pages to learn from")
    form.add_argument("--texts", nargs="*", type=Path, default=[], help="files of running text")
    form.add_argument("--words", type=Path, help="a word and its frequency on each line")
    form.add_argument("--seams", type=float, default=6, help="minutes for texts (%(default)s)")
    form.add_argument("--minutes", type=float, default=60, help="minutes for pages (%(default)s)")
    form.add_argument("--then", type=float, default=15, help="with the samples (%(default)s)")
    form.add_argument("--on", action="store_true", help="go on from what the package has")
    return form


def _begun(
    table: Mapping[str, int],
    marks: int,
    texts: Sequence[str],
    words: Mapping[str, float],
    minutes: float,
) -> dict[str, Any]:
    """Give parameters to begin with: what running text teaches, and the rest by chance.

    In a process of its own: pages are fed by forks, which JAX must not have computed before.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        begun = pool.submit(fresh, len(table), marks).result()
        seams = pool.submit(learn_seams, texts, words, table, minutes, print).result()
    return {name: np.asarray(value) for name, value in {**begun, **seams}.items()}


def _text(file: Path) -> str:
    text = file.read_text("utf-8")
    if len(alike(text)) <= 2 * SIDE:
        raise SystemExit(f"{file}: too short; a text has more than {2 * SIDE} characters")
    return text


def _words(file: Path) -> Iterator[tuple[str, float]]:
    for line in filter(str.strip, file.read_text("utf-8").splitlines()):
        word, frequency, *_ = [*line.split(), "1"]
        yield alike(word), float(frequency)


if __name__ == "__main__":
    main()
