"""How long an import of a page of 100,000 lines takes: `.venv/bin/python bench/long_page.py`.

Takes the number of lines as its argument. Lines are all different, 1 to 100 characters long.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from banmian.cli import main

WORDS = "邮政报局寄递中国银行党史开门红一二三四年月日工作会议召开的了在是和有人这"


def measure(count: int) -> None:
    """Make an edition of one page, import and build it, print the seconds of each."""
    chance = random.Random(1)  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        page = project / "seeds" / "2021-06-24" / "01.txt"
        page.parent.mkdir(parents=True)
        lines = ("".join(chance.choices(WORDS, k=chance.randint(1, 100))) for _ in range(count))
        page.write_text("\n".join(lines), "utf-8")
        (project / "site").mkdir()
        settings = 'title = "报"\naddress = "https://paper.example/"\n'
        (project / "site" / "edition.toml").write_text(settings, "utf-8")
        for command in ("import", "build"):
            start = time.monotonic()
            code = main([command, "--project", name, "--quiet"])
            print(f"{command} of {count} lines: {time.monotonic() - start:.1f} s, exit code {code}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
