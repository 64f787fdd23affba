"""Pages that nobody would print, cut without end: no error, nothing lost, the same cut twice.

    .venv/bin/python tests/segment/fuzz.py --minutes 30 [--seed N]

Mutates seeds, sample pages and typeset pages. A page that breaks a rule is made as small as it
gets and printed as Python; then the exit code is 1.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import count
from pathlib import Path
from random import Random

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "segment")]  # as pytest has them

from conservation import given, shown  # noqa: E402
from typesetting import CONDITIONS, pages  # noqa: E402

from banmian.config.profile import Profile  # noqa: E402
from banmian.model.layout import PageText  # noqa: E402
from banmian.readers import read_text  # noqa: E402
from banmian.segment import as_json, segment_page  # noqa: E402

Lines = list[str]

PIECES = (
    *"，。、；：！？…—“”‘’（）《》·□■◆▲●◎○",
    *(
        "□张三",
        "□张 三",
        "（张三）",
        "本报记者 张三",
        "□本报记者 张三",
        "□王成成 摄影报道",
        "（记者 ",
    ),
    *(
        "本报讯",
        "本报讯 （记者 杨光 通讯员 万宇） ",
        "本报北京6月17日电",
        "新华社北京6月17日电",
        "据《人民日报》报道",
    ),
    *(
        "（上接第1版）",
        "（上接第 1 版）",
        "（下转第3版）",
        "（下转02版）",
        "下转A3版",
        "紧接第1版",
        "见5版",
    ),
    *(
        "责编：康天军",
        "责任编辑 康天军",
        "07",
        "石澜日报",
        "2023年3月11日 星期日",
        "第5版",
        "11月31日",
    ),
    *("图为", "姚霞 摄", "——", "……", "◇", "一、", "（一）", "1.", "①", "第一条 "),
    *(" ", "  ", "\u3000", "\u3000\u3000", "\u00a0", "\u2003", "\u200b", "\t", "\ufeff"),
    *("\ufffd", "\ue004", "\uf8ff", "\U000f0001", "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x85"),
    *("\u2028", "\u2029", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c"),
    *(
        "𠀀",
        "𬭩",
        "𰻞",
        "\U0002ebe0",
        "⼥",
        "⽉",
        "⻓",
        "豈",
        "蜜",
        "e\u0301",
        "👩\u200d👩\u200d👧",
        "\u0300",
    ),
    *(
        "中華民國",
        "發電報導",
        "本報訊",
        "本報記者 張三",
        "︵上接第一版︶",
        "﹁初心﹂",
        "１２３",
        "ＡＢＣ",
        ",",
    ),
    *("A ", "Q&A", "<b>", "{{ x }}", "(cid:12)", "http://例.cn", "abc" * 20, "邮政" * 400),
)


def delete(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    del lines[at : at + size]


def duplicate(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    to = chance.randint(0, len(lines))
    lines[to:to] = lines[at : at + size] * chance.choice((1, 1, 1, 2, 5))


def shuffle(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    part = lines[at : at + size]
    chance.shuffle(part)
    lines[at : at + size] = part


def reverse(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    lines[at : at + size] = lines[at : at + size][::-1]


def split(lines: Lines, chance: Random) -> None:
    at = chance.randrange(len(lines))
    where = chance.randint(0, len(lines[at]))
    lines[at : at + 1] = [lines[at][:where], lines[at][where:]]


def join(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    lines[at : at + size] = ["".join(lines[at : at + size])]


def insert(lines: Lines, chance: Random) -> None:
    at = chance.randrange(len(lines))
    where = chance.choice((0, len(lines[at]), chance.randint(0, len(lines[at]))))
    piece = chance.choice(PIECES) * chance.choice((1, 1, 1, 3))
    lines[at] = lines[at][:where] + piece + lines[at][where:]


def insert_line(lines: Lines, chance: Random) -> None:
    pieces = chance.choices(PIECES, k=chance.choice((1, 1, 2, 4)))
    lines.insert(chance.randint(0, len(lines)), "".join(pieces))


def cut_characters(lines: Lines, chance: Random) -> None:
    at = chance.randrange(len(lines))
    start = chance.randint(0, len(lines[at]))
    lines[at] = lines[at][:start] + lines[at][start + chance.randint(1, 5) :]


def spread(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    lines[at : at + size] = [" ".join(line) for line in lines[at : at + size]]


def upright(lines: Lines, chance: Random) -> None:
    """Set a line upright: one character a line."""
    at = chance.randrange(len(lines))
    lines[at : at + 1] = list(lines[at][:40]) or [""]


def blanks(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    part = lines[at : at + size]
    spaced = [each for line in part for each in (line, "")]
    lines[at : at + size] = chance.choice((spaced, [line for line in part if line.strip()]))


def only_marks(lines: Lines, chance: Random) -> None:
    at, size = _span(lines, chance)
    lines[at : at + size] = [chance.choice("，。—…”（□1 ") * chance.randint(1, 30)] * size


def foreign(lines: Lines, chance: Random) -> None:
    other = originals()[chance.randrange(len(originals()))]
    at, size = _span(other, chance)
    to = chance.randint(0, len(lines))
    lines[to:to] = other[at : at + size]


MUTATIONS: tuple[Callable[[Lines, Random], None], ...] = (
    delete,
    duplicate,
    shuffle,
    reverse,
    split,
    join,
    insert,
    insert,
    insert_line,
    insert_line,
    cut_characters,
    spread,
    upright,
    blanks,
    only_marks,
    foreign,
)


def _span(lines: Lines, chance: Random) -> tuple[int, int]:
    return chance.randrange(len(lines)), chance.choice((1, 1, 2, 3, 8, 30))


@cache
def originals() -> tuple[Lines, ...]:
    """Give the pages that mutation starts from."""
    texts = [*sorted((TESTS.parent / "seeds").glob("*.txt")), *sorted(TESTS.glob("pages/p*.txt"))]
    read = [list(read_text(text.read_bytes(), text.name).lines) for text in texts]
    return (*read, *(list(page.lines) for name in CONDITIONS for page in pages(name)))


def mutants(seed: int) -> Iterator[Lines]:
    """Give pages without end, always the same for a seed."""
    chance = Random(seed)  # noqa: S311
    while True:
        lines = list(chance.choice(originals()))
        if chance.random() < 0.8:  # short pages are tried faster and break more
            at = chance.randrange(len(lines))
            lines = lines[at : at + chance.randint(1, 40)]
        for _ in range(chance.choice((1, 2, 4, 8, 16, 32))):
            chance.choice(MUTATIONS)(lines, chance)
            lines = lines or [""]
        yield lines


def trouble(lines: Lines) -> str | None:
    """Say what rule the segmenter breaks on a page, if any."""
    page = PageText("page.txt", tuple(lines))
    try:
        cut = segment_page(page, Profile())
        as_json(cut)
        again = segment_page(page, Profile())
    except Exception as error:  # noqa: BLE001 — any error at all is what is looked for
        return f"{type(error).__name__}: {error}"
    if shown(cut) != given(page, cut):
        return "characters are lost or invented"
    return None if cut == again else "the same page is cut in two ways"


def smallest(lines: Lines, broken: Callable[[Lines], bool]) -> Lines:
    """Leave out lines, then characters, as long as the page stays broken (ddmin)."""
    lines = _less(lines, broken)
    for at in range(len(lines)):
        before, after = lines[:at], lines[at + 1 :]
        kept = _less(
            list(lines[at]),
            lambda text, before=before, after=after: broken([*before, "".join(text), *after]),
        )
        lines = [*before, "".join(kept), *after]
    return lines


def _less(parts: Lines, broken: Callable[[Lines], bool]) -> Lines:
    size = len(parts) // 2
    while size:
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + size :]
            if fewer and broken(fewer):
                parts = fewer
            else:
                at += size
        size //= 2
    return parts


def fuzz(seed: int, goes_on: Callable[[int], bool]) -> str | None:
    """Try pages while `goes_on` says so of their number; report the first that breaks a rule."""
    tried = mutants(seed)
    for number in count():
        if not goes_on(number):
            return None
        lines = next(tried)
        what = trouble(lines)
        if what is None:
            continue
        small = smallest(lines, partial(_has, what.split(":")[0]))
        return f"{what}\nseed {seed}, page {number}\nPageText('page.txt', {tuple(small)!r})"
    raise AssertionError


def _has(kind: str, lines: Lines) -> bool:
    return (trouble(lines) or "").split(":")[0] == kind


def main() -> int:
    """Fuzz for some minutes, and say every minute how far it has come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    arguments = parser.parse_args()
    start = told = time.monotonic()

    def goes_on(number: int) -> bool:
        nonlocal told
        now = time.monotonic()
        if now - told >= 60:
            told = now
            print(f"{(now - start) / 60:.0f} min: {number} pages", flush=True)
        if now - start < arguments.minutes * 60:
            return True
        print(f"seed {arguments.seed}: {number} pages, none broke a rule", flush=True)
        return False

    found = fuzz(arguments.seed, goes_on)
    if found:
        print(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
