"""The editor's desk over HTTP: its page, its files, and what it asks and says as JSON.

Only this machine's browser is answered, and only the desk's own page may change anything: it has
a token of this process, which no other site can read.
"""

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, ClassVar, Protocol

import msgspec
from tornado.web import HTTPError

from banmian.errors import UserError
from banmian.press.guarded import Guarded

MOUNT = "/_desk/"
TOKEN = "X-Banmian-Desk"  # noqa: S105 — a header's name
_ASSETS = f"{MOUNT}assets/"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = """\
<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="banmian-token" content="{token}">
<meta name="referrer" content="no-referrer">
<title>版面编辑台</title>
<link rel="stylesheet" href="{assets}desk.css">
<script type="module" src="{assets}desk.js"></script>
<body>
<noscript>编辑台要用 JavaScript。 The desk needs JavaScript.</noscript>
</body>
</html>
"""

Path = tuple[str, ...]
Data = Mapping[str, Any]


class Desk(Protocol):
    """What the desk shows and does. None: there is no such thing.

    A refusal (a file was changed meanwhile) is a UserError; words that are none a ValueError.
    """

    def get(self, path: Path) -> Data | None:
        """Give what stands there."""

    def post(self, path: Path, body: bytes) -> Data | None:
        """Do what is asked."""


def assets() -> dict[str, bytes]:
    """Give the desk's own files, by address."""
    folder = files("banmian.press").joinpath("desk")
    wanted = (file for file in folder.iterdir() if file.name.endswith((".js", ".css")))
    return {f"{_ASSETS}{file.name}": file.read_bytes() for file in wanted}


def routes(desk: Desk) -> list[tuple[str, type[Guarded], dict[str, Any]]]:
    """Give the addresses that the desk answers. What it changes, it changes one after the other."""
    shared = {"desk": desk, "token": secrets.token_urlsafe(24), "turn": asyncio.Lock()}
    return [
        (f"{MOUNT}api/(.*)", _Api, shared),
        (f"{MOUNT}(?:[^/]+/[^/]+/)?", _Page, {"token": shared["token"]}),
        (MOUNT.rstrip("/"), _Page, {"token": shared["token"]}),
    ]


class _Page(Guarded):
    """The page; what it shows it asks for."""

    def initialize(self, token: str) -> None:
        self._token = token

    def get(self) -> None:
        """Give the page with its token."""
        if not self.request.path.endswith("/"):
            self.redirect(MOUNT)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.finish(_PAGE.format(token=self._token, assets=_ASSETS))

    head = get


class _Api(Guarded):
    """What the page asks and says."""

    methods: ClassVar[tuple[str, ...]] = ("GET", "POST")

    def initialize(self, desk: Desk, token: str, turn: asyncio.Lock) -> None:
        self._desk, self._token, self._turn = desk, token, turn

    def prepare(self) -> None:
        """Refuse whoever is not the desk's own page."""
        super().prepare()
        given = self.request.headers.get(TOKEN, "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            raise HTTPError(403)
        if self.request.method == "POST":
            kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
            if "Origin" not in self.request.headers or kind != "application/json":
                raise HTTPError(403)

    async def get(self, path: str) -> None:
        """Answer a question."""
        async with self._turn:
            await self._answer(asyncio.to_thread(self._desk.get, _parts(path)))

    async def post(self, path: str) -> None:
        """Do what is asked, and say what is so now."""
        async with self._turn:
            body = self.request.body
            await self._answer(asyncio.to_thread(self._desk.post, _parts(path), body))

    async def _answer(self, work: Any) -> None:
        try:
            data = await work
        except UserError as error:
            self.set_status(409)
            data = {"message": error.message, "hint": error.hint}
        except OSError as error:
            self.set_status(409)
            data = {"message": f"{error.strerror}: {error.filename}", "hint": ""}
        except ValueError:
            raise HTTPError(400) from None
        if data is None:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.finish(msgspec.json.encode(data))


def _parts(path: str) -> Path:
    """Cut an address to its names; they are keys of what is there, never paths of files."""
    return tuple(path.split("/"))
