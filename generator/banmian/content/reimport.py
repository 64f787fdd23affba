"""An import of an issue, worked out before anything is written: which files change, and how."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from banmian.config.edition import Edition
from banmian.content import article_file, naming
from banmian.content.page_findings import loose_jumps, page_findings
from banmian.content.reconcile import (
    Known,
    Lines,
    Match,
    Plan,
    State,
    known_lines,
    lines_of,
    reconcile,
)
from banmian.content.record import (
    Record,
    RecordedArticle,
    numbers,
    printed,
    ranges,
    recorded,
)
from banmian.content.recording import new_record, relabelled
from banmian.content.stitch import stitch
from banmian.model.article import Article
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.draft import Draft, Span
from banmian.model.ids import ArticleId, IssueId
from banmian.model.layout import CutPage


class Folder(Struct, frozen=True):
    """An issue's folder as it is: its articles by file name, the names of all its files."""

    issue: IssueId
    path: str
    articles: Mapping[str, Article]
    names: frozenset[str]
    record: Record

    def file_of(self, id_: str) -> str | None:
        """Give the name of the file that holds an article, wherever an editor moved it."""
        return next((name for name, a in self.articles.items() if a.id == id_), None)


class Change(Struct, frozen=True):
    """What an import changes: files to write, files to delete, the record.

    `mine` are lines of articles that are an editor's, `headed` those of articles over several
    pages that have a headline. `of_pages` is what the pages of the issue show only together: jump
    lines without their other half, dates that differ.
    """

    write: Mapping[str, str]
    delete: tuple[str, ...]
    record: Record
    diagnostics: tuple[Diagnostic, ...]
    of_pages: tuple[Diagnostic, ...]
    kept: int
    mine: Lines
    headed: Lines


def change(folder: Folder, pages: Sequence[CutPage], edition: Edition) -> Change:
    """Work out an import of an issue. Pure.

    `pages` are those whose sources are there, in print order: of the others nothing is touched.
    """
    folder = replace(folder, record=relabelled(folder.record, pages))
    stitched = stitch((page.label, page.cut.pieces) for page in pages)
    drafts = stitched.drafts
    lines = known_lines(folder.record, {page.label: printed(page.text) for page in pages})
    known, absent = _known(folder, lines, {page.label for page in pages})
    fresh, adopted = _adopted(folder, drafts, {line for old in known for line in old.lines})
    plan = reconcile(known, fresh)
    writer = _Writer(folder, edition, plan, [draft for draft, _ in adopted])
    written = [writer.write(match) for match in plan.write]
    kept = [writer.keep(old, draft) for old, draft in plan.same]
    kept += [writer.adopt(draft, article) for draft, article in adopted]
    kept += [writer.freeze(old) for old in plan.frozen]
    articles = sorted([*written, *kept, *absent], key=_first_line)
    editors = [*(old for old, _ in plan.same), *plan.frozen]
    jumps = loose_jumps(stitched.loose, {page.label: page.text for page in pages})
    return Change(
        write=writer.files,
        delete=tuple(name for name in writer.dropped if name not in writer.files),
        record=new_record(folder.record, articles, pages),
        diagnostics=(*writer.found, *_withheld(folder, plan)),
        of_pages=(*jumps, *page_findings(folder.issue, pages)),
        kept=len(editors),
        mine=frozenset(line for old in editors for line in old.lines),
        headed=frozenset(
            line
            for draft in drafts
            if draft.headline and len(draft.spans) > 1
            for line in lines_of(draft)
        ),
    )


def _known(
    folder: Folder, lines: list[Lines], here: set[str]
) -> tuple[tuple[Known, ...], list[RecordedArticle]]:
    """Tell whose each recorded article is; those of pages that are not here stand aside."""
    known, absent = [], []
    for entry, claimed in zip(folder.record.articles, lines, strict=True):
        pages = {span.page for span in entry.spans}
        if not pages & here:
            absent.append(entry)
            continue
        state = state_of(folder, entry) if pages <= here else State.EDITED
        known.append(Known(ArticleId(entry.id), claimed, state))
    return tuple(known), absent


def state_of(folder: Folder, entry: RecordedArticle) -> State:
    """Tell what became of a recorded article's file."""
    name = folder.file_of(entry.id)
    if name is None:
        return State.EDITED if entry.path in folder.names else State.DELETED
    same = article_file.digest(folder.articles[name]) == entry.digest
    return State.UNTOUCHED if same and name == entry.path else State.EDITED


def _adopted(
    folder: Folder, drafts: tuple[Draft, ...], claimed: AbstractSet[tuple[str, int]]
) -> tuple[tuple[Draft, ...], list[tuple[Draft, Article]]]:
    """Find drafts whose article is there although no record knows it: the record was lost.

    `claimed` are lines that recorded articles have: a draft of those is none of them.
    """
    recorded = {entry.id for entry in folder.record.articles}
    loose = {a.id: a for a in folder.articles.values() if a.id not in recorded}
    fresh: list[Draft] = []
    adopted: list[tuple[Draft, Article]] = []
    for draft in drafts:
        used = {article.id for _, article in adopted}
        article = loose.get(naming.new_id(folder.issue, draft, used))
        if article and claimed.isdisjoint(lines_of(draft)):
            adopted.append((draft, article))
        else:
            fresh.append(draft)
    return tuple(fresh), adopted


