"""The live preview's server: files from memory on loopback, and word to browsers to reload."""

import logging
import socket
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import msgspec
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, StaticFileHandler

from banmian.errors import UserError
from banmian.hosting.media_types import content_type
from banmian.press import desk_server, preview_page
from banmian.press.desk_server import Desk
from banmian.press.guarded import Guarded
from banmian.press.preview_page import Shown

HOST = "127.0.0.1"
PORT = 5500
_MORE_PORTS = 20
_LONGEST = 4_000_000
"""Bytes of what a browser may send: an article's file is far shorter."""


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

    def __init__(self, sockets: list[socket.socket], desk: Desk) -> None:
        for name in ("tornado.general", "livereload"):  # a browser's mistakes are not the user's
            logging.getLogger(name).addHandler(logging.NullHandler())
        self.shown = Shown()
        self.address = f"http://{HOST}:{sockets[0].getsockname()[1]}"
        own = {
            preview_page.SCRIPT: files("livereload").joinpath("vendors/livereload.js").read_bytes(),
            preview_page.STYLE: files("banmian.press").joinpath("preview.css").read_bytes(),
            **desk_server.assets(),
        }
        application = Application(
            [
                ("/livereload", _Reload, {"server": self}),
                *desk_server.routes(desk),
                (r"(?s)(.*)", _File, {"server": self, "own": own}),
            ],
            log_function=lambda _: None,
        )
        self._server = HTTPServer(application, max_body_size=_LONGEST)
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
        """Show this from now on; where it is something else, browsers reload. Tells whether so.

        The desk hears of every build: it shows more than the site does.
        """
        changed = shown.revision != self.shown.revision
        self.shown = shown
        for browser in LiveReloadHandler.waiters.copy():
            if changed or browser.is_desk:
                browser.reload()
        return changed


class _File(Guarded, StaticFileHandler):
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


class _Reload(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The web socket on which a page waits for the word to reload."""

    def initialize(self, server: PreviewServer) -> None:
        self._server = server
        self._seen = ""
        self.is_desk = False

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
        elif said.command == "info" and urlsplit(said.url).path.startswith(desk_server.MOUNT):
            self.is_desk = True
        elif said.command == "info" and self._seen not in {"", self._server.shown.revision}:
            self.reload()

    def reload(self) -> None:
        """Have the page load itself anew."""
        self.send_message({"command": "reload", "path": "*", "liveCSS": False})
