"""Searching a site as a reader's browser does, each time with nothing in its memory."""

import gzip
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright

from searching.counting_server import BLANK, CountingServer, Sent

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_LOOKS = {"", ".html", ".css", ".svg", ".png", ".ico", ".woff2"}
_BOX = "main input[name=q]"
_SETTLED = 2000
"""Milliseconds in which a page has what it asks for at once."""
_SCRIPT = Path(__file__).parent / "ask.js"


class Traffic(Struct, frozen=True):
    """What was sent: requests, bytes of bodies, and bytes of heads."""

    requests: int
    body: int
    head: int


def traffic(sent: Sequence[Sent]) -> Traffic:
    """Add up what a server sent."""
    return Traffic(len(sent), sum(one.body for one in sent), sum(one.head for one in sent))


class Opened(Struct, frozen=True):
    """Bytes that opening a search costs: scripts, as a host compresses them, and the index."""

    scripts: int
    index: int


class Answer(Struct, frozen=True):
    """What a query found, and what that cost.

    `first` are the addresses of ten results; `rest` what came after them, if it was asked for: for
    Pagefind all, as names of its fragments. `query` is what the ten cost, after `opening`; `rounds`
    how many of their requests waited for one another, `took` milliseconds.
    """

    first: list[str]
    rest: list[str]
    limited: bool
    opening: Opened
    query: Traffic
    rounds: int
    took: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser."""
    program = os.environ.get("BANMIAN_CHROMIUM") or next(
        filter(None, map(shutil.which, _PROGRAMS)), None
    )
    if not program:
        raise SystemExit("no Chromium or Chrome: `make test` says how to get one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Searcher:
    """Asks one engine, `banmian` or `pagefind`, on a site that is served."""

    def __init__(
        self, browser: Browser, server: CountingServer, engine: str, where: Mapping[str, str]
    ) -> None:
        self._browser, self._server = browser, server
        self._engine, self._where = engine, dict(where)

    def ask(self, text: str, *, to_the_end: bool = False) -> Answer:
        """Ask a browser that has never been there."""
        with self._page() as page:
            self._server.taken()
            page.evaluate(f"where => bench.{self._engine}.open(where)", self._where)
            opening = _opened(self._server)
            found = self._asked(page, text, held=True)
            query = traffic(self._server.taken())
            rest = page.evaluate(f"() => bench.{self._engine}.rest()") if to_the_end else []
        return Answer(
            found["first"], rest, found["limited"], opening, query, found["rounds"], found["took"]
        )

    def again(self, texts: Sequence[str]) -> list[tuple[float, float]]:
        """Ask each twice on one page; give the milliseconds of both."""
        with self._page() as page:
            page.evaluate(f"where => bench.{self._engine}.open(where)", self._where)
            return [
                (
                    self._asked(page, text, held=False)["took"],
                    self._asked(page, text, held=False)["took"],
                )
                for text in texts
            ]

    def _asked(self, page: Page, text: str, *, held: bool) -> dict[str, Any]:
        ask = "([engine, text, held]) => bench.ask(engine, text, held)"
        found: dict[str, Any] = page.evaluate(ask, [self._engine, text, held])
        return found

    @contextmanager
    def _page(self) -> Iterator[Page]:
        context = self._browser.new_context()
        context.add_init_script(path=_SCRIPT)
        try:
            page = context.new_page()
            page.goto(self._server.address.rstrip("/") + BLANK)
            yield page
        finally:
            context.close()


def opened(browser: Browser, server: CountingServer, address: str) -> tuple[Opened, Opened]:
    """Open the search page of a site as a reader does; then enter the box to type into it."""
    context = browser.new_context()
    try:
        server.taken()
        page = context.new_page()
        page.goto(server.address + address, wait_until="networkidle")
        before = _opened(server)
        page.locator(_BOX).focus()
        page.wait_for_timeout(_SETTLED)
        entered = _opened(server)
    finally:
        context.close()
    scripts, index = before.scripts + entered.scripts, before.index + entered.index
    return before, Opened(scripts, index)


def _opened(server: CountingServer) -> Opened:
    """Tell what was sent since this was asked last, but for pages and their looks."""
    sent = [one for one in server.taken() if Path(one.path).suffix not in _LOOKS]
    scripts = {one.path for one in sent if one.path.endswith(".js")}
    files = ((server.root / path.lstrip("/")).read_bytes() for path in scripts)
    index = sum(one.body for one in sent if one.path not in scripts)
    return Opened(sum(len(gzip.compress(file, 9)) for file in files), index)
