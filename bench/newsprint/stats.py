"""Compare the texts of folders of pages: python -m newsprint.stats DIR [DIR ...]."""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .extract import EXTRACTORS
from .pdf import KANGXI

BACK = {ord(v): k for k, v in KANGXI.items()}
SPREAD = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff] [\u4e00-\u9fff]")


def plain(text: str) -> str:
    """A text without white space, stray marks, radicals."""
    text = text.translate(BACK)
    return re.sub(r"[\s\x00-\x1f\ufffd\ue000-\uf8ff]", "", text)


def in_order(text: str, truth: dict[str, Any]) -> float:
    """Share of the articles whose text stands in one piece."""
    page = plain(text)
    hits = total = 0
    for article in truth["articles"]:
        if not article["paragraphs"]:
            continue
        heads: dict[int, list[str]] = defaultdict(list)
        for head, at in zip(article["section_heads"], article["section_pos"], strict=False):
            heads[at].append(head)
        parts = [
            h + p
            for h, p in zip(
                ("".join(heads[n]) for n in range(len(article["paragraphs"]))),
                article["paragraphs"],
                strict=False,
            )
        ]
        total += 1
        hits += plain("".join(parts)) in page
    return hits / total if total else 1.0


MEASURES: dict[str, Callable[[str], float]] = {
    "blank": lambda t: t.count("\n\n") / max(1, sum(1 for x in t.split("\n") if x.strip())),
    "spread": lambda t: (
        len([x for x in t.split("\n") if SPREAD.search(x)])
        / max(1, sum(1 for x in t.split("\n") if x.strip()))
    ),
    "chars": lambda t: statistics.median(
        [len(plain(x)) for x in t.split("\n") if x.strip()] or [0]
    ),
    "one": lambda t: (
        sum(1 for x in t.split("\n") if len(x.strip()) == 1)
        / max(1, sum(1 for x in t.split("\n") if x.strip()))
    ),
    "short": lambda t: (
        sum(1 for x in t.split("\n") if 2 <= len(plain(x)) <= 5)
        / max(1, sum(1 for x in t.split("\n") if x.strip()))
    ),
    "ideo": lambda t: t.count("\u3000") / max(1, t.count("\n")),
    "size": lambda t: float(len(t)),
}


def main() -> None:
    """Print a table for each folder."""
    for folder in map(Path, sys.argv[1:]):
        rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        order: dict[tuple[str, str], list[float]] = defaultdict(list)
        articles: list[int] = []
        for file in sorted(folder.glob("*.json")):
            if file.name.endswith(".lines.json") or not file.name[1:4].isdigit():
                continue
            truth = json.loads(file.read_text())
            articles.append(len(truth["articles"]))
            for name in EXTRACTORS:
                text = file.with_name(f"{file.stem}.{name}.txt").read_text()
                for key, measure in MEASURES.items():
                    rows[name][key].append(measure(text))
                order[name, truth["drawing_order"]].append(in_order(text, truth))
        print(
            folder, len(articles), "pages,", round(statistics.mean(articles), 1), "articles a page"
        )
        for name, values in rows.items():
            print(
                f"  {name:14}",
                " ".join(
                    f"{k} {statistics.mean(v):.3f}±{statistics.pstdev(v):.2f}"
                    if k != "size"
                    else f"{k} {statistics.mean(v):.0f}"
                    for k, v in values.items()
                ),
            )
        kinds = sorted({k for _, k in order})
        for name in EXTRACTORS:
            print(
                f"  in order {name:14}",
                " ".join(f"{k} {statistics.mean(order[name, k]):.2f}" for k in kinds),
            )


if __name__ == "__main__":
    main()
