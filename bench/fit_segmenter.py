"""Fit the segmenter's network anew, and write it: generator/banmian/segment/learned.npz.

    pip install -e '.[dev,fit]'
    python bench/fit_segmenter.py PAGES …  [--minutes 90] [--then 30] [--on]

PAGES are folders that `python -m newsprint` (bench/newsprint) has made. The network learns from
them, from small pages, the seeds and the typeset variations; then with the sample pages among
them too, which it has not seen before: what it reaches on them by then is worth looking at. It
never sees tests/pages/aside. With `--on` it goes on from what the package has; that and
`--then 0` leave out the samples.
"""

import argparse
from pathlib import Path

from fitting import ROOT
from fitting.examples import PAGES, extracted, seeds, small, variations
from fitting.packing import written

from banmian.segment.network import glyph_table, parameters

try:
    from fitting.learning import learn, table_of
except ModuleNotFoundError as missing:
    raise SystemExit(f"{missing.name} is not installed: pip install -e '.[dev,fit]'") from missing

LEARNED = ROOT / "generator" / "banmian" / "segment" / "learned.npz"
_MORE, _SAMPLES, _SEEDS, _VARIATIONS, _SMALL = 4, 4, 30, 300, 6000
"""How often further pages, samples and seeds are taken; the numbers of variations and small pages.
"""


def main() -> None:
    """Read the command line, fit, write."""
    form = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    form.add_argument("pages", nargs="+", type=Path, help="folders of pages to learn from")
    form.add_argument("--minutes", type=float, default=90, help="for the first part (%(default)s)")
    form.add_argument("--then", type=float, default=30, help="for the second part (%(default)s)")
    form.add_argument("--on", action="store_true", help="go on from what is there")
    given = form.parse_args()
    if given.minutes <= 0 and given.then <= 0:
        form.error("nothing is to be learned: give minutes for one of the parts")
    made = [one for folder in given.pages for one in extracted(folder)]
    print(f"{len(made)} texts of made pages")
    table = glyph_table() if given.on else table_of(made)
    p = dict(parameters()) if given.on else None
    seen = [*made, *small(_SMALL), *list(seeds()) * _SEEDS, *variations(_VARIATIONS)]
    seen += list(extracted(PAGES / "more")) * _MORE
    if given.minutes:
        p = learn(seen, table, p, given.minutes, 2e-3, print)
    if given.then:
        seen += list(extracted(PAGES, "p*")) * _SAMPLES
        p = learn(seen, table, p, given.then, 1e-3, print)
    written(LEARNED, table, p or {})


if __name__ == "__main__":
    main()
