"""Fit the network that reads pages anew, and write it: bench/reader/parameters.py.

    pip install -e '.[dev,fit]'
    python bench/fit_reader.py PAGES …  [--minutes 14] [--then 8] [--on]

PAGES are folders that `python -m newsprint` (bench/newsprint) has made. The network first learns
from them alone, then with the sample pages, the seeds and the typeset variations among them. It
never sees tests/pages/aside. With `--on` it goes on from what the package has.
"""

import argparse
from pathlib import Path

from fitting import ROOT
from reader.examples import PAGES, extracted, seeds, variations
from reader.network import glyph_table, parameters
from reader.packing import in_order, written

try:
    from reader.learning import learn, table_of
except ModuleNotFoundError as missing:
    raise SystemExit(f"{missing.name} is not installed: pip install -e '.[dev,fit]'") from missing

_SAMPLES, _SEEDS, _VARIATIONS = 3, 25, 150
"""How often samples and seeds are taken in the second part, and the number of variations."""


def main() -> None:
    """Read the command line, fit, write."""
    form = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    form.add_argument("pages", nargs="+", type=Path, help="folders of pages to learn from")
    form.add_argument("--minutes", type=float, default=14, help="for the first part")
    form.add_argument("--then", type=float, default=8, help="for the second part")
    form.add_argument("--on", action="store_true", help="go on from what is there")
    given = form.parse_args()
    if given.minutes <= 0 and given.then <= 0:
        form.error("nothing is to be learned: give minutes for one of the parts")
    made = [one for folder in given.pages for one in extracted(folder)]
    print(f"{len(made)} texts of made pages")
    table = glyph_table() if given.on else table_of(made)
    p = dict(parameters()) if given.on else None
    if given.minutes:
        p = learn(made, table, p, given.minutes, 2e-3, print)
    if given.then:
        samples = [*extracted(PAGES, "p*"), *extracted(PAGES / "more")] * _SAMPLES
        rest = [*list(seeds()) * _SEEDS, *list(variations(_VARIATIONS)) * 2]
        p = learn([*made[::2], *samples, *rest], table, p, given.then, 1e-3, print)
    written(ROOT / "bench/reader/parameters.py", table, in_order(p or {}))


if __name__ == "__main__":
    main()
