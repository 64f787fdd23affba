"""Pictures of every kind of page, at three widths, light and dark, to be looked at.

    make screenshots
    python bench/screenshots.py FOLDER [--site site/public] [--width 360] [--scheme dark] [--whole]

Serves a built site and writes `KIND-WIDTH-SCHEME.png` of the largest page of each kind,
two screens of it; `--whole` pictures all of a page. An overview, `index.html`, has them side by
side. Needs the development tools and Chromium.
"""

import argparse
import os
import shutil
import sys
import threading
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from conftest import BROWSERS, FLAGS
from whole import kinds

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = {360: 780, 768: 1024, 1280: 900}
SCHEMES = ("light", "dark")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Picture all that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--site", type=Path, default=ROOT / "site" / "public")
    parser.add_argument("--width", type=int, action="append", choices=WIDTHS)
    parser.add_argument("--scheme", action="append", choices=SCHEMES)
    parser.add_argument("--whole", action="store_true", help="all of a page, however long")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(options.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    program = os.environ.get("BANMIAN_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    made: dict[str, list[str]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page()
        for name, place in kinds(options.site).items():
            if name != "moved":
                made[name] = pictures(page, address + place, name, options)
        browser.close()
    server.shutdown()
    rows = "".join(
        f"<h2>{escape(name)}</h2>" + "".join(f'<img src="{file}">' for file in files)
        for name, files in made.items()
    )
    style = (
        "<style>body{background:#888}img{max-height:44rem;margin:.5rem;vertical-align:top}</style>"
    )
    (options.folder / "index.html").write_text(f"<meta charset=utf-8>{style}{rows}", "utf-8")
    print(f"{sum(map(len, made.values()))} pictures: {options.folder / 'index.html'}")


def pictures(page: Page, url: str, name: str, options: argparse.Namespace) -> list[str]:
    """Picture a page as it was asked for; give the files' names."""
    files = []
    for scheme in options.scheme or SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in options.width or WIDTHS:
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            page.goto(url + ("?q=邮政" if name == "search" else ""))
            if name == "search":
                page.locator("#search-results li").first.wait_for()
            height = page.evaluate("document.documentElement.scrollHeight")
            most = height if options.whole else min(height, 2 * WIDTHS[width])
            file = f"{name.removesuffix('.html')}-{width}-{scheme}.png"
            clip = {"x": 0, "y": 0, "width": width, "height": most}
            page.screenshot(path=options.folder / file, full_page=True, clip=clip)
            files.append(file)
    return files


if __name__ == "__main__":
    main()