class _Writer:
    """Gives articles their names, and collects the files to write."""

    def __init__(
        self, folder: Folder, edition: Edition, plan: Plan, others: Iterable[Draft]
    ) -> None:
        self.folder, self.edition = folder, edition
        self.files: dict[str, str] = {}
        self.found: list[Diagnostic] = []
        self.dropped = [name for old in plan.dropped if (name := folder.file_of(old.id))]
        self.entries = {entry.id: entry for entry in folder.record.articles}
        staying = [a for name, a in folder.articles.items() if name not in self.dropped]
        self.slugs = {article.slug for article in staying}
        self.ids = {*self.entries, *(article.id for article in staying)}
        self.names = {name.lower() for name in folder.names if name not in self.dropped}
        everyone = [*others, *(match.draft for match in plan.write)]
        self.people = sorted({a.name for draft in everyone for a in draft.authors})

    def write(self, match: Match) -> RecordedArticle:
        """Write a draft's file, under its old name where it has one."""
        name = self.folder.file_of(match.id) if match.id else None
        if match.id and name:
            article = self._named(match.draft, match.id, self.folder.articles[name].slug)
        else:
            id_ = naming.new_id(self.folder.issue, match.draft, self.ids)
            article = self._named(match.draft, id_, "")
            name = naming.file_name(article, self.names)
            self.names.add(name.lower())
        if self.folder.articles.get(name) != article:
            self.files[name] = article_file.write(article)
        return _recorded(name, match.draft, article)

    def keep(self, old: Known, draft: Draft) -> RecordedArticle:
        """Leave an editor's article; propose what import would make of it, if that is new."""
        entry, name = self.entries[old.id], self.folder.file_of(old.id)
        if name is None:
            return replace(entry, spans=tuple(recorded(span) for span in draft.spans))
        there = self.folder.articles[name]
        wish = self._named(draft, old.id, there.slug)
        record = _recorded(entry.path, draft, wish)
        if record.cut_digest != entry.cut_digest:
            where = Where(f"{self.folder.path}/{name}")
            self.found.append(diagnostic("BM211", where, what=_describe(draft)))
        return replace(record, digest=entry.digest, cut_digest=entry.cut_digest)

    def adopt(self, draft: Draft, article: Article) -> RecordedArticle:
        """Record an article that was there without a record: if it has been renamed, as theirs."""
        name = self.folder.file_of(article.id) or ""
        record = _recorded(name, draft, self._named(draft, article.id, article.slug))
        renamed = name != naming.file_name(article, ())
        return replace(record, digest="") if renamed else record

    def freeze(self, old: Known) -> RecordedArticle:
        """Leave an article as it is, claiming the lines that it has claimed."""
        entry = self.entries[old.id]
        spans = tuple(recorded(span) for span in _spans(old.lines))
        return replace(entry, spans=spans)

    def _named(self, draft: Draft, id_: ArticleId, slug: str) -> Article:
        profile = self.edition.newspaper
        chosen = slug or naming.new_slug(draft, id_, self.people, self.slugs, profile)
        self.slugs.add(chosen)
        self.ids.add(id_)
        return naming.named(draft, id_, chosen, self.edition)


def _recorded(name: str, draft: Draft, article: Article) -> RecordedArticle:
    return RecordedArticle(
        id=article.id,
        path=name,
        digest=article_file.digest(article),
        cut_digest=article_file.digest(replace(article, topics=(), slug="")),
        confidence=round(draft.confidence, 2),
        spans=tuple(recorded(span) for span in draft.spans),
    )


def _withheld(folder: Folder, plan: Plan) -> Iterable[Diagnostic]:
    """Propose the cut that was not made because an editor's articles stand in its way."""
    frozen: dict[tuple[str, int], Known] = {
        line: old for old in plan.frozen for line in old.lines if old.state is not State.UNTOUCHED
    }
    for draft in plan.withheld:
        touched = [frozen[line] for line in sorted(lines_of(draft)) if line in frozen]
        name = folder.file_of(touched[0].id) if touched else None
        where = Where(f"{folder.path}/{name}" if name else folder.path)
        yield diagnostic("BM211", where, what=_describe(draft))


def _describe(draft: Draft) -> str:
    heads = " / ".join(filter(None, (draft.kicker, draft.headline, draft.deck))) or "—"
    spans = "; ".join(f"{span.page}: {ranges(span.lines)}" for span in draft.spans)
    return f"{heads} ({spans})"


def _spans(lines: Lines) -> Iterable[Span]:
    for page in sorted({page for page, _ in lines}):
        yield Span(page, tuple(sorted(number for label, number in lines if label == page)))


def _first_line(entry: RecordedArticle) -> tuple[str, int, str]:
    span = entry.spans[0] if entry.spans else None
    first = min(numbers(span.lines), default=0) if span else 0
    return (span.page if span else "", first, entry.id)
