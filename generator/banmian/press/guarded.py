"""Who is answered on loopback: a browser of this machine, on pages that are ours."""

import re
from typing import Any, ClassVar

from tornado.web import HTTPError, RequestHandler

_OURS = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?P<port>:[0-9]{1,5})?", re.IGNORECASE)


class Guarded(RequestHandler):
    """Answers this machine's own browser on our own pages only: no name that leads here."""

    methods: ClassVar[tuple[str, ...]] = ("GET", "HEAD")

    def prepare(self) -> None:
        """Refuse other names (DNS rebinding), other sites' scripts, and other methods."""
        if not self._is_ours():
            raise HTTPError(403)
        if self.request.method not in self.methods:
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
            self.set_header("Allow", ", ".join(self.methods))
        self.finish(f"{status_code} {self._reason}\n")

    def set_default_headers(self) -> None:
        """Have everything asked for again, and taken for what it is called."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
