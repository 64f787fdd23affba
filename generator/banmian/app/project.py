"""A project on disk: where its parts are, and reading them."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from banmian.config.edition import Edition, read_edition
from banmian.config.toml import line_of
from banmian.content import ledger
from banmian.errors import SettingsError, UserError
from banmian.model.ledger import Ledger
from banmian.press.files import walk
from banmian.theme.theme import Theme, check_whole, read_settings, read_theme

_THEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = (_PACKAGE / "themes", _PACKAGE.parent.parent / "themes")
"""Where the themes are that come with Banmian: in a wheel, in a checkout."""


class Project(Struct, frozen=True):
    """A project's folders; `root` holds `seeds/` and `site/`."""

    root: Path

    @property
    def seeds(self) -> Path:
        """Source pages, read only."""
        return self.root / "seeds"

    @property
    def content(self) -> Path:
        """What editors correct."""
        return self.root / "site" / "content"

    @property
    def hints(self) -> Path:
        """What editors said of pages that were cut wrong."""
        return self.root / "site" / "hints"

    @property
    def pages(self) -> Path:
        """The sheets (单页) and their pictures."""
        return self.root / "site" / "pages"

    @property
    def public(self) -> Path:
        """The built site."""
        return self.root / "site" / "public"

    @property
    def lock(self) -> Path:
        """The file that one command at a time holds."""
        return self.root / "site" / ".banmian" / "state" / "lock"

    @property
    def journal(self) -> Path:
        """What files a command means to change as one, while it does."""
        return self.root / "site" / ".banmian" / "state" / "journal.json"

    @property
    def addresses(self) -> Path:
        """Every address that was ever published."""
        return self.root / "site" / "addresses"

    @property
    def publications(self) -> Path:
        """When the last publication to each target was."""
        return self.root / "site" / "published.toml"

    @property
    def pending(self) -> Path:
        """The ledger of a publication that readers may see and that is not recorded yet."""
        return self.root / "site" / ".banmian" / "state" / "pending.json"

    @property
    def scratch(self) -> Path:
        """What may be deleted at any time."""
        return self.root / "site" / ".banmian" / "cache"

    @property
    def pictures_cache(self) -> Path:
        """What was made of pictures before; it may be deleted at any time."""
        return self.root / "site" / ".banmian" / "cache" / "pictures"

    @property
    def settings(self) -> Path:
        """The edition's settings."""
        return self.root / "site" / "edition.toml"

    def name(self, path: Path) -> str:
        """Give a path as messages show it: below the root, with `/`."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


def find(start: Path) -> Project:
    """Find the project that a folder is in: the nearest above it with `site/edition.toml`.

    Raises:
        UserError: when there is none.
    """
    here = Path(os.path.realpath(start))
    for folder in (here, *here.parents):
        if (folder / "site" / "edition.toml").is_file():
            return Project(folder)
    raise UserError(
        f"no edition in {start} or above it: site/edition.toml is missing 这里没有数字报",
        "go to the project's folder, or name it 到项目文件夹里运行，或指定: --project DIR",
    )


def load_edition(project: Project) -> Edition:
    """Read `site/edition.toml`.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    return read_edition(read_text(project.settings, project), project.name(project.settings))


def load_ledger(project: Project) -> Ledger:
    """Read `site/addresses/`.

    Raises:
        UserError: naming file and line of what is no entry.
    """
    folder = project.addresses
    for link in (folder, *folder.glob("*")):
        if link.is_symlink():
            raise UserError(
                f"{project.name(link)} is a symbolic link 是符号链接",
                "put the real one there 换成真正的文件夹或文件",
            )
    files = (path for path in walk(folder) if path.suffix == ".txt" and path.parent == folder)
    return ledger.read({project.name(path): read_text(path, project) for path in files})


def is_theme_name(name: str) -> bool:
    """Tell whether a folder of this name can be a theme."""
    return bool(_THEME.fullmatch(name))


