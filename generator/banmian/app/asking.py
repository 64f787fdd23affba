"""`banmian why`: why an output was made last, and whether and why it would be made again."""

from msgspec import Struct

from banmian.app.making import Wish, make
from banmian.app.memory import FIRST, LostError, reason
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition
from banmian.errors import UserError
from banmian.press.lock import lock


class Why(Struct, frozen=True):
    """Why an output is as it is.

    `last` names what was new when it was made last, `now` what is new since (`first`: it was not
    there; "": nothing is). `differs` tells whether its bytes would be others, `gone` whether the
    next build takes it away.
    """

    path: str
    last: str
    now: str
    differs: bool
    gone: bool


def why(project: Project, path: str, progress: Progress = quietly) -> Why:
    """Ask of the output at a path, an address or a file of the site.

    Raises:
        UserError: when the site has no such output; for wrong settings or templates.
    """
    file = _file(project, path.strip())
    with lock(project.lock):
        making = make(project, Wish(project.public, look_only=True), progress)
        try:
            memory = making.memory
            folder = file.partition("/")[0]
            keys = memory.made_keys() if making.same else making.issues.before
            old = making.issues.old
            files = old.get(folder) or (memory.made(folder).files if folder in keys else {})
            pages = memory.pages() if making.same else making.spanning.before
            gone = file in making.dropped
            differs = file in making.staged
            if folder in keys and file in files:
                key = keys[folder]
                wanted = making.issues.keys.get(folder, key.made_for)
                now = "" if making.same else reason(key.made_for, wanted)
                return Why(file, key.why, now, differs, gone)
            if file in pages:
                last = pages[file][1].why
                fresh = making.spanning.fresh
                now = fresh[file][1].why if file in fresh else ""
                return Why(file, last, now, differs, gone)
            if differs:
                return Why(file, "", FIRST, differs=True, gone=False)
        except LostError:
            raise UserError(
                "what was remembered of the site is broken 缓存损坏", "banmian build"
            ) from None
        finally:
            making.leave()
    raise UserError(
        f"the site has no {file} 网站里没有这个文件",
        "name an address or a file below site/public 写一个网址，或 site/public 里的文件",
    )


def _file(project: Project, path: str) -> str:
    """Give the file of the site that is meant: by its address, or by its path from anywhere."""
    wanted = path.removeprefix(load_edition(project).address)
    wanted = wanted.removeprefix(str(project.public)).removeprefix("./")
    wanted = wanted.removeprefix("site/public/").lstrip("/")
    if not wanted or wanted.endswith("/"):
        return f"{wanted}index.html"
    return wanted if "." in wanted.rpartition("/")[2] else f"{wanted}/index.html"
