"""What the segmenter reaches on seeds, sample pages and typeset pages, and the floors under it.

.venv/bin/python tests/segment/figures.py           print the figures as floors.toml has them
.venv/bin/python tests/segment/figures.py --raise   raise the floors that have become too low
.venv/bin/python tests/segment/figures.py --fallen  list the floors that are not reached

A floor never falls. Where a change is worth it that some are not reached any more, fallen.toml
lists them, each with a second floor under it; what reaches its floor again has to leave the list.
Second floors rise as well; where one is not reached any more, `--fallen` says so and lowers it.
"""

import json
import math
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "segment")]  # as pytest has them

from typesetting import CONDITIONS, pages  # noqa: E402

from banmian.config.profile import Profile  # noqa: E402
from banmian.readers import read_text  # noqa: E402
from banmian.segment import as_json, segment_page  # noqa: E402
from score_segmentation import report, score_page  # noqa: E402

PAGES = TESTS / "pages"
SEEDS = TESTS.parent / "seeds"
FLOORS = TESTS / "segment" / "floors.toml"
FALLEN = TESTS / "segment" / "fallen.toml"
PROFILE = Profile(collectives=("仲驿", "宗合"))
# How far below a figure its floor is put when it is raised; junk_spaces is a ceiling.
SLACK = {
    "article_f1": 0.02,
    "headline_exact": 0.02,
    "para_f1": 0.02,
    "section_heads": 0.02,
    "authors": 0.02,
    "once": 0.001,
    "junk_spaces": 0.02,
}
MOST = frozenset({"junk_spaces"})
_KINDS = ("seeds", "variations", "samples")  # and each folder of tests/pages
_NAME = re.compile(r"[a-z]?\d+-(?P<family>.+)")

Figures = Mapping[str, float]


def groups(kind: str) -> list[str]:
    """Give the groups of a kind that are measured on their own: a condition, an extractor."""
    if kind == "seeds":
        return ["seeds"]
    if kind == "variations":
        return list(CONDITIONS)
    return sorted({text.name.split(".")[1] for text, _ in _texts(kind)})


def kinds() -> list[str]:
    """Give the kinds of pages that there are."""
    return [*_KINDS, *sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())]


@cache
def figures(kind: str, group: str) -> Mapping[str, Figures]:
    """Measure a group: all its pages together, and each family of pages."""
    totals: dict[str, Counter[str]] = {}
    for name, data, truth in _measured(kind, group):
        cut = segment_page(read_text(data, name), PROFILE)
        score = score_page(as_json(cut), truth, data.decode("utf-8"))
        family = _NAME.fullmatch(name.split(".")[0])
        for key in ("all", *([family["family"]] if family else [])):
            totals.setdefault(key, Counter()).update(score)
    return {key: _named(report(total)) for key, total in totals.items()}


def _named(reported: Mapping[str, Any]) -> Figures:
    return {name: value for name, value in reported.items() if isinstance(value, int | float)}


def _measured(kind: str, group: str) -> Iterator[tuple[str, bytes, Any]]:
    if kind == "variations":
        for page in pages(group):
            yield "page.txt", page.text.encode(), page.truth
        return
    for text, truth in _texts(kind):
        if kind == "seeds" or text.name.split(".")[1] == group:
            yield text.name, text.read_bytes(), json.loads(truth.read_text("utf-8"))


def _texts(kind: str) -> list[tuple[Path, Path]]:
    """Give each page's text with its truth."""
    if kind == "seeds":
        truths = sorted(PAGES.glob("seed-*.json"))
        return [(next(SEEDS.glob(f"{truth.stem[5:]}_*.txt")), truth) for truth in truths]
    folder = PAGES if kind == "samples" else PAGES / kind
    truths = sorted(folder.glob("p*.json") if kind == "samples" else folder.glob("*.json"))
    return [(text, truth) for truth in truths for text in sorted(folder.glob(f"{truth.stem}.*txt"))]


