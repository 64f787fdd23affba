"""The two works on an issue that a build spreads over processes: reading it, composing it.

A process keeps what it is told to keep of what it read, and need not read it again to compose it.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from banmian import addresses, proof
from banmian.app.content import dead_ends, issue_files
from banmian.app.pictures import Pictures, ready_pictures
from banmian.app.project import Project
from banmian.app.share import made_face, made_picture
from banmian.app.workshop import Workshop, workshop
from banmian.bind.places import issue_places
from banmian.bind.sitemap import issue_entries
from banmian.compose.issue import Composed, compose
from banmian.content import cards
from banmian.content.links import linked_ids, linked_pictures
from banmian.content.origins import origins
from banmian.content.reading import RECORD_FILE, IssueFiles, read_issue
from banmian.content.shown import without_drafts, without_withdrawn
from banmian.errors import UserError
from banmian.model.article import Genre
from banmian.model.card import Card, Context
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity, Where, diagnostic
from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Status
from banmian.model.ledger import Thing
from banmian.model.lists import ListKind
from banmian.model.origin import Origin
from banmian.press.stage import Print, Stage
from banmian.press.stage import digest as print_of
from banmian.search.parts import Part, part
from banmian.theme.lines import line, links
from banmian.theme.lists import HEADLINES, headlines, text_count

SEARCH_DIGEST = 12
"""Bytes of the digest by which parts of the search index are told apart."""
KEPT = 800
"""Issues that are kept as they were read until they are composed, over all processes: 140 MB."""


class Job(Struct, frozen=True):
    """Which edition the work is for: where it is, and the key of the workshop."""

    project: Project
    drafts: bool
    key: bytes


class ReadOrder(Struct, frozen=True):
    """An issue to read; `keep` it to be composed next."""

    job: Job
    folder: str
    keep: bool = False


class Reading(Struct, frozen=True):
    """What came of reading an issue's folder, in a form that can be kept and sent.

    `facts`, `card` and `lines` are of an issue that is shown. `lines` are its articles as lists
    show them, `line_links` what these lead to. `files` gives by id the file of each article that
    could be read, `ids` are these ids; `broken`: something could not. `places` is where everything
    of it stands.
    """

    digest: bytes
    facts: IssueFacts | None = None
    card: bytes = b""
    lines: tuple[str, ...] = ()
    line_links: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[Thing, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    broken: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


class Packed(Struct, frozen=True):
    """A reading as it is sent and kept: what is asked for often apart from what seldom is.

    `lean` is the reading without card, lines, places, files and what its lines lead to; `details`
    are the last two.
    """

    digest: bytes
    lean: bytes
    card: bytes
    lines: bytes
    places: bytes
    details: bytes


def packed(whole: Reading) -> Packed:
    """Pack a reading."""
    lean = replace(whole, card=b"", lines=(), places={}, files={}, line_links={})
    return Packed(
        whole.digest,
        _ENCODE(lean),
        whole.card,
        _ENCODE(whole.lines),
        _ENCODE(whole.places),
        _ENCODE((whole.files, whole.line_links)),
    )


class ComposeOrder(Struct, frozen=True):
    """An issue to compose: as it was read, in its context, into the stage.

    `before` gives the prints of its files in the site now.
    """

    job: Job
    folder: str
    digest: bytes
    context: bytes
    before: Mapping[str, Print]
    stage: Path
    public: Path
    known: bool
    search: bool


class Made(Struct, frozen=True):
    """What an issue is in the site: its files' prints, and what of it concerns the whole.

    `links` are what its pages lead to outside of it, by the page that does; `wrong` is what must
    not replace a site, `found` all else. `sitemap` is its part of that file, `search` the digest of
    its part of the search index.
    """

    files: Mapping[str, Print]
    links: Mapping[str, tuple[str, str]]
    wrong: tuple[Diagnostic, ...]
    found: tuple[Diagnostic, ...]
    sitemap: bytes
    search: bytes


class PackedPart(Struct, frozen=True):
    """An issue's part of the search index, as it is sent and kept.

    `run` is the part without texts and heads; `digest` is of it and of the texts.
    """

    digest: bytes
    run: bytes
    texts: bytes
    heads: bytes


def packed_part(whole: Part) -> PackedPart:
    """Pack a part."""
    run, heads = _ENCODE(replace(whole, texts=b"", heads=())), _ENCODE(whole.heads)
    digest = print_of(run + print_of(whole.texts))[:SEARCH_DIGEST]
    return PackedPart(digest, run, whole.texts, heads)


class Composing(Struct, frozen=True):
    """What came of composing: what the issue is now, which files are staged, how big they are.

    `part` is what it adds to the search index, packed, where the site has one. `seconds` is how
    long it took.
    """

    made: Made
    part: PackedPart | None
    staged: tuple[str, ...]
    size: int
    seconds: float = 0.0


class _Opened(Struct, frozen=True):
    source: IssueFiles
    issue: Issue | None
    card: Card | None
    files: Mapping[str, str]
    broken: bool
    diagnostics: tuple[Diagnostic, ...]


_OPENED: OrderedDict[tuple[bytes, str, bytes], _Opened] = OrderedDict()

_ENCODE = msgspec.msgpack.Encoder().encode
_CONTEXT = msgspec.msgpack.Decoder(Context)


def source_digest(source: IssueFiles, pictures: Path) -> bytes:
    """Digest all that is in an issue's folder and can be shown."""
    digest = blake2b(digest_size=16)
    for name, text in sorted(source.texts.items()):
        content = text.encode()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    for name in sorted(source.pictures):
        content = (pictures / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    digest.update(repr((sorted(source.names), source.found)).encode("utf-8", "surrogateescape"))
    return digest.digest()


def read_packed(order: ReadOrder) -> Packed:
    """Read an issue, as `read`; give it packed."""
    return packed(read(order))


def read(order: ReadOrder) -> Reading:
    """Read an issue. What is wrong with it is in what comes of it; nothing raises."""
    shop = workshop(order.job.project, order.job.drafts, order.job.key)
    digest, opened = _open(shop, order.folder)
    if order.keep:
        _keep((shop.key, order.folder, digest), opened)
    base = Reading(
        digest,
        ids=tuple(opened.files),
        files=opened.files,
        broken=opened.broken,
        diagnostics=opened.diagnostics,
    )
    if opened.issue is None or opened.card is None:
        return base
    issue, card, site = opened.issue, opened.card, shop.site
    lines = tuple(line(card, article, site) for article in card.articles)
    leads = proof.facts("", links(lines), site.edition.base_path).links
    return replace(
        base,
        facts=_facts(issue, card, lines, site.edition.topic_slugs),
        card=_ENCODE(card),
        lines=lines,
        line_links=leads,
        places=issue_places(card, site.shows("page.html")),
    )


def _facts(issue: Issue, card: Card, lines: Iterable[str], topics: Mapping[str, str]) -> IssueFacts:
    links = dict.fromkeys(id_ for article in issue.articles for id_ in linked_ids(article))
    found = cards.lists(card, topics)
    return IssueFacts(
        id=card.id,
        date=card.date,
        number=card.number,
        name=card.name,
        draft=card.draft,
        pages=tuple(page.label for page in card.pages),
        assumed=tuple(page.label for page in card.pages if page.assumed),
        article_count=text_count(card),
        headlines=headlines(card)[:HEADLINES],
        articles=tuple(article.id for article in card.articles),
        bare=tuple(n for n, a in enumerate(card.articles) if a.genre is Genre.HEADLINE_ONLY),
        withdrawn=sum(article.withdrawal is not None for article in card.articles),
        lists=found,
        lines=b"".join(print_of(line.encode())[:8] for line in lines),
        names={
            kind: tuple(sorted({name for names in of for name in names}))
            for kind, of in found.items()
            if kind is not ListKind.TOPIC
        },
        collective=cards.collectives(card),
        links=tuple(links),
        corrects={a.id: a.corrects for a in card.articles if a.corrects},
        amended=any(a.corrections or a.withdrawal for a in card.articles),
    )


def _open(shop: Workshop, folder: str) -> tuple[bytes, _Opened]:
    project, edition = shop.project, shop.site.edition
    path = project.content / folder
    source = issue_files(project, path)
    digest = source_digest(source, path / addresses.PICTURES)
    got = read_issue(source, edition)
    broken = any(severity(one) is Severity.ERROR for one in got.diagnostics)
    files = {str(article.id): name for name, article in got.files.items()}
    issue = got.issue
    if issue and issue.status is Status.DRAFT and not shop.drafts:
        issue = None
    if issue:
        issue = without_withdrawn(issue if shop.drafts else without_drafts(issue))
    card = cards.card(issue, edition.newspaper, edition.units) if issue else None
    return digest, _Opened(source, issue, card, files, broken, got.diagnostics)


def _keep(key: tuple[bytes, str, bytes], opened: _Opened) -> None:
    _OPENED[key] = opened
    _OPENED.move_to_end(key)
    while len(_OPENED) > KEPT:
        _OPENED.popitem(last=False)


def compose_issue(order: ComposeOrder) -> Composing:
    """Compose an issue into the stage.

    Raises:
        UserError: when its files have changed since they were read, or the disk is full.
    """
    start = time.monotonic()
    shop = workshop(order.job.project, order.job.drafts, order.job.key)
    opened = _OPENED.pop((shop.key, order.folder, order.digest), None)
    if opened is None:
        digest, opened = _open(shop, order.folder)
        if digest != order.digest:
            raise ChangedError(order.folder)
    context = _CONTEXT.decode(order.context)
    if opened.issue is None or opened.card is None:
        raise ChangedError(order.folder)
    pictures = _pictures(shop.project, opened.issue)
    context = replace(context, pictures=pictures.facts, origins=_origins(shop, opened))
    face = made_face(shop, opened.card)
    composed = compose(opened.issue, opened.card, context, shop.site, face.address)
    pictures = replace(
        pictures,
        outputs=(*pictures.outputs, *face.outputs, *made_picture(shop, composed.cover)),
        diagnostics=(*pictures.diagnostics, *face.diagnostics),
    )
    done = _staged(order, shop, opened, context, composed, pictures)
    return replace(done, seconds=time.monotonic() - start)


class ChangedError(UserError):
    """An issue was changed while it was being worked on."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"site/content/{folder}: changed meanwhile 生成时被改动", "run it again 再运行一次"
        )
        self.folder = folder

    def __reduce__(self) -> tuple[type["ChangedError"], tuple[str]]:
        """Come through from another process."""
        return ChangedError, (self.folder,)


def _staged(
    order: ComposeOrder,
    shop: Workshop,
    opened: _Opened,
    context: Context,
    composed: Composed,
    pictures: Pictures,
) -> Composing:
    if opened.card is None:
        raise ChangedError(order.folder)
    stage = Stage(order.stage, order.public, order.known)
    public = shop.project.name(order.public)
    base_path = shop.site.edition.base_path
    files: dict[str, Print] = {}
    pages: dict[str, proof.Facts] = {}
    staged, size = [], 0
    for output in (*composed.outputs, *pictures.outputs):
        files[output.path], new = stage.put(output.path, output.content, order.before)
        if new:
            staged.append(output.path)
            size += len(output.content)
        if proof.is_page(output.path):
            pages[output.path] = proof.facts(
                output.path, output.content, base_path, parts=shop.site.parts(output.path)
            )
    wrong = proof.same_paths(files_of(composed, pictures), public)
    outside: dict[str, tuple[str, str]] = {}
    for path, page in pages.items():
        wrong += proof.own_proofs(path, page, public)
        for target, href in page.links.items():
            file, _, fragment = target.partition("#")
            if file not in files:
                outside.setdefault(target, (path, href))
            elif fragment and fragment not in _anchors(file, pages):
                wrong.append(diagnostic("BM402", Where(f"{public}/{path}"), href=href))
    found = [*pictures.diagnostics, *_emptied(opened, context)]
    names = opened.files
    for id_, ends in composed.dead_ends.items():
        found += dead_ends(opened.source, names[id_], ends, pictures)
    found_by = packed_part(part(composed.documents)) if order.search else None
    made = Made(
        files,
        outside,
        tuple(wrong),
        tuple(found),
        issue_entries(opened.card, context.moments, shop.site),
        found_by.digest if found_by else b"",
    )
    return Composing(made, found_by, tuple(staged), size)


def _anchors(file: str, pages: Mapping[str, proof.Facts]) -> frozenset[str]:
    return pages[file].anchors if file in pages else frozenset()


def files_of(composed: Composed, pictures: Pictures) -> Iterable[str]:
    """Give the paths of all outputs of an issue."""
    return (output.path for output in (*composed.outputs, *pictures.outputs))


def _emptied(opened: _Opened, context: Context) -> Iterable[Diagnostic]:
    """Name the articles that were published with a text and have none now."""
    for article in opened.issue.articles if opened.issue else ():
        bare = article.genre is Genre.HEADLINE_ONLY or article.withdrawal
        if article.id in context.moments and not (article.body or bare):
            yield diagnostic("BM407", Where(f"{opened.source.path}/{opened.files[article.id]}"))


def _origins(shop: Workshop, opened: _Opened) -> Mapping[ArticleId, Origin]:
    """Give where an issue's articles come from, where anything tells it."""
    recorded = opened.source.texts.get(RECORD_FILE, "")
    if not (recorded and opened.issue and (shop.site.edition.data or shop.site.tells_origins)):
        return {}
    articles = {str(article.id): article for article in opened.issue.articles}
    files = opened.files.items()
    return origins(recorded, {n: articles[i] for i, n in files if i in articles})


def _pictures(project: Project, issue: Issue) -> Pictures:
    """Make the pictures that an issue's articles refer to ready."""
    names = {name for article in issue.articles for name in linked_pictures(article)}
    address = partial(addresses.picture, issue.id)
    return ready_pictures(project, project.content / issue.id, names & issue.pictures, address)