def is_shipped(name: str) -> bool:
    """Tell whether a theme of this name comes with Banmian."""
    return any((place / name / "theme.toml").is_file() for place in _SHIPPED)


def theme_folders(project: Project, name: str) -> tuple[Path, ...]:
    """Find the theme of this name, the project's own or one that comes with Banmian.

    Behind it stand those that it extends. What a theme of Banmian's extends is Banmian's too.

    Raises:
        SettingsError: when there is none of this name, or what it extends leads in a circle.
    """
    asks, names, folders = project.name(project.settings), [name], [_theme_folder(project, name)]
    while True:
        folder = folders[-1]
        toml = folder / "theme.toml"
        text, asks = read_text(toml, project), project.name(toml)
        base = read_settings(text, asks).extends
        if not base:
            return tuple(folders)
        line = f"{asks}:{line_of(text, 'extends')}"
        if base in names:
            raise SettingsError(
                f"{line}: themes extend each other in a circle 主题互相扩展，没有尽头: "
                f"{' → '.join((*names, base))}",
                "one of them must stand by itself 其中一个须自成一体",
            )
        names.append(base)
        folders.append(_theme_folder(project, base, line, folder.parent))


def _theme_folder(project: Project, name: str, asks: str = "", beside: Path | None = None) -> Path:
    """Find a theme's folder; `asks` is what names it, `beside` the themes that one of them is in.

    Raises:
        SettingsError: when there is none.
    """
    places: Sequence[Path] = (project.root / "themes", *_SHIPPED)
    if beside in places:
        places = places[places.index(beside) :]
    folder = next(
        (place / name for place in places if (place / name / "theme.toml").is_file()), None
    )
    if folder is not None and folder.is_symlink():
        raise SettingsError(
            f"{project.name(folder)} is a symbolic link 是符号链接",
            "put a real folder there 换成真正的文件夹",
        )
    if folder is None or not is_theme_name(name):
        key = "extends" if asks else "theme"
        raise SettingsError(
            f"{asks or project.name(project.settings)}: there is no theme {name!r} 没有这个主题",
            f'write 写成 {key} = "{"base" if asks else "broadsheet"}"',
        )
    return folder


def load_theme(project: Project, name: str) -> Theme:
    """Read the theme of this name, with what it takes from those that it extends.

    Raises:
        SettingsError: when there is none of this name, or it is not whole.
    """
    folders = theme_folders(project, name)
    theme = read_folders(project, folders)
    check_whole(theme, project.name(folders[0] / "theme.toml"))
    return theme


def read_folders(project: Project, folders: Sequence[Path]) -> Theme:
    """Read a theme from its folder, the first, and from those of the themes that it extends.

    Raises:
        SettingsError: when one of them cannot be used.
    """
    client = _PACKAGE / "search" / "client"
    searching = {f"search/{path.name}": path.read_bytes() for path in walk(client)}
    theme = None
    for folder in reversed(folders):
        templates = {
            path.relative_to(folder / "templates").as_posix(): read_text(path, project)
            for path in walk(folder / "templates")
        }
        toml = folder / "theme.toml"
        text, place = read_text(toml, project), project.name(toml)
        theme = read_theme(text, place, templates, own_assets(folder) | searching, theme)
    assert theme is not None  # noqa: S101 — there is always one
    return theme


def own_assets(folder: Path) -> dict[str, bytes]:
    """Read the assets in a theme's folder."""
    return {
        path.relative_to(folder / "assets").as_posix(): path.read_bytes()
        for path in walk(folder / "assets")
    }


def read_text(path: Path, project: Project) -> str:
    """Read a file of the project's that must be UTF-8.

    Raises:
        UserError: naming the line and the byte that is none.
    """
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{project.name(path)}:{line}: byte {error.start} is not UTF-8 不是 UTF-8 编码",
            "save the file as UTF-8 请另存为 UTF-8",
        ) from None