def floors(file: Path = FLOORS) -> dict[str, Any]:
    """Read floors.toml: kind → group → "all" or family → figure → floor."""
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def below(kind: str, group: str) -> list[str]:
    """Give what of a group has fallen below its floor, or risen above its ceiling.

    Of what is listed in fallen.toml: what has fallen further, or reaches its floor again.
    """
    reached = figures(kind, group)
    fallen = floors(FALLEN).get(kind, {}).get(group, {})
    wrong = []
    for key, names in floors().get(kind, {}).get(group, {}).items():
        for name, floor in names.items():
            now = reached.get(key, {}).get(name)
            second = fallen.get(key, {}).get(name)
            if second is not None and _holds(name, now, floor):
                wrong.append(f"{key}: {name} {now} reaches {floor}: take it out of fallen.toml")
            elif not _holds(name, now, floor if second is None else second):
                wrong.append(f"{key}: {name} {now}, floor {floor}")
    return wrong


def _holds(name: str, reached: float | None, floor: float) -> bool:
    if reached is None:  # there is nothing to find, and nothing was made up
        return floor == 0
    return reached <= floor if name in MOST else reached >= floor


def floor_under(name: str, reached: float) -> float:
    """Give the floor that a figure deserves."""
    digits = 1000 if name == "once" else 100
    if name in MOST:
        return round(math.ceil(reached * digits) / digits + SLACK[name], 3)
    return round(max(0.0, math.floor(reached * digits) / digits - SLACK[name]), 3)


def main(arguments: list[str]) -> None:
    """Print the figures, raise the floors, or list those that are not reached."""
    if arguments == ["--fallen"]:
        FALLEN.write_text(_fallen(), "utf-8")
        return
    rising = arguments == ["--raise"]
    old = floors()
    text = "# Written by figures.py --raise. A floor never falls; junk_spaces are ceilings.\n"
    for kind in kinds():
        for group in groups(kind):
            had = old.get(kind, {}).get(group, {})
            for key, reached in sorted(figures(kind, group).items(), key=lambda x: x[0] != "all"):
                rows = _raised(reached, had.get(key, {})) if rising else _shown(reached)
                text += f'\n[{kind}."{group}".{key}]\n' + rows
                if not rising:
                    print(f'[{kind}."{group}".{key}]\n{rows}')
    if rising:
        FLOORS.write_text(text, "utf-8")


def _fallen() -> str:
    text = "# Written by figures.py --fallen: floors that are not reached, others under them.\n"
    seconds = floors(FALLEN)
    for kind, held in floors().items():
        for group, keys in held.items():
            for key, names in keys.items():
                reached = figures(kind, group).get(key, {})
                had = seconds.get(kind, {}).get(group, {}).get(key, {})
                rows = "".join(
                    f"{name} = {_second(f'{kind} {group} {key} {name}', reached[name], had)}\n"
                    for name, floor in names.items()
                    if not _holds(name, reached.get(name), floor)
                )
                text += f'\n[{kind}."{group}".{key}]\n{rows}' if rows else ""
    return text


def _second(where: str, reached: float, had: Figures) -> float:
    """Give a second floor: the old one, or one that the figure deserves, whichever is better."""
    name = where.rsplit(maxsplit=1)[-1]
    new = floor_under(name, reached)
    if name not in had:
        return new
    if _holds(name, reached, had[name]):
        return (min if name in MOST else max)(had[name], new)
    print(f"{where}: {reached}, second floor {had[name]} → {new}")
    return new


def _shown(reached: Figures) -> str:
    return "".join(f"{name} = {reached[name]}\n" for name in SLACK if name in reached)


def _raised(reached: Figures, had: Figures) -> str:
    rows = ""
    for name in {**SLACK, **had}:
        if name not in reached:
            continue
        best = min if name in MOST else max
        known = [had[name]] if name in had else []
        new = [floor_under(name, reached[name])] if name in SLACK else []
        rows += f"{name} = {best([*known, *new])}\n"
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])
