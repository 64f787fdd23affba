"""The editor's desk: what it shows of the pages, and what it does to hints, texts and status.

Whatever it writes, it writes only over what the editor saw: a digest of that comes with it.
Hints are only written here; the preview sees the file change, imports the issue and builds.
"""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from banmian import segment
from banmian.app.content import issue_files
from banmian.app.desk_view import Data, doubts, page_data, problems
from banmian.app.hints import hints_path
from banmian.app.project import Project, load_edition
from banmian.app.seeds import Sources, load_sources
from banmian.config.profile import Profile
from banmian.config.seeds import SourcePage
from banmian.config.toml import TomlError
from banmian.content import article_file, hints_file, issue_file, record
from banmian.content.reading import ISSUE_FILE, RECORD_FILE, IssueFiles, read_articles
from banmian.content.record import Record
from banmian.content.reimport import Folder
from banmian.errors import BusyError, UserError
from banmian.model.catalogue import wording
from banmian.model.diagnostics import Diagnostic, Where
from banmian.model.hints import Hint, quote
from banmian.model.issue import Status
from banmian.model.layout import LineRole, PageCut, PageText
from banmian.press.files import write
from banmian.press.lock import lock

_PATIENCE = 10.0
"""Seconds that a save waits for an import to end."""
_PAUSE = 0.05
_KEPT = 64
"""Cuts that are kept."""

T = TypeVar("T")


class _Wish(msgspec.Struct, forbid_unknown_fields=True):
    """A hint as the page sends it: lines by number."""

    lines: list[int]
    role: LineRole | None = None
    article: int | None = None
    opens: bool | None = None
    after: int | None = None
    split: bool = False
    merge: int | None = None


class _Hinting(msgspec.Struct, forbid_unknown_fields=True):
    digest: str
    hint: _Wish | None = None
    undo: bool = False


class _Saving(msgspec.Struct, forbid_unknown_fields=True):
    digest: str
    text: str


class _Signing(msgspec.Struct, forbid_unknown_fields=True):
    digest: str
    status: Status
    confirmed: bool = False


class _Page(Struct, frozen=True):
    """A page with its hints as they are now; `digest` is that of all that a hint builds on."""

    source: SourcePage
    text: PageText
    hints_path: Path
    hints_text: str
    hints: tuple[Hint, ...]

    @property
    def digest(self) -> str:
        return _digest("\n".join((self.hints_text, "", *self.text.lines)).encode())


def _passed_over(cut: PageCut) -> tuple[Diagnostic, ...]:
    """Give what is said of hints that could not be done."""
    return tuple(one for one in cut.diagnostics if one.code in ("BM217", "BM218"))


