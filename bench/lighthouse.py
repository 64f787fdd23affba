"""What Lighthouse says of the sample on a phone, served by nginx as `banmian headers` has it.

    make bench-lighthouse
    python bench/lighthouse.py [--runs 5] [--project DIR] [--keep FOLDER]

Home, issue, page, article, topic and search; the preset of a phone, with a slow network and a slow
processor simulated. Performance is the median of the runs; of the other scores the lowest counts,
and what costs points is named. `--project` measures another project's site. Needs nginx, Chromium
and Node.js; `make` has npm install Lighthouse.
"""

import argparse
import getpass
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from banmian.app.headers import configuration
from banmian.app.project import Project

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = Path(sys.prefix) / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
NGINX = """\
daemon off;
worker_processes 1;
{user}
pid {run}/pid;
error_log stderr;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
{server}
}}
"""

LINE = "{:8}{:>17}{:>15}{:>16}{:>5}{:>8}{:>8}{:>8}{:>7}"

Report = dict[str, Any]


def main() -> None:
    """Build, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="of each page")
    parser.add_argument("--project", type=Path, default=ROOT, help="whose site is measured")
    parser.add_argument("--keep", type=Path, help="a folder for the reports")
    options = parser.parse_args()
    if not LIGHTHOUSE.exists():
        raise SystemExit("no lighthouse: make bench-lighthouse has npm install it")
    with tempfile.TemporaryDirectory(prefix="banmian-lighthouse-") as name:
        work = Path(name)
        project = copied(options.project, work / "project")
        with served(project, work) as address:
            measure(pages(project / "site" / "public"), address, options.runs, options.keep)


def copied(project: Path, copy: Path) -> Path:
    """Copy what a site is made of."""
    for part in ("seeds", "site", "themes"):
        if (project / part).is_dir():
            ignored = shutil.ignore_patterns("public", ".banmian")
            shutil.copytree(project / part, copy / part, ignore=ignored)
    return copy


@contextmanager
def served(project: Path, work: Path) -> Iterator[str]:
    """Build a project for a port of this machine, and let nginx serve it there."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    settings = project / "site" / "edition.toml"
    text = re.sub(r'(?m)^address = ".*"', f'address = "{address}"', settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    command = [sys.executable, "-m", "banmian", "build", "--quiet"]
    subprocess.run(command, cwd=project, check=True)
    server = configuration(Project(project), "nginx", str(project / "site" / "public"))
    user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(user=user, run=work, server=server), "utf-8")
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    assert program, "nginx is not installed"
    line = [program, "-p", work, "-e", "stderr", "-c", work / "nginx.conf"]
    with subprocess.Popen(line) as process:
        try:
            for _ in range(100):
                time.sleep(0.1)
                with socket.socket() as asking:
                    if asking.connect_ex(("127.0.0.1", port)) == 0:
                        break
            yield address
        finally:
            process.terminate()


def pages(public: Path) -> dict[str, str]:
    """Give the address of each page that is measured, the largest of its kind."""
    kinds = {
        "home": "index.html",
        "issue": "[0-9]*/index.html",
        "page": "[0-9]*/p/*/index.html",
        "article": "[0-9]*/[!p]*/index.html",
        "topic": "topics/*/index.html",
        "search": "search/index.html",
    }
    found = {}
    for name, pattern in kinds.items():
        file = max(public.glob(pattern), key=lambda file: file.stat().st_size)
        found[name] = file.relative_to(public).as_posix().removesuffix("index.html")
    return found


def measure(places: dict[str, str], address: str, runs: int, keep: Path | None) -> None:
    """Print a line a page, and what cost points; end with 1 where a score is too low."""
    heads = ("performance", "accessibility", "best practices", "SEO", "FCP", "LCP", "TBT", "CLS")
    print(LINE.format("", *heads))
    low = False
    for name, place in places.items():
        reports = [lighthouse(address + place) for _ in range(runs)]
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name}.json").write_text(json.dumps(reports[0]), "utf-8")
        every = [[score(report, one) for report in reports] for one in CATEGORIES]
        median = round(statistics.median(every[0]))
        lowest = dict(zip(CATEGORIES, (median, *map(min, every[1:])), strict=True))
        spread = f"{median} ({min(every[0])} … {max(every[0])})"
        first, largest, blocked, shift = (
            statistics.median(report["audits"][audit]["numericValue"] for report in reports)
            for audit in (
                "first-contentful-paint",
                "largest-contentful-paint",
                "total-blocking-time",
                "cumulative-layout-shift",
            )
        )
        times = f"{first / 1000:.2f} s", f"{largest / 1000:.2f} s", f"{blocked:.0f} ms"
        scores = [lowest[one] for one in CATEGORIES[1:]]
        print(LINE.format(name, spread, *scores, *times, f"{shift:.3f}"), flush=True)
        for audit in sorted({one for report in reports for one in costly(report)}):
            print(f"  {audit}")
        low = low or any(lowest[one] < WANTED[one] for one in CATEGORIES)
    raise SystemExit(int(low))


def lighthouse(url: str) -> Report:
    """Run Lighthouse once, in a browser of its own."""
    chromium = os.environ.get("BANMIAN_CHROMIUM") or shutil.which("chromium")
    environment = os.environ | ({"CHROME_PATH": chromium} if chromium else {})
    line = ["node", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    line.append(f"--only-categories={','.join(CATEGORIES)}")
    done = subprocess.run(line, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"lighthouse {url}: {done.stderr}")
    report: Report = json.loads(done.stdout)
    return report


def score(report: Report, category: str) -> int:
    """Give a score, 0 to 100."""
    return round((report["categories"][category]["score"] or 0) * 100)


def costly(report: Report) -> Iterator[str]:
    """Name what cost points, but for times, which say so themselves."""
    for name in CATEGORIES[1:]:
        for one in report["categories"][name]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['id']}: {audit['title']}"


if __name__ == "__main__":
    main()
