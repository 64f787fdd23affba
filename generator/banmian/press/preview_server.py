"""The live preview's server: files from memory on loopback, and word to browsers to reload."""

import logging
import re
import socket
from hashlib import sha256
from importlib.resources import files
from typing import Any

import msgspec
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from banmian.errors import UserError
from banmian.press import preview_page
from banmian.press.media_types import content_type
from banmian.press.preview_page import Shown

HOST = "127.0.0.1"
PORT = 5500
_MORE_PORTS = 20
_OURS = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?P<port>:[0-9]{1,5})?", re.IGNORECASE)


def listen(port: int | None) -> list[socket.socket]:
    """Take a port on loopback: this one (0: any), or the first free one from 5500 on.

    Raises:
        UserError: when it is taken.
    """
    ports = range(PORT, PORT + _MORE_PORTS + 1) if port is None else (port,)
    why: OSError | None = None
    for one in ports:
        try:
            return bind_sockets(one, HOST)
        except OSError as error:
            why = why or error
    raise UserError(
        f"port {ports[0]} cannot be used 端口不能用: {why}",
        "leave out --port, or give another 不写 --port 或换一个端口: --port 8123",
    )


class PreviewServer:
    """Serves what was shown last. There is one in a process: livereload keeps browsers by class."""

    def __init__(self, sockets: list[socket.socket]) -> None:
        for name in ("tornado.general", "livereload"):  # a browser's mistakes are not the user's
            logging.getLogger(name).addHandler(logging.NullHandler())
        self.shown = Shown()
        self.address = f"http://{HOST}:{sockets[0].getsockname()[1]}"
        own = {
            preview_page.SCRIPT: files("livereload").joinpath("vendors/livereload.js").read_bytes(),
            preview_page.STYLE: files("banmian.press").joinpath("preview.css").read_bytes(),
        }
        application = Application(
            [
                ("/livereload", _Reload, {"server": self}),
                (r"(?s)(.*)", _File, {"server": self, "own": own}),
            ],
            log_function=lambda _: None,
        )
        self._server = HTTPServer(application)
        self._sockets = sockets

    def start(self) -> None:
        """Answer; who asked before has waited."""
        self._server.add_sockets(self._sockets)

    async def stop(self) -> None:
        """Answer no more."""
        self._server.stop()
        for browser in LiveReloadHandler.waiters.copy():
            browser.close()
        await self._server.close_all_connections()

    def show(self, shown: Shown) -> bool:
        """Show this from now on; where it is something else, browsers reload. Tells whether so."""
        changed = shown.revision != self.shown.revision
        self.shown = shown
        if changed:
            for browser in LiveReloadHandler.waiters.copy():
                browser.reload()
        return changed


class _Guarded(RequestHandler):
    """Answers this machine's own browser on our own pages only: no name that leads here."""

    def prepare(self) -> None:
        """Refuse other names (DNS rebinding), other sites' scripts, and other methods."""
        if not self._is_ours():
            raise HTTPError(403)
        if self.request.method not in {"GET", "HEAD"}:
            raise HTTPError(405)

    def _is_ours(self) -> bool:
        host = _OURS.fullmatch(self.request.host)
        origin = self.request.headers.get("Origin")
        if host is None or origin is None:
            return host is not None
        site = _OURS.fullmatch(origin.removeprefix("http://"))
        return origin.startswith("http://") and site is not None and site["port"] == host["port"]

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in a line what is wrong."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == 405:
            self.set_header("Allow", "GET, HEAD")
        self.finish(f"{status_code} {self._reason}\n")

    def set_default_headers(self) -> None:
        """Have everything asked for again, and taken for what it is called."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")


class _File(_Guarded, StaticFileHandler):
    """Tornado's handler of files (ranges, HEAD, validators), with its files in memory."""

    def initialize(  # type: ignore[override]
        self, server: PreviewServer, own: dict[str, bytes]
    ) -> None:
        super().initialize("")
        self._shown, self._own = server.shown, own
        self._content = b""

    def parse_url_path(self, url_path: str) -> str:
        """Leave the path alone: it is a key, on every system."""
        return url_path

    @classmethod
    def get_absolute_path(cls, root: str, path: str) -> str:  # noqa: ARG003
        """Leave the path alone, as above."""
        return path

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:  # noqa: ARG002
        """Find what answers a path; give its name, or None behind a redirection.

        Raises:
            HTTPError: 404.
        """
        path = absolute_path
        file = self._shown.find(path)
        if path in self._own:
            self._content = self._own[path]
            return path
        if file is not None:
            self._content = self._shown.content(file)
            return file
        folder = self._shown.folder_at(path)
        if folder is None:
            raise HTTPError(404)
        query = f"?{self.request.query}" if self.request.query else ""
        self.redirect(f"http://{self.request.host}{folder}{query}")
        return None

    def get_content(  # type: ignore[override]
        self, abspath: str, start: int | None = None, end: int | None = None
    ) -> bytes:
        """Give a part of the file that was found."""
        del abspath
        return self._content[start:end]

    def get_content_size(self) -> int:
        """Give the size of the file that was found."""
        return len(self._content)

    def get_modified_time(self) -> None:
        """Know none: the digest is what tells."""
        return

    def compute_etag(self) -> str:
        """Give the content's digest."""
        return f'"{sha256(self._content).hexdigest()[:32]}"'

    def should_return_304(self) -> bool:
        """Compare digests only."""
        return self.check_etag_header()

    def get_content_type(self) -> str:
        """Give the media type of the file that was found."""
        return content_type(self.absolute_path or "")

    def write_error(self, status_code: int, **details: Any) -> None:
        """Show the site's own page where nothing is; where there is no site, what is wrong."""
        if status_code != 404:
            super().write_error(status_code, **details)
            return
        if not self._shown.files:
            self.set_status(503)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self._shown.lost())


class _Hello(msgspec.Struct):
    """What livereload.js says: first `snipver`, the revision of the page that it stands in."""

    command: str
    url: str = ""
    snipver: str | int = ""


class _Reload(_Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The web socket on which a page waits for the word to reload."""

    def initialize(self, server: PreviewServer) -> None:
        self._server = server
        self._seen = ""

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002
        """Be as strict as everywhere: the class above lets everybody in."""
        return self._is_ours()

    def on_message(self, message: str | bytes) -> None:
        """Shake hands; a page that is no longer what is shown reloads at once."""
        try:
            said = msgspec.json.decode(message, type=_Hello)
        except msgspec.DecodeError:
            self.close(1003)
            return
        super().on_message(message)
        if said.command == "hello":
            self._seen = str(said.snipver)
        elif said.command == "info" and self._seen not in {"", self._server.shown.revision}:
            self.reload()

    def reload(self) -> None:
        """Have the page load itself anew."""
        self.send_message({"command": "reload", "path": "*", "liveCSS": False})
