"""The swap: the old site stands until the new one is whole, and costs what changed.

Beside the site, on the same disk, lies `.public.banmian-new/` while a new one is made:

- `files/` holds what differs; until `journal.json` is there, nothing of the site has changed, and
  whoever finds the folder takes it away.
- `journal.json` is written last, behind a sync: it says what is to be put and dropped. Whoever
  finds it ends the swap; each of its steps can be done again.

What is replaced or dropped moves to `.public.banmian-old/`, with a journal that leads back: that is
what `undo` swaps in. Where there was no site, the whole folder takes its place by one renaming.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict
from msgspec.structs import replace as replaced

from banmian.addresses import MARKER
from banmian.errors import UserError
from banmian.press.space import writing

_FEW = 64
"""Files that are synced one by one; of more, the disk is."""


class Plan(Struct, frozen=True):
    """What a swap does: the files to drop, then, behind them, the staged files to put.

    `over` is the release that the site is before, `to` the one that it is then. `whole`: there was
    no site, and the folder of staged files takes its place.
    """

    put: tuple[str, ...]
    drop: tuple[str, ...]
    over: str = ""
    to: str = ""
    whole: bool = False


def staging(public: Path) -> Path:
    """Give the folder for the files of a new site; `begin` empties it."""
    return _new(public) / "files"


def _new(public: Path) -> Path:
    return public.with_name(f".{public.name}.banmian-new")


def _old(public: Path) -> Path:
    return public.with_name(f".{public.name}.banmian-old")


def marker(release: str) -> bytes:
    """Give the file that says whose a site is, and which: `release` is a digest of all of it."""
    return f'{{"made by": "Banmian", "format": 1, "release": "{release}"}}\n'.encode()


def release_of(public: Path) -> str:
    """Give the release that a folder says it is; "" where it says nothing."""
    try:
        return str(json.loads((public / MARKER).read_bytes())["release"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def check_target(public: Path) -> None:
    """Refuse a folder that is not ours to replace.

    Raises:
        UserError: when it holds something that Banmian did not write.
    """
    if public.is_symlink() or (public.exists() and not public.is_dir()):
        raise UserError(
            f"{public} is not a folder 不是文件夹", "give another one 换一个文件夹: --out DIR"
        )
    if public.is_dir() and any(public.iterdir()) and not (public / MARKER).is_file():
        raise UserError(
            f"{public} holds files that Banmian did not write 里面有不是 Banmian 生成的文件",
            "give an empty folder 换一个空文件夹: --out DIR",
        )


def recover(public: Path) -> None:
    """End a swap that was interrupted, or clear away what was never one.

    Where the site is another one by now, put there by hand or gone, its files are no part of it.

    Raises:
        UserError: when a journal cannot be read.
    """
    new = _new(public)
    if new.is_symlink() or new.is_file():
        new.unlink()
    if (new / "journal.json").exists() and _fits(public, _read_journal(new)):
        _swap(public)
    else:
        _remove(new)


def _fits(public: Path, plan: Plan) -> bool:
    if plan.whole:
        return not _is_site(public) or not (_new(public) / "files").is_dir()
    return _is_site(public) and release_of(public) in {plan.over, plan.to}


def begin(public: Path) -> Path:
    """Make an empty folder for the files of a new site; give it."""
    recover(public)
    files = staging(public)
    with writing(files):
        files.mkdir(parents=True)
    return files


def replace(public: Path, plan: Plan, durable: bool = True) -> None:
    """Put what is staged into the site, and drop what is no more.

    A `durable` swap survives the machine's sudden end, not only the program's.

    Raises:
        UserError: when the disk is full; the old site is untouched.
        OSError: when it cannot be written otherwise; likewise, or the next command ends it.
    """
    new = _new(public)
    plan = replaced(plan, over=release_of(public))
    if not _is_site(public):
        plan = Plan((), (), to=plan.to, whole=True)
    with writing(new):
        if durable and plan.whole:
            _sync_all()
        elif durable:
            _sync(new / "files" / path for path in plan.put)
        _write_journal(new, plan)
    _swap(public, durable)


def can_undo(public: Path) -> bool:
    """Tell whether the site before this one is still there."""
    return (_old(public) / "journal.json").exists()


def undo(public: Path) -> None:
    """Swap the site before this one in; done again, it swaps back.

    Raises:
        UserError: when there is none.
    """
    recover(public)
    if not can_undo(public):
        raise UserError(
            f"there is no earlier site beside {public} 没有可以退回的上一版网站",
            "build puts it there when it replaces a site 每次重新生成网站时留下",
        )
    if release_of(public) != _read_journal(_old(public)).over:
        raise UserError(
            f"{public} is not the site that the earlier one belongs to 网站已不是当时那一版",
            "build it anew 重新生成: banmian build",
        )
    _old(public).rename(_new(public))
    _swap(public)


def _swap(public: Path, durable: bool = True) -> None:
    """Do what the journal says. Each step can be done again by whoever finds it half done."""
    new, old = _new(public), _old(public)
    plan = _read_journal(new)
    files = new / "files"
    if not plan.whole:
        _keep(public, new, old, plan)
        _exchange(public, files, plan)
    elif files.is_dir():  # where it is not, it is in its place already
        _remove(old)
        with suppress(FileNotFoundError):
            public.rmdir()
        files.rename(public)
    if durable:
        _sync_folders(public, plan)
    (new / "journal.json").unlink()
    shutil.rmtree(new)


def _is_site(public: Path) -> bool:
    return public.is_dir() and any(public.iterdir())


def _keep(public: Path, new: Path, old: Path, plan: Plan) -> None:
    """Keep the old files, by a second name, with the journal that leads back."""
    if (new / "kept").exists():
        return
    _remove(old)
    kept = old / "files"
    kept.mkdir(parents=True)
    made: set[str] = set()
    there = []
    for path in (*plan.put, *plan.drop):
        source = f"{public}/{path}"
        if not os.path.isfile(source):  # noqa: PTH113
            continue
        there.append(path)
        target = f"{kept}/{path}"
        folder = target[: target.rfind("/")]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        _second_name(source, target)
    added = tuple(sorted(set(plan.put) - set(there)))
    _write_journal(old, Plan(tuple(there), added, over=plan.to, to=plan.over))
    (new / "kept").touch()


def _second_name(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def _exchange(public: Path, files: Path, plan: Plan) -> None:
    """Drop what is no more, then put what is new: on a disk without case `a` can replace `A`."""
    dropped = files.parent / "dropped"
    if not dropped.exists():
        emptied = set()
        for path in plan.drop:
            with suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(f"{public}/{path}")  # noqa: PTH108
                emptied.add(path.rpartition("/")[0])
        for folder in sorted(emptied, key=len, reverse=True):
            _remove_empty(public, folder)
        dropped.touch()
    made: set[str] = set()
    for path in plan.put:
        target = f"{public}/{path}"
        folder = target[: target.rfind("/")]
        if folder not in made:
            _make_way(public, path)
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114
            shutil.rmtree(target)
        with suppress(FileNotFoundError):  # it was put before
            os.replace(f"{files}/{path}", target)  # noqa: PTH105


def _make_way(public: Path, path: str) -> None:
    """Take away what somebody put where a folder is to be: a file, or a link to elsewhere."""
    whole = os.fspath(public)
    for name in path.split("/")[:-1]:
        whole = f"{whole}/{name}"
        if os.path.islink(whole) or os.path.isfile(whole):  # noqa: PTH113, PTH114
            os.unlink(whole)  # noqa: PTH108


def _remove_empty(public: Path, folder: str) -> None:
    while folder:
        try:
            os.rmdir(f"{public}/{folder}")  # noqa: PTH106
        except OSError:
            return
        folder = folder.rpartition("/")[0]


def _write_journal(folder: Path, plan: Plan) -> None:
    """Write the journal whole or not at all."""
    text = json.dumps(asdict(plan), ensure_ascii=False)
    unfinished = folder / "journal.unfinished"
    with unfinished.open("wb") as file:
        file.write(text.encode("utf-8", "surrogateescape"))
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / "journal.json")


def _read_journal(folder: Path) -> Plan:
    """Read a journal. It was renamed into place whole: what cannot be read, something else spoilt.

    Raises:
        UserError: naming it, and the way out.
    """
    file = folder / "journal.json"
    try:
        table = json.loads(file.read_bytes().decode("utf-8", "surrogateescape"))
        paths = (tuple(table["put"]), tuple(table["drop"]))
        plan = Plan(*paths, str(table["over"]), str(table["to"]), table["whole"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        plan = None
    if plan is None or not all(map(_is_inside, (*plan.put, *plan.drop))):
        raise UserError(
            f"{file} cannot be read 无法读取",
            f"delete {folder}, then build with --verify 删去这个文件夹，再用 --verify 生成",
        ) from None
    return plan


def _is_inside(path: object) -> bool:
    return isinstance(path, str) and not {"", ".", ".."} & set(path.split("/"))


def _sync(files: Iterable[Path]) -> None:
    """Have files on the disk before something refers to them."""
    paths = list(files)
    if len(paths) > _FEW:
        _sync_all()
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sync_all() -> None:
    if hasattr(os, "sync"):
        os.sync()


def _sync_folders(public: Path, plan: Plan) -> None:
    """Have the new names on the disk before the journal goes."""
    if os.name == "nt":
        return
    if len(plan.put) + len(plan.drop) > _FEW:
        _sync_all()
        return
    folders = {os.path.dirname(f"{public}/{path}") for path in (*plan.put, *plan.drop)}  # noqa: PTH120
    _sync(Path(folder) for folder in {*folders, os.fspath(public)} if os.path.isdir(folder))  # noqa: PTH112


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
