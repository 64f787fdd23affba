"""An import of an issue, worked out before anything is written: which files change, and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banmian.config.edition import Edition
from banmian.content import article_file, naming, record
from banmian.content.reconcile import Known, Lines, Match, Plan, State, lines_of, reconcile
from banmian.content.record import Record, RecordedArticle
from banmian.model.article import Article
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.draft import Draft, Span
from banmian.model.ids import ArticleId, IssueId


@dataclass(frozen=True, slots=True)
class Folder:
    """An issue's folder as it is: its articles by file name, the names of all its files."""

    issue: IssueId
    path: str
    articles: Mapping[str, Article]
    names: frozenset[str]
    record: Record

    def file_of(self, id_: str) -> str | None:
        """Give the name of the file that holds an article, wherever an editor moved it."""
        return next((name for name, a in self.articles.items() if a.id == id_), None)


@dataclass(frozen=True, slots=True)
class Change:
    """What an import changes: files to write, files to delete, the record of the articles."""

    write: Mapping[str, str]
    delete: tuple[str, ...]
    articles: tuple[RecordedArticle, ...]
    diagnostics: tuple[Diagnostic, ...]
    kept: int


def change(
    folder: Folder, drafts: tuple[Draft, ...], lines: list[Lines], here: set[str], edition: Edition
) -> Change:
    """Work out an import. Pure.

    `lines` are those of each recorded article by today's numbers; `here` are the labels of the
    pages whose sources are there: of the others nothing is touched.
    """
    known, absent = _known(folder, lines, here)
    fresh, adopted = _adopted(folder, drafts)
    plan = reconcile(known, fresh)
    writer = _Writer(folder, edition, plan, [draft for draft, _ in adopted])
    written = [writer.write(match) for match in plan.write]
    kept = [writer.keep(old, draft) for old, draft in plan.same]
    kept += [writer.adopt(draft, article) for draft, article in adopted]
    kept += [writer.freeze(old) for old in plan.frozen]
    return Change(
        write=writer.files,
        delete=tuple(filter(None, (folder.file_of(old.id) for old in plan.dropped))),
        articles=tuple(sorted([*written, *kept, *absent], key=_first_line)),
        diagnostics=(*writer.found, *_withheld(folder, plan)),
        kept=len(kept),
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
        state = _state(folder, entry) if pages <= here else State.EDITED
        known.append(Known(ArticleId(entry.id), claimed, state))
    return tuple(known), absent


def _state(folder: Folder, entry: RecordedArticle) -> State:
    name = folder.file_of(entry.id)
    if name is None:
        return State.EDITED if entry.path in folder.names else State.DELETED
    same = article_file.digest(folder.articles[name]) == entry.digest
    return State.UNTOUCHED if same else State.EDITED


def _adopted(
    folder: Folder, drafts: tuple[Draft, ...]
) -> tuple[tuple[Draft, ...], list[tuple[Draft, Article]]]:
    """Find drafts whose article is there although no record knows it: the record was lost."""
    recorded = {entry.id for entry in folder.record.articles}
    loose = {a.id: a for a in folder.articles.values() if a.id not in recorded}
    fresh, adopted = [], []
    for draft in drafts:
        article = loose.get(naming.new_id(folder.issue, draft, ()))
        if article:
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
        dropped = {old.id for old in plan.dropped}
        staying = [a for a in folder.articles.values() if a.id not in dropped]
        self.slugs = {article.slug for article in staying}
        self.ids = {entry.id for entry in folder.record.articles} | {a.id for a in staying}
        everyone = [*others, *(match.draft for match in plan.write)]
        self.names = sorted({a.name for draft in everyone for a in draft.authors})

    def write(self, match: Match) -> RecordedArticle:
        """Write a draft's file, under its old name where it has one."""
        name = self.folder.file_of(match.id) if match.id else None
        if match.id and name:
            article = self._named(match.draft, match.id, self.folder.articles[name].slug)
        else:
            id_ = naming.new_id(self.folder.issue, match.draft, self.ids)
            article = self._named(match.draft, id_, "")
            name = naming.file_name(article)
        text = article_file.write(article)
        self.files[name] = text
        return self._record(article.id, name, match.draft, article_file.digest(article))

    def keep(self, old: Known, draft: Draft) -> RecordedArticle:
        """Leave an editor's article; propose what import would have made of it now."""
        entry = next(e for e in self.folder.record.articles if e.id == old.id)
        name = self.folder.file_of(old.id)
        there = self.folder.articles[name] if name else None
        wish = self._named(draft, old.id, there.slug if there else "x")
        digest = article_file.digest(wish)
        if there and name and article_file.digest(there) == digest:
            return self._record(old.id, name, draft, digest)
        if there and name and digest != entry.digest and there.slug == wish.slug:
            self._propose(name, draft)
        return self._record(old.id, name or entry.path, draft, entry.digest)

    def adopt(self, draft: Draft, article: Article) -> RecordedArticle:
        """Record an article that was there without a record."""
        name = self.folder.file_of(article.id) or ""
        wish = self._named(draft, article.id, article.slug)
        return self._record(article.id, name, draft, article_file.digest(wish))

    def freeze(self, old: Known) -> RecordedArticle:
        """Leave an article as it is, claiming the lines that it has claimed."""
        entry = next(e for e in self.folder.record.articles if e.id == old.id)
        name = self.folder.file_of(old.id) or entry.path
        spans = tuple(record.recorded(span) for span in _spans(old.lines))
        return RecordedArticle(entry.id, name, entry.digest, entry.confidence, spans)

    def _named(self, draft: Draft, id_: ArticleId, slug: str) -> Article:
        chosen = slug or naming.new_slug(draft, id_, self.names, self.slugs, self.edition.newspaper)
        self.slugs.add(chosen)
        self.ids.add(id_)
        return naming.named(draft, id_, chosen, self.edition)

    def _propose(self, name: str, draft: Draft) -> None:
        where = Where(f"{self.folder.path}/{name}")
        self.found.append(diagnostic("BM211", where, what=_describe(draft)))

    @staticmethod
    def _record(id_: ArticleId, name: str, draft: Draft, digest: str) -> RecordedArticle:
        spans = tuple(record.recorded(span) for span in draft.spans)
        return RecordedArticle(id_, name, digest, round(draft.confidence, 2), spans)


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
    spans = "; ".join(f"{span.page}: {record.ranges(span.lines)}" for span in draft.spans)
    return f"{heads} ({spans})"


def _spans(lines: Lines) -> Iterable[Span]:
    for page in sorted({page for page, _ in lines}):
        yield Span(page, tuple(sorted(number for label, number in lines if label == page)))


def _first_line(entry: RecordedArticle) -> tuple[str, int, str]:
    span = entry.spans[0] if entry.spans else None
    numbers = record.numbers(span.lines) if span else ()
    return (span.page if span else "", min(numbers, default=0), entry.id)
