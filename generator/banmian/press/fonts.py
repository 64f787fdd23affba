"""Font files: which face of a file is meant, and a digest of it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

_HEAD = 65_536  # bytes: the beginning of a font holds the sums of all its tables
_COLLECTION = 16
_KINDS = (b"OTTO", b"ttcf", b"true", b"\x00\x01\x00\x00")


class Face(Struct, frozen=True):
    """A face: its file, the script that is wanted of it, a digest of both."""

    path: str
    script: str
    print: str

    def number(self) -> int:
        """Give its number in a collection: that with the script in its name, or else the first."""
        return _number(self.path, self.script, self.print)


def face(path: Path, language: str) -> Face:
    """Give the face in a file; of a collection, the one for a language.

    Raises:
        OSError: when it cannot be read, or is no font.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(_KINDS):
        raise OSError(f"{path}: not a font")
    traditional = any(one in language.lower() for one in ("hant", "-tw", "-hk"))
    script = "TC" if traditional else "SC"
    print_ = hashlib.sha256(head + f"{path.stat().st_size} {script}".encode()).hexdigest()
    return Face(str(path), script, print_)


@lru_cache(maxsize=4)
def _number(path: str, script: str, print_: str) -> int:  # noqa: ARG001 — another font is another
    from PIL import ImageFont  # noqa: PLC0415

    first = ImageFont.truetype(path, 16, layout_engine=ImageFont.Layout.BASIC)
    for number in range(_COLLECTION if path.lower().endswith(".ttc") else 0):
        try:
            one = first.font_variant(index=number)
        except OSError:  # there is no more
            break
        if script in (one.getname()[0] or "").split():
            return number
    return 0
