"""A server on loopback that tells what it was asked for, and how many bytes it sent.

HTTP/1.1 with keep-alive and Range (206), never compressed: a byte counted is a byte of a file.
With `ranges=False` it answers a Range with the whole file, as some hosts do.
"""

import asyncio
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

BLANK = "/blank.html"
"""An empty page of the site's own origin, not one of the site's: scripts of the bench run in it."""
_EMPTY = b'<!doctype html><html lang="zh-CN"><title>bench</title></html>'
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")
_MODULES = {".js": "text/javascript", ".mjs": "text/javascript"}


class Sent(Struct, frozen=True):
    """An answer: what was asked for, and the bytes of its body and of its head."""

    path: str
    status: int
    body: int
    head: int


class CountingServer:
    """Serves a folder; `address` ends in a slash."""

    def __init__(self, root: Path, *, ranges: bool = True) -> None:
        self.root, self.ranges = root.resolve(), ranges
        self.address = ""
        self._sent: list[Sent] = []
        self._lock = threading.Lock()

    def taken(self) -> list[Sent]:
        """Give what was sent since this was asked last."""
        with self._lock:
            sent, self._sent = self._sent, []
        return sent

    def answer(self, path: str, headers: dict[str, str]) -> bytes:
        """Answer a GET."""
        status, lines, body = self._answer(path, headers)
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
        with self._lock:
            self._sent.append(Sent(path, status.value, len(body), len(head)))
        return head.encode() + body

    def _answer(
        self, path: str, headers: dict[str, str]
    ) -> tuple[HTTPStatus, dict[str, str], bytes]:
        content = self._content(path)
        if content is None:
            return HTTPStatus.NOT_FOUND, {"Content-Length": "0"}, b""
        tag = f'"{blake2b(content, digest_size=8).hexdigest()}"'
        kind = _MODULES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "text/html"
        lines = {
            "Date": formatdate(usegmt=True),
            "Content-Type": kind,
            "ETag": tag,
            "Cache-Control": "max-age=3600" if path.endswith(".bin") else "no-cache",
        }
        if headers.get("if-none-match") == tag:
            return HTTPStatus.NOT_MODIFIED, lines, b""
        asked = _RANGE.match(headers.get("range", "")) if self.ranges else None
        if not asked or headers.get("if-range", tag) != tag:
            return HTTPStatus.OK, lines | {"Content-Length": str(len(content))}, content
        start, end = int(asked[1]), int(asked[2] or len(content) - 1) + 1
        part = content[start:end]
        if not part:
            there = {"Content-Range": f"bytes */{len(content)}", "Content-Length": "0"}
            return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, there, b""
        lines["Content-Range"] = f"bytes {start}-{start + len(part) - 1}/{len(content)}"
        lines["Content-Length"] = str(len(part))
        return HTTPStatus.PARTIAL_CONTENT, lines, part

    def _content(self, path: str) -> bytes | None:
        """Give what a path leads to; None where there is nothing."""
        if path == BLANK:
            return _EMPTY
        file = (self.root / path.lstrip("/")).resolve()
        if path.endswith("/"):
            file /= "index.html"
        return file.read_bytes() if file.is_relative_to(self.root) and file.is_file() else None


class _Connection(asyncio.Protocol):
    """A connection: one request after the other."""

    def __init__(self, server: CountingServer) -> None:
        self._server = server
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in lines)
            }
            path = unquote(first.split(" ")[1].partition("?")[0])
            assert self._transport
            self._transport.write(self._server.answer(path, headers))


@contextmanager
def served(root: Path, *, ranges: bool = True) -> Iterator[CountingServer]:
    """Serve a folder in a thread of its own."""
    server = CountingServer(root, ranges=ranges)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = loop.create_server(lambda: _Connection(server), "127.0.0.1", 0)
    listening = asyncio.run_coroutine_threadsafe(opening, loop).result()
    server.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(listening.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
