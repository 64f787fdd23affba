"""What the tests share: copies of the sample edition, its built site, a browser."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from edition import copy_sample, run

hypothesis.settings.register_profile("banmian", deadline=None)
"""Without a limit of time: the machine may be busy."""
hypothesis.settings.load_profile("banmian")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample edition, content included, that a test may change."""
    return copy_sample(tmp_path / "sample")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the sample edition without content: seeds and settings only."""
    return copy_sample(tmp_path / "bare", content=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition's site, built once; tests only read it."""
    project = copy_sample(tmp_path_factory.mktemp("built") / "sample")
    assert run("build", "--project", project, "--quiet") == 0
    return project / "site" / "public"


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".json": "application/json",
        ".xml": "application/xml",
        "": "application/octet-stream",
    }

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders on loopback: a function from a folder to its address."""
    servers = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, without a window."""
    program = os.environ.get("BANMIAN_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    assert program, "no Chromium or Chrome: `make test` says how to get one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()
