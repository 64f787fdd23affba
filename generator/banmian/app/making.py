"""Content → site, in memory: read, compose, bind, proof."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from banmian import addresses
from banmian.app.content import dead_ends
from banmian.app.pictures import Pictures, ready_pictures
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition, load_ledger, load_theme, read_text
from banmian.app.reading import Content, read_content, unknown_corrected
from banmian.app.sheets import load_sheets, make_sheets
from banmian.bind.bind import bind
from banmian.bind.moved import Moves, moved_pages, moves
from banmian.bind.places import places, titles
from banmian.bind.relate import people_slugs, relate, targets
from banmian.compose.issue import compose
from banmian.config.edition import Edition
from banmian.config.toml import line_of
from banmian.content.article_file import digest
from banmian.content.cards import card
from banmian.content.ledger import file_of
from banmian.content.links import linked_ids, linked_pictures
from banmian.model.article import Genre
from banmian.model.card import Card
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue
from banmian.model.ledger import Ledger, Thing, published
from banmian.model.output import Output
from banmian.proof import proofs
from banmian.search.index import Document
from banmian.theme.environment import Renderer
from banmian.theme.site import Site


@dataclass(frozen=True, slots=True)
class Made:
    """A site in memory: the cards of its issues, its files, and everything wrong.

    `broken` are the issues of which something is left out; `stopgaps` the files that lead on
    meanwhile.
    """

    cards: tuple[Card, ...]
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    wrong: bool  # the site itself: it must not replace another one
    ledger: Ledger
    broken: frozenset[str] = frozenset()
    stopgaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Publication:
    """The moment of a publication, and what was published before it."""

    moment: str
    before: Ledger


def make(
    project: Project,
    public: Path,
    progress: Progress = quietly,
    publication: Publication | None = None,
    drafts: bool = False,
) -> Made:
    """Make all outputs of a site in memory, and prove them; `public` is where it will stand.

    `publication` is what it is made for, if for one. With `drafts`, what is not out yet
    is in it too.
    """
    edition = load_edition(project)
    ledger = publication.before if publication else load_ledger(project)
    loaded = load_sheets(project)
    site = Site(edition, Renderer(load_theme(project, edition.theme)), loaded.sheets)
    content = read_content(project, edition, drafts)
    cards = tuple(card(issue, edition.newspaper) for issue in content.issues)
    people = people_slugs(cards, ledger)
    stands = places(cards, loaded.sheets, people, edition)
    if publication:
        digests = _digests(content.issues)
        ledger = published(ledger, stands, digests, publication.moment)
    links = {issue.id: list(_links(issue)) for issue in content.issues}
    contexts = relate(cards, links, people, ledger)
    found = [*content.diagnostics, *unknown_corrected(content)]
    outputs: list[Output] = []
    documents: list[tuple[Document, ...]] = []
    for done, (issue, facts) in enumerate(zip(content.issues, cards, strict=True)):
        progress(done, len(cards), issue.id)
        pictures = _pictures(project, issue)
        context = replace(contexts[issue.id], pictures=pictures.facts)
        composed = compose(issue, facts, context, site)
        outputs += (*composed.outputs, *pictures.outputs)
        documents.append(composed.documents)
        found += pictures.diagnostics
        for id_, ends in composed.dead_ends.items():
            found += dead_ends(*content.places[id_], ends, pictures)
    if not cards and found:
        return Made((), (), tuple(sorted(found)), wrong=True, ledger=ledger)
    sheets = make_sheets(project, loaded, targets(cards), site)
    found += sheets.diagnostics
    outputs += (*sheets.pages, *sheets.pictures)
    outputs += bind(cards, (sheets.documents, *documents), people, ledger, site, sheets.pages)
    moved = moves(ledger, stands, edition.redirects, content.broken)
    outputs += moved_pages(moved, titles(cards, edition), site)
    outputs += _assets(site)
    outputs.sort(key=lambda output: output.path)
    wrong = proofs(outputs, edition.base_path, project.name(public))
    wrong += _at_ledger(project, ledger, "BM404", moved.lost)
    found += _at_ledger(project, ledger, "BM405", moved.taken)
    found += _redirects(project, edition, moved, {output.path for output in outputs})
    found += _emptied(content, ledger)
    return Made(
        cards,
        tuple(outputs),
        tuple(sorted([*found, *wrong])),
        bool(wrong),
        ledger,
        content.broken,
        frozenset(map(addresses.file_of, moved.stopgaps)),
    )


def _digests(issues: Iterable[Issue]) -> dict[Thing, str]:
    """Give the digest of each article: by it a publication knows what changed."""
    return {
        Thing(f"article:{article.id}"): digest(article)
        for issue in issues
        for article in issue.articles
    }


def _at_ledger(
    project: Project, ledger: Ledger, code: str, published: Iterable[str]
) -> Iterable[Diagnostic]:
    """Name published addresses by the lines that record them."""
    lines: dict[str, Where] = {}
    for address in published:
        file = project.addresses / file_of(address)
        if address not in lines:
            for number, line in enumerate(read_text(file, project).split("\n"), 1):
                lines[line.partition(" ")[0]] = Where(project.name(file), number)
        thing = ledger.entries[address].thing
        yield diagnostic(code, lines[address], address=address, thing=thing)


def _redirects(
    project: Project, edition: Edition, moved: Moves, files: Container[str]
) -> Iterable[Diagnostic]:
    """Name the editor's redirects that are not needed, and those that lead nowhere."""
    text = read_text(project.settings, project)
    for old, new in edition.redirects.items():
        where = Where(project.name(project.settings), line_of(text, old))
        if old in moved.idle:
            yield diagnostic("BM406", where, address=old)
        elif addresses.file_of(new) not in files:
            yield diagnostic("BM408", where, address=old, target=new)


def _emptied(content: Content, ledger: Ledger) -> Iterable[Diagnostic]:
    """Name the articles that were published with a text and have none now."""
    for issue in content.issues:
        for article in issue.articles:
            entry = ledger.entries.get(addresses.article(issue.id, article.slug))
            bare = article.genre is Genre.HEADLINE_ONLY or article.withdrawal
            if entry and entry.thing == f"article:{article.id}" and not (article.body or bare):
                source, name = content.places[article.id]
                yield diagnostic("BM407", Where(f"{source.path}/{name}"))


def _links(issue: Issue) -> Iterable[ArticleId]:
    for article in issue.articles:
        yield from linked_ids(article)


def _pictures(project: Project, issue: Issue) -> Pictures:
    """Make the pictures that an issue's articles refer to ready."""
    names = {name for article in issue.articles for name in linked_pictures(article)}

    def address(name: str) -> str:
        return addresses.picture(issue.id, name)

    return ready_pictures(project, project.content / issue.id, names & issue.pictures, address)


def _assets(site: Site) -> Iterable[Output]:
    theme = site.renderer.theme
    for name, content in theme.assets.items():
        yield Output(f"{theme.asset_folder}/{name}", content)
