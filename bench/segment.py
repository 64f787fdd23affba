"""How fast the segmenter is, and whether any page can stop it: `make bench`.

    .venv/bin/python bench/segment.py

Prints pages a second, how time and memory grow with a page's lines, and what hostile pages take.
Each long page is cut in a process of its own, which is ended when its time is up.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one core: before numpy is there

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "segment"))

from typesetting import Layout, material, typeset  # noqa: E402

from banmian.config.profile import Profile  # noqa: E402
from banmian.model.layout import PageText  # noqa: E402
from banmian.readers import read_text  # noqa: E402
from banmian.segment import segment_page  # noqa: E402

PAGE = 6_000  # characters
ROUNDS = 5
WORDS = "邮政报局寄递中国银行党史开门红一二三四年月日工作会议召开的了在是和有人这"
BLOCK = (
    "邮政服务进社区",
    "本报讯 6月17日，中国邮政集团有限公司在新",
    "疆乌鲁木齐市召开全国邮政援疆工作座谈会。",
    "□仲驿",
    "",
)

Lines = tuple[str, ...]


def different_lines(count: int) -> Lines:
    """Give lines that are all different, 1 to 100 characters long."""
    chance = random.Random(1)  # noqa: S311
    return tuple("".join(chance.choices(WORDS, k=chance.randint(1, 100))) for _ in range(count))


def headlines(count: int) -> Lines:
    """Give lines that look like headlines."""
    chance = random.Random(2)  # noqa: S311
    return tuple("".join(chance.choices(WORDS, k=chance.randint(6, 16))) for _ in range(count))


# Name → the page, and after how many seconds it is given up.
LONG: dict[str, tuple[Callable[[], Lines], int]] = {
    "a page of 6,000 characters": (lambda: typeset_pages()[0], 60),
    "10,000 different lines": (lambda: different_lines(10_000), 60),
    "30,000 different lines": (lambda: different_lines(30_000), 120),
    "100,000 different lines": (lambda: different_lines(100_000), 300),
}
HOSTILE: dict[str, tuple[Callable[[], Lines], int]] = {
    "one line of 3,000,000 characters": (lambda: ("邮政" * 1_500_000,), 120),
    "one block 100,000 times": (lambda: BLOCK * 100_000, 300),
    "20,000 lines like headlines": (lambda: headlines(20_000), 120),
    "20,000 lines of ，": (lambda: ("，",) * 20_000, 120),
}


def typeset_pages() -> list[Lines]:
    """Give ten pages of about 6,000 characters set from known articles."""
    pages = []
    for seed in range(10):
        stories = list(material())
        random.Random(seed).shuffle(stories)  # noqa: S311
        length = 0
        chosen = []
        while length < PAGE:
            chosen.append(stories.pop())
            length += sum(map(len, chosen[-1].paragraphs))
        pages.append(_first(typeset(chosen, Layout(), seed).lines))
    return pages


def sample_pages() -> list[Lines]:
    """Give pages of about 6,000 characters, each made of sample pages that follow one another."""
    texts = sorted((ROOT / "tests" / "pages").glob("p*.pdfbox.txt"))
    lines = [read_text(text.read_bytes(), text.name).lines for text in texts]
    return [_first(tuple(line for page in lines[at : at + 3] for line in page)) for at in range(10)]


def _first(lines: Lines) -> Lines:
    """Give the first lines that have 6,000 characters together."""
    length = 0
    for count, line in enumerate(lines):
        length += len(line)
        if length >= PAGE:
            return lines[: count + 1]
    return lines


def measure_speed(name: str, pages: list[Lines]) -> None:
    """Print how many pages and characters a second are cut, as the median of some rounds."""
    characters = sum(len(line) for page in pages for line in page)
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for page in pages:
            segment_page(PageText("page.txt", page), Profile())
        times.append(time.process_time() - start)
    median = statistics.median(times)
    print(
        f"{name}: {len(pages) / median:.1f} pages/s, {characters / median:,.0f} characters/s "
        f"({characters / len(pages):,.0f} characters a page)"
    )


def measure_apart(name: str, limit: int) -> float | None:
    """Print what a page takes in a process of its own; give its seconds a line."""
    command = [sys.executable, __file__, name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            output, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            print(f"{name}: did not end in {limit} s", flush=True)
            return None
    if process.returncode:
        print(f"{name}: ended with code {process.returncode}", flush=True)
        return None
    found = json.loads(output)
    each = found["seconds"] / found["lines"]
    print(
        f"{name}: {found['seconds']:.2f} s, {each * 1e6:,.0f} µs a line, "
        f"{found['peak'] / 1e6:,.0f} MB at most ({found['before'] / 1e6:,.0f} MB before)",
        flush=True,
    )
    return float(each)


def one(name: str) -> None:
    """Cut one page of those above and print what it took."""
    lines = {**LONG, **HOSTILE}[name][0]()
    before = _peak()
    start = time.perf_counter()
    segment_page(PageText("page.txt", lines), Profile())
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "lines": len(lines), "before": before, "peak": _peak()}))


def _peak() -> int:
    """Give the most memory that this process had, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> None:
    """Measure all."""
    measure_speed("typeset pages", typeset_pages())
    measure_speed("sample pages", sample_pages())
    each = {name: measure_apart(name, limit) for name, (_, limit) in LONG.items()}
    few, *more = (name for name in LONG if "lines" in name)
    for many in more:
        first, later = each[few], each[many]
        if first and later:
            print(f"a line of {many} takes {later / first:.2f} times that of {few}")
    for name, (_, limit) in HOSTILE.items():
        measure_apart(name, limit)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(sys.argv[1])
    else:
        main()
