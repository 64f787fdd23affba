"""What every process that works on a build needs: the edition, its theme, its sheets.

A process that was forked finds them made; another makes them of the same files.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

import jinja2
import msgspec
from msgspec import Struct
from msgspec.structs import replace

import banmian
from banmian.app.fonts import find_face, find_headline_face
from banmian.app.project import Project, load_edition, load_theme
from banmian.app.sheets import Sheets, load_sheets
from banmian.config.edition import Edition
from banmian.errors import UserError
from banmian.press.fonts import Face
from banmian.theme.environment import Renderer
from banmian.theme.site import Site
from banmian.theme.theme import Theme

_SHAPING = ("jinja2", "markupsafe", "markdown", "nh3", "pypinyin", "pillow", "msgspec")
"""The libraries that shape outputs, as their distributions' folders name them."""


class Workshop(Struct, frozen=True):
    """An edition ready to be worked on. `key` is a digest of all that any output may depend on.

    `face` is what share pictures are set in, `headline_face` what headlines are; None where
    there are none.
    """

    project: Project
    drafts: bool
    site: Site
    sheets: Sheets
    key: bytes
    face: Face | None = None
    headline_face: Face | None = None


_PARTS = "app bind compose config content hosting model press search text theme".split()
"""The layers that shape outputs."""

_OPEN: dict[tuple[Path, bool, bytes], Workshop] = {}


def open_workshop(project: Project, drafts: bool) -> Workshop:
    """Read settings, theme and sheets as they are now.

    Raises:
        UserError: for wrong settings or templates.
    """
    edition = load_edition(project)
    theme = load_theme(project, edition.theme)
    sheets = load_sheets(project)
    plain = Site(edition, Renderer(theme), sheets.sheets)
    face = find_face(project, edition) if plain.shares else None
    headlines = find_headline_face(project, edition) if plain.has_headline_face else None
    key = _key(edition, theme, sheets, drafts, (face, headlines))
    known = _OPEN.get((project.root, drafts, key))
    if known and known.sheets == sheets and known.site.edition == edition:
        return known
    site = replace(plain, pictured=face is not None)
    shop = Workshop(project, drafts, site, sheets, key, face, headlines)
    _OPEN.clear()
    _OPEN[project.root, drafts, key] = shop
    return shop


def workshop(project: Project, drafts: bool, key: bytes) -> Workshop:
    """Give the workshop of this key, made here if need be.

    Raises:
        UserError: when the files have changed since.
    """
    shop = _OPEN.get((project.root, drafts, key)) or open_workshop(project, drafts)
    if shop.key != key:
        raise UserError(
            "settings, theme or program are not those of the build 设置、主题或程序在生成中变了",
            "run it again; every machine needs the same files and versions "
            "再运行一次；每台机器上的文件和版本须相同",
        )
    return shop


def _key(
    edition: Edition,
    theme: Theme,
    sheets: Sheets,
    drafts: bool,
    faces: Iterable[Face | None],
) -> bytes:
    """Digest all that an output may depend on, but for issues, ledger and redirects."""
    shown = replace(
        edition,
        targets={},
        redirects={},
        topics=tuple(replace(t, strong=(), weak=(), stock=()) for t in edition.topics),
    )
    digest = blake2b(digest_size=16)
    digest.update(msgspec.msgpack.encode(shown))
    for name, content in sorted((n, t.encode()) for n, t in theme.templates.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    digest.update(msgspec.msgpack.encode(theme.settings))
    digest.update(theme.asset_folder.encode())
    frames = [(sheet.title, sheet.slug, sheet.navigation) for sheet in sheets.sheets]
    digest.update(repr([face and face.print for face in faces]).encode())
    digest.update(repr((frames, drafts, banmian.__version__, *_versions(), *_program())).encode())
    return digest.digest()


def _versions() -> Iterator[str]:
    """Give the versions of the libraries that shape outputs, without importing any."""
    packages = Path(jinja2.__file__).parent.parent
    for name in sorted(os.listdir(packages)):  # noqa: PTH208 — names are enough
        if name.endswith(".dist-info") and name.partition("-")[0].lower() in _SHAPING:
            yield name


def _program() -> Iterator[str]:
    """Give the program that shapes outputs: a developer's version number stays while it changes."""
    package = Path(banmian.__file__).parent
    for part in _PARTS:
        for folder, _, files in sorted(os.walk(package / part)):
            for name in sorted(files):
                if name.endswith((".py", ".js")):
                    with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 — many, and fast
                        yield f"{name} {crc32(file.read())}"
    yield f"{crc32((package / 'addresses.py').read_bytes())}"
