"""`banmian serve` as a process of its own, its events, and clients that a browser would not be."""

import asyncio
import contextlib
import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 90  # seconds until a test gives up: a bound, not a measure
PROGRAM = (sys.executable, "-m", "banmian")
Event = dict[str, Any]


class Preview:
    """A running preview; leaving it is SIGINT, which must end it well and silently."""

    def __init__(
        self,
        project: Path,
        *options: str,
        program: Sequence[str] = PROGRAM,
        **environment: str,
    ) -> None:
        words = ("serve", "--json", "--port", "0", "--project", str(project))
        self.process = subprocess.Popen(
            [*program, *words, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
        )
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()
        self.seen: list[Event] = []
        self.first = self.built()
        self.address: str = self.first["address"]
        self.host = urlsplit(self.address).netloc

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._events.put(json.loads(line))
        self._events.put({"event": "ended"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        code, said = self.end(signal.SIGINT)
        assert (code, said) == (0, "")

    def end(self, number: int) -> tuple[int, str]:
        assert self.process.stderr
        self.process.send_signal(number)
        try:
            return self.process.wait(PATIENCE), self.process.stderr.read()
        finally:
            self.process.kill()

    def event(self, wanted: Callable[[Event], object]) -> Event:
        """Wait for an event of which this is true."""
        while True:
            event = self._events.get(timeout=PATIENCE)
            assert event["event"] != "ended", self.process.communicate()[1]
            self.seen.append(event)
            if wanted(event):
                return event

    def built(self) -> Event:
        """Wait for the next build."""
        return self.event(lambda event: event["event"] == "built")

    def watched(self) -> int:
        """Count the inotify watches of the process (Linux has them)."""
        count = 0
        for file in Path(f"/proc/{self.process.pid}/fdinfo").iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed while we look
                count += file.read_text().count("inotify wd:")
        return count

    def ask(
        self, target: str, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Send this target as it stands; `Accept_Range="x"` is the header `Accept-Range: x`."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.putrequest(method, target, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    def page(self, target: str = "/") -> str:
        status, _, content = self.ask(target)
        assert status == 200, target
        return content.decode()

    def socket(self, use: Callable[[WebSocketClientConnection], Any], **headers: str) -> Any:
        """Connect a web socket and give what `use` comes to."""

        async def connected() -> Any:
            request = HTTPRequest(f"ws://{self.host}/livereload", headers=headers)
            connection = await websocket_connect(request)
            try:
                return await use(connection)
            finally:
                connection.close()

        return _beside(asyncio.wait_for(connected(), PATIENCE))


def _beside(work: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: the browser's driver has a loop in this one."""

    async def run() -> Any:
        return await work

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run()).result(PATIENCE)
