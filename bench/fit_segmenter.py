"""Fits the segmenter's weights anew to the sample pages, the seeds and typeset pages.

    .venv/bin/python bench/fit_segmenter.py --aside            show what would become of them
    .venv/bin/python bench/fit_segmenter.py --aside --write    write them into segment/weights.py

Prints F1 of labels after each epoch, on every seventh page. An epoch takes ten seconds, or a minute
on a busy machine; aligning the pages before it and `--aside` take as long again. The same pages and
weights give the same weights.

A fit begins with the weights that there are. After each page every weight is pulled back a little
to where it was (`--pull`): the sample has few stories, told many times, and a fit that runs on
learns those by heart. For the same reason half of the pages are read as if nothing were known of
the words that open articles and paragraphs: other evidence has to be learned beside them. The
pages in `tests/pages/aside` are an examination: they are measured, never fitted to.

Afterwards: `tests/segment/figures.py` and `make test`, for the floors.
"""

import argparse
from collections.abc import Mapping, Sequence

from fitting import ROOT
from fitting.figures import aside, label_f1
from fitting.numbers import with_numbers
from fitting.pages import Page, pages_to_fit
from fitting.perceptron import Pace, fit, read_anew

from banmian.segment.weights import WEIGHTS, Weights

SOURCE = ROOT / "generator" / "banmian" / "segment" / "weights.py"


def main() -> None:
    """Fit, and print how it goes."""
    wanted = _arguments()
    pages = pages_to_fit()
    shown = pages[::7]
    print(f"{len(pages)} pages, {len(set(pages))} of them different", flush=True)
    if wanted.aside:
        print(f"aside, before: {_listed(aside(WEIGHTS))}", flush=True)

    def told(epoch: int, wrong: int, weights: Weights) -> None:
        print(f"epoch {epoch + 1}: {wrong} lines wrong, {_label_f1(shown, weights)}", flush=True)

    weights = fit(pages, WEIGHTS, Pace(wanted.epochs, wanted.step, wanted.pull), told)
    read_anew(pages, weights)
    print(f"fitted: {_label_f1(shown, weights)}")
    if wanted.aside:
        print(f"aside, after: {_listed(aside(weights))}")
    if wanted.write:
        SOURCE.write_text(with_numbers(SOURCE.read_text("utf-8"), weights), "utf-8")
        print(f"written: {SOURCE.relative_to(ROOT)}")


def _arguments() -> argparse.Namespace:
    usual = Pace()
    parser = argparse.ArgumentParser(description="Fit the segmenter's weights anew.")
    parser.add_argument("--epochs", type=_count, default=usual.epochs, help="times over all pages")
    parser.add_argument("--pull", type=float, default=usual.pull, help="back to where they were")
    parser.add_argument("--step", type=float, default=usual.step, help="that a weight moves first")
    parser.add_argument("--aside", action="store_true", help="measure the pages kept aside too")
    parser.add_argument("--write", action="store_true", help="write the weights into weights.py")
    return parser.parse_args()


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _label_f1(pages: Sequence[Page], weights: Weights) -> str:
    return _listed({label.name.lower(): f1 for label, f1 in label_f1(pages, weights).items()})


def _listed(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items())


if __name__ == "__main__":
    main()