class Desk:
    """Answers the desk's page. What it answers to is named, never a path of a file."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._sources: Sources | None = None
        self._cuts: dict[str, PageCut] = {}

    def forget(self) -> None:
        """Read the source pages anew: they have changed."""
        self._sources = None

    def get(self, path: tuple[str, ...]) -> Data | None:
        """Give what stands there; None: nothing does."""
        match path:
            case ("issues",):
                return {"issues": [self._issue(name) for name in self._names()]}
            case ("doubts", issue) if issue in self._names():
                return {"pages": self._counts(issue)}
            case ("page", issue, label):
                page = self._page(issue, label)
                return self._shown(page) if page else None
            case ("text", issue, name):
                return self._text(issue, name)
        return None

    def post(self, path: tuple[str, ...], body: bytes) -> Data | None:
        """Do what is asked; give what is so then.

        Raises:
            UserError: when a file was changed meanwhile, or cannot be changed.
            ValueError: when the words are none.
        """
        match path:
            case ("page", issue, label):
                page = self._page(issue, label)
                return self._hint(page, msgspec.json.decode(body, type=_Hinting)) if page else None
            case ("text", issue, name):
                return self._save(issue, name, msgspec.json.decode(body, type=_Saving))
            case ("status", issue) if issue in self._names():
                return self._sign(issue, msgspec.json.decode(body, type=_Signing))
        return None

    # ---- What there is ----

    def _loaded(self) -> Sources:
        if self._sources is None:
            self._sources = load_sources(self._project)
        return self._sources

    def _names(self) -> list[str]:
        return sorted({page.issue for page, _ in self._loaded().pages}, reverse=True)

    def _pages(self, issue: str) -> list[SourcePage]:
        pages = [page for page, _ in self._loaded().pages if page.issue == issue]
        return sorted(pages, key=_order)

    def _page(self, issue: str, label: str) -> _Page | None:
        for source, text in self._loaded().pages:
            if (source.issue, source.page) == (issue, label):
                path = hints_path(self._project, source)
                hints = _read(path)
                read = hints_file.read(hints, self._project.name(path))
                return _Page(source, text, path, hints, read)
        return None

    def _profile(self) -> Profile:
        return load_edition(self._project).newspaper

    def _issue(self, name: str) -> Data:
        """Give an issue with its pages and status; what its file says is read anew each time."""
        text = _read(self._project.content / name / ISSUE_FILE)
        status = number = date = special = ""
        try:
            issue = issue_file.read(text, name)
        except TomlError:
            pass  # the preview says what is wrong with it
        else:
            status, number, date, special = (
                issue.status.value,
                issue.number,
                str(issue.date),
                issue.name,
            )
        pages = [{"label": page.page, "name": page.name} for page in self._pages(name)]
        return {
            "issue": name,
            "date": date,
            "number": number,
            "name": special,
            "status": status,
            "digest": _digest(text.encode()),
            "pages": pages,
        }

    def _counts(self, issue: str) -> list[Data]:
        """Count doubts and hints of an issue's pages."""
        profile = self._profile()
        rows = []
        for source in self._pages(issue):
            page = self._page(issue, source.page)
            if page:
                count = doubts(self._cut(page, profile))
                rows.append({"label": source.page, "doubts": count, "hints": len(page.hints)})
        return rows

    def _cut(self, page: _Page, profile: Profile) -> PageCut:
        """Cut a page; what was cut last is kept, as it is asked for again."""
        key = _digest(f"{page.digest} {profile}".encode())
        cut = self._cuts.pop(key, None) or segment.segment_page(page.text, profile, page.hints)
        self._cuts[key] = cut
        if len(self._cuts) > _KEPT:
            del self._cuts[next(iter(self._cuts))]
        return cut

    def _shown(self, page: _Page) -> Data:
        source = issue_files(self._project, self._project.content / page.source.issue)
        cut = self._cut(page, self._profile())
        return {
            **self._issue(page.source.issue),
            "page": page.source.page,
            "page_name": page.source.name,
            "source": f"seeds/{page.text.source}",
            "hints_file": self._project.name(page.hints_path),
            "page_digest": page.digest,
            **page_data(page.text, cut, page.hints, page.source.page, _folder(source)),
        }

    # ---- Hints ----

    def _hint(self, page: _Page, asked: _Hinting) -> Data | None:
        """Add a hint to the page's file, or take the last one out; give the page as it is then."""
        name = self._project.name(page.hints_path)
        self._refuse_links(page.hints_path)
        if asked.digest != page.digest:
            raise _changed(name)
        if asked.undo:
            text = hints_file.without_last(page.hints_text, name)
        elif asked.hint:
            text = hints_file.with_hint(page.hints_text, _wished(asked.hint, page))
            self._refuse_idle(
                page, replace(page, hints_text=text, hints=hints_file.read(text, name))
            )
        else:
            raise ValueError(asked)
        if text:
            write(page.hints_path, text.encode())
        else:
            page.hints_path.unlink(missing_ok=True)
        now = self._page(page.source.issue, page.source.page)
        return self._shown(now) if now else None

    def _refuse_idle(self, before: _Page, after: _Page) -> None:
        """Refuse a hint that would be passed over: it is not written, the reason is said."""
        profile = self._profile()
        known = _passed_over(self._cut(before, profile))
        new = [one for one in _passed_over(self._cut(after, profile)) if one not in known]
        if new:
            (english, way_out), (chinese, _) = (wording(new[-1], tongue) for tongue in ("en", "zh"))
            raise UserError(f"{english} {chinese}", way_out)

    # ---- Texts ----

    def _file(self, issue: str, name: str) -> Path | None:
        """Give an article's file: one that is in the issue's folder, whatever `name` may say."""
        if issue not in self._names():
            return None
        folder = self._project.content / issue
        texts = issue_files(self._project, folder).texts
        return folder / name if name.endswith(".md") and name in texts else None

    def _text(self, issue: str, name: str) -> Data | None:
        path = self._file(issue, name)
        if path is None:
            return None
        data = path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return self._read_back(path, text, _digest(data))

    def _save(self, issue: str, name: str, asked: _Saving) -> Data | None:
        path = self._file(issue, name)
        if path is None:
            return None
        self._refuse_links(path)

        def save() -> Data:
            before = path.read_bytes()
            if _digest(before) != asked.digest:
                raise _changed(self._project.name(path))
            end = "\r\n" if b"\r\n" in before else "\n"
            text = asked.text.replace("\r\n", "\n")
            now = text.replace("\n", end).encode()
            write(path, now)
            return self._read_back(path, text, _digest(now))

        return self._locked(save)

    def _read_back(self, path: Path, text: str, digest: str) -> Data:
        found = article_file.read(text, self._project.name(path)).diagnostics
        name = self._project.name(path)
        return {"file": name, "text": text, "digest": digest, "problems": problems(found)}

    # ---- Signing off ----

    def _sign(self, issue: str, asked: _Signing) -> Data:
        """Sign an issue off (签发), or take it back; with open doubts only when confirmed."""
        open_ = [row for row in self._counts(issue) if row["doubts"]]
        if asked.status is Status.OUT and open_ and not asked.confirmed:
            return {**self._issue(issue), "asked": True, "open": open_}
        path = self._project.content / issue / ISSUE_FILE
        name = self._project.name(path)
        self._refuse_links(path)

        def sign() -> Data:
            text = _read(path)
            if _digest(text.encode()) != asked.digest:
                raise _changed(name)
            try:
                now = issue_file.with_status(text, asked.status, issue)
            except TomlError as error:
                where = Where(name, error.line)
                raise UserError(f"{where}: {error.message}", error.hint) from None
            write(path, now.encode())
            return {**self._issue(issue), "asked": False, "open": open_}

        return self._locked(sign)

    def _refuse_links(self, path: Path) -> None:
        """Write nowhere that a symbolic link leads.

        Raises:
            UserError: naming it.
        """
        for part in (path, *path.parents):
            if part == self._project.root:
                return
            if part.is_symlink():
                raise UserError(
                    f"{self._project.name(part)} is a symbolic link 是符号链接",
                    "put what it leads to there 换成真正的文件",
                )

    def _locked(self, work: Callable[[], T]) -> T:
        """Work while no import runs: both look at a file before they write it.

        Raises:
            BusyError: when another command is at work for long.
        """
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                with lock(self._project.lock):
                    return work()
            except BusyError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)


