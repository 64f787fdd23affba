"""What may stay of a JPEG: its frame, its scans, the tables that they use, its colours."""

import re
from collections.abc import Iterator

from banmian.press.metadata.icc import check_profile
from banmian.press.metadata.strict import check, take

_SCAN_END = re.compile(rb"\xff(?:[^\x00\xff]|\xff+\x00)", re.DOTALL)
_SCAN_END_BEHIND_RESTARTS = re.compile(rb"\xff(?:[^\x00\xd0-\xd7\xff]|\xff+\x00)", re.DOTALL)
_RESTART = re.compile(rb"\xff([\xd0-\xd7])")


def jpeg_parts(data: bytes) -> list[bytes]:
    """Give the segments of a JPEG that may stay, in their order.

    Raises:
        LookupError, ValueError: when the file is not as the format has it.
    """
    take(data, 0, 2, b"\xff\xd8")
    jpeg, at = _Jpeg(), 2
    while True:
        check(data[at] == 0xFF, "no marker")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            return [b"\xff\xd8", *jpeg.needed(), b"\xff\xd9"]
        check(marker > 0x01 and not 0xD0 <= marker <= 0xD8, "a marker out of place")
        size = int.from_bytes(take(data, at + 2, 2))
        body = take(data, at + 4, size - 2)
        at += 2 + size
        if marker == 0xDA:
            end = jpeg.scan_end(data, at)
            jpeg.add_scan(body, data[at:end])
            at = end
        else:
            jpeg.add(marker, body)


class _Jpeg:
    """The segments of a JPEG that may stay, and which of its tables a scan needs."""

    def __init__(self) -> None:
        self._segments: list[bytes] = []
        self._unused: set[int] = set()  # places of tables among the segments
        self._tables: dict[tuple[int, int], int] = {}  # marker and number: where it is, so far
        self._quantised: dict[int, int] = {}  # component: the number of its table
        self._bits: dict[tuple[int, int], int] = {}  # component, coefficient: the last bit sent
        self._profile: list[bytes] = []
        self._seen: set[int] = set()
        self._restarts = False

    def add(self, marker: int, body: bytes) -> None:
        """Add a segment that is no scan, where it may stay."""
        if marker == 0xE0 and body.startswith(b"JFIF\0") and self._is_first(marker):
            self._append(marker, take(body, 0, 12) + b"\0\0")  # the size of the thumbnail
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            self._profile.append(body[12:])
            self._append(marker, body)
        elif marker == 0xEE and body.startswith(b"Adobe"):
            check(self._is_first(marker), "two colour transforms")
            self._append(marker, take(body, 0, 12))
        elif marker in {0xC0, 0xC1, 0xC2}:
            check(not self._quantised and len(body) == 6 + 3 * body[5], "another frame")
            self._quantised = {body[at]: body[at + 2] for at in range(6, len(body), 3)}
            self._append(marker, body)
        elif marker == 0xDD:
            self._restarts = any(take(body, 0, 2, body))
            self._append(marker, take(body, 0, 2, body))
        elif marker in {0xC4, 0xDB}:
            for table in _tables_of(marker, body):
                self._tables[marker, table[0] & (0x1F if marker == 0xC4 else 0x0F)] = len(
                    self._segments
                )
                self._unused.add(len(self._segments))
                self._append(marker, table)

    def scan_end(self, data: bytes, start: int) -> int:
        """Give where a scan's content ends: restarts belong to it, in their order, if announced."""
        end = (_SCAN_END_BEHIND_RESTARTS if self._restarts else _SCAN_END).search(data, start)
        check(end is not None, "no end")
        place = end.start() if end else start
        found = [one[1][0] for one in _RESTART.finditer(data, start, place)]
        check(found == [0xD0 + n % 8 for n in range(len(found))], "a restart out of place")
        return place

    def add_scan(self, head: bytes, content: bytes) -> None:
        """Add a scan: it says something new, and the tables that it names are needed."""
        check(len(head) == 4 + 2 * head[0], "a scan's head")
        first, last, bits = head[-3:]
        high, low = bits >> 4, bits & 15
        for at in range(1, len(head) - 3, 2):
            component, tables = head[at], head[at + 1]
            quantised = (0xDB, self._quantised[component])
            if not any((component, one) in self._bits for one in range(64)):
                self._unused.discard(self._tables[quantised])
            if first == 0 and high == 0:
                self._unused.discard(self._tables[0xC4, tables >> 4])
            if last > 0:
                self._unused.discard(self._tables[0xC4, 0x10 | tables & 15])
            for one in range(first, last + 1):
                before = self._bits.get((component, one))
                new = high == 0 if before is None else high == before == low + 1
                check(new and one < 64, "a scan again")
                self._bits[component, one] = low
        self._append(0xDA, head)
        self._segments[-1] += content

    def needed(self) -> Iterator[bytes]:
        """Give the segments that may stay, in their order."""
        if self._profile:
            count = len(self._profile)
            heads = [part[:2] for part in self._profile]
            check(heads == [bytes([at + 1, count]) for at in range(count)], "no profile")
            check_profile(b"".join(part[2:] for part in self._profile))
        check(bool(self._bits), "no picture")
        return (one for at, one in enumerate(self._segments) if at not in self._unused)

    def _is_first(self, marker: int) -> bool:
        first = marker not in self._seen
        self._seen.add(marker)
        return first

    def _append(self, marker: int, body: bytes) -> None:
        self._segments.append(bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body)


def _tables_of(marker: int, body: bytes) -> Iterator[bytes]:
    """Take the tables of a segment apart."""
    at = 0
    while at < len(body):
        if marker == 0xDB:
            size = 129 if body[at] >> 4 else 65
        else:
            counts = take(body, at + 1, 16)
            size = 17 + sum(counts)
        yield take(body, at, size)
        at += size
