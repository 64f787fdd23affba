"""How long from saving an article of the sample to its new page being served: `banmian serve`.

    .venv/bin/python bench/serve.py

Prints the median of ten saves, in milliseconds, with the fastest and the slowest.
"""

import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "site/content/2021-06/1-lin-shi-you-lu-kai-tong.md"
ADDRESS = "2021-06/lin-shi-you-lu-kai-tong/"
HEADLINE = "临时邮路开通"
SAVES = 10


def main() -> None:
    """Measure in a copy of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "seeds", project / "seeds")
        shutil.copytree(ROOT / "site" / "content", project / "site" / "content")
        shutil.copy(ROOT / "site" / "edition.toml", project / "site")
        command = [sys.executable, "-m", "banmian", "serve", "--json", "--port", "0"]
        server = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True)
        assert server.stdout
        page = json.loads(server.stdout.readline())["address"] + ADDRESS
        try:
            times = [_save(project / ARTICLE, page, f"{HEADLINE}{n}") for n in range(SAVES)]
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate()
    print(f"{statistics.median(times):.0f} ms ({min(times):.0f} … {max(times):.0f})")


def _save(file: Path, page: str, headline: str) -> float:
    """Give the milliseconds from a save to its page."""
    lines = file.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("headline = "))
    lines[at] = f'headline = "{headline}"'
    start = time.perf_counter()
    file.write_text("\n".join(lines), "utf-8")
    while headline.encode() not in urlopen(page).read():  # noqa: S310 — our own address
        time.sleep(0.002)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