def _wished(wish: _Wish, page: _Page) -> Hint:
    """Make a hint of what the page asks; the server quotes the lines."""
    lines = page.text.lines

    def quoted(number: int) -> Any:
        if not 1 <= number <= len(lines) or not lines[number - 1].strip():
            raise ValueError(number)
        return quote(lines, number)

    hint = Hint(
        lines=tuple(quoted(number) for number in sorted(set(wish.lines))),
        where=Where(""),
        role=wish.role,
        article=quoted(wish.article) if wish.article else None,
        opens=wish.opens,
        after=quoted(wish.after) if wish.after else None,
        split=wish.split,
        merge=quoted(wish.merge) if wish.merge else None,
    )
    try:  # what could not be read again is not written
        hints_file.read(hints_file.with_hint("", hint), "")
    except UserError as error:
        raise ValueError(error.message) from None
    return hint


def _folder(source: IssueFiles) -> Folder:
    articles, _ = read_articles(source)
    try:
        recorded = record.read(source.texts.get(RECORD_FILE, ""))
    except TomlError:
        recorded = Record()  # the import says what is wrong with it
    return Folder(source.folder, source.path, articles, source.names, recorded)  # type: ignore[arg-type]


def _order(page: SourcePage) -> Any:
    return issue_file.label_order(page.page)


def _read(path: Path) -> str:
    """Read a file; one that is not there is empty."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path.name}: byte {error.start} is not UTF-8 不是 UTF-8 编码",
            "save the file as UTF-8 请另存为 UTF-8",
        ) from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


def _changed(name: str) -> UserError:
    return UserError(
        f"{name} was changed meanwhile 刚刚在别处改过",
        "look at it as it is now, then do it again 看一看现在的内容，再做一次",
    )
