"""Binding (装订): all that spans issues is made of what the issues say of themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.feeding import edition_feed, recent
from banmian.app.ground import Ground
from banmian.app.indexing import dated
from banmian.app.issue_work import Reading
from banmian.app.memory import digest
from banmian.app.project import read_text
from banmian.app.proving import Whole
from banmian.app.relating import Addresses, Relations
from banmian.app.segments import Dated
from banmian.app.share import faceless, made_face, made_picture
from banmian.app.sheets import make_sheets
from banmian.app.spanning import Spanning
from banmian.bind import bind
from banmian.bind.archive import by_year
from banmian.bind.feed import Feed
from banmian.bind.folds import Lists, fold
from banmian.bind.leaf import Leaf
from banmian.bind.lists import list_feeds
from banmian.bind.moved import Moves, moved_pages, moves
from banmian.bind.overviews import Counts
from banmian.bind.places import titles
from banmian.bind.sitemap import (
    is_news,
    news_sitemap,
    plain_entries,
    sitemap_index,
    sitemaps,
)
from banmian.config.toml import line_of
from banmian.content.ledger import file_of
from banmian.model.card import Card, SameDay
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.facts import IssueFacts
from banmian.model.ledger import Moments, Thing
from banmian.search.documents import Document

_NEWS = 12
"""Issues among which the news is: a day has no more than four."""


class Last(Struct, frozen=True):
    """What a build that finds only texts changed needs of the one before.

    `latest` are the facts of the last issues, `topics` those with their numbers, `past` the issues
    of the newest one's day, `order` all issues in order; `sheets` is what search knows of the
    sheets. `feeds` are those that have articles, `moments` when those were published.
    """

    latest: tuple[IssueFacts, ...]
    topics: Counts
    past: tuple[SameDay, ...]
    order: tuple[Dated, ...]
    sheets: tuple[Document, ...]
    feeds: tuple[Feed, ...]
    moments: Mapping[Thing, Moments]


class Bound(Struct, frozen=True):
    """What came of binding: what is wrong in the sheets, all feeds, and what is for next time."""

    found: tuple[Diagnostic, ...]
    feeds: tuple[Feed, ...]
    last: Last


def bind_lists(
    ground: Ground,
    relations: Relations,
    amended: tuple[Card, ...],
    readings: Mapping[str, Reading],
    spanning: Spanning,
) -> Bound:
    """Make all that does not take what the issues were composed to.

    Raises:
        UserError: when there is no issue; for wrong templates.
    """
    if not relations.issues:
        bind.refuse_nothing()
    site, memory = ground.shop.site, ground.memory
    lists = _lists(ground, relations.issues, readings)
    newest = memory.card(relations.issues[-1].id)
    published = frozenset(kind for kind in site.lists if relations.ledger.latest(kind.value))
    face = made_face(ground.shop, newest).address
    edition = bind.Edition(
        relations.issues, newest, amended, lists, relations.slugs, published, face
    )
    waiting = [leaf for leaf in bind.leaves(edition, site) if not spanning.is_known(leaf)]
    for leaf in sorted(waiting, key=lambda leaf: leaf.year):  # a year's lines at once
        spanning.put(leaf)
    articles = Addresses(relations, memory)
    sheets = make_sheets(ground.project, ground.shop.sheets, articles, site)
    for output in (*sheets.pages, *sheets.pictures):
        spanning.put_page(output.path, output.content)
    for output in made_picture(ground.shop, site.cover):
        spanning.put_page(output.path, output.content)
    for name, content in site.renderer.theme.assets.items():
        spanning.put_page(f"{site.renderer.theme.asset_folder}/{name}", content)
    near = recent(relations.issues)
    gone = {kind: relations.ledger.latest(kind.value) for kind in site.lists}
    feeds = (
        edition_feed(ground, relations.issues),
        *list_feeds(lists, relations.slugs, gone, near, site),
    )
    last = Last(
        relations.issues[-bind.LATEST - 1 :],
        bind.topic_counts(lists, site),
        bind.newest_past(edition, site),
        tuple(map(dated, relations.issues)),
        sheets.documents,
        tuple(feed for feed in feeds if feed.articles),
        _moments_of(near, relations.moments),
    )
    return Bound((*sheets.diagnostics, *faceless(ground.shop)), feeds, last)


def _moments_of(
    issues: Iterable[IssueFacts], moments: Mapping[Thing, Moments]
) -> Mapping[Thing, Moments]:
    """Give the moments of the articles of these issues."""
    shown = (Thing(f"article:{id_}") for issue in issues for id_ in issue.articles)
    return {thing: moments[thing] for thing in shown if thing in moments}


def _lists(ground: Ground, all_: tuple[IssueFacts, ...], readings: Mapping[str, Reading]) -> Lists:
    """Give all lists; a year whose issues are as they were is folded already."""
    years = by_year(all_)
    site = ground.shop.site
    folds = {}
    for year, issues in years.items():
        read_of = (f"{i.id}\0".encode() + readings[i.id].digest for i in issues)
        key = digest(ground.shop.key, *read_of)
        folds[year] = ground.memory.fold(year, key) or fold(issues, site.lists, topics=site.relates)
        ground.memory.keep_fold(year, key, folds[year])
    return Lists(years, folds)


def bind_home(ground: Ground, last: Last, spanning: Spanning) -> None:
    """Make the home page again, which shows the text of the newest issue."""
    card = ground.memory.card(last.latest[-1].id)
    face = made_face(ground.shop, card).address
    edition = bind.Edition(last.latest, card, (), Lists({}, {}), {}, frozenset(), face)
    leaf = bind.home_leaf(edition, last.topics, last.past, ground.shop.site)
    spanning.now.pop(leaf.path)
    spanning.put(leaf)


def bind_sitemaps(
    ground: Ground, all_: Sequence[IssueFacts], issues: Issues, spanning: Spanning
) -> None:
    """Make the sitemaps of each year, that of the other pages, and the index of them all."""
    edition = ground.shop.site.edition
    files: list[str] = []
    for year, facts in by_year(all_).items():
        files += _sitemaps_of(ground, year, [issue.id for issue in facts], issues, spanning)
    files += _news_sitemap(ground, all_, spanning)
    hidden = {addresses.NOT_FOUND, addresses.file_of(addresses.SEARCH)}
    own = [
        path.removesuffix("index.html")
        for path in spanning.now
        if path.endswith(".html") and path not in hidden
    ]
    for n, content in enumerate(sitemaps([plain_entries(own, edition)])):
        files.append(addresses.sitemap("pages", n))
        spanning.put_page(files[-1], content)
    spanning.put_page(addresses.SITEMAP, sitemap_index(files, edition))


def _news_sitemap(ground: Ground, all_: Sequence[IssueFacts], spanning: Spanning) -> Iterator[str]:
    """Make the sitemap of the news, if there is any; give its path."""
    news = [issue for issue in all_[-_NEWS:] if is_news(issue.date, all_[-1].date)]
    if news:
        cards = tuple(ground.memory.card(issue.id) for issue in news)
        content = news_sitemap(cards, ground.shop.site.edition)
        spanning.put_page(addresses.NEWS_SITEMAP, content)
        yield addresses.NEWS_SITEMAP


def _sitemaps_of(
    ground: Ground, year: int, names: Sequence[str], issues: Issues, spanning: Spanning
) -> list[str]:
    """Make the sitemaps of a year, if anything in it was made anew; give their paths."""
    first = addresses.sitemap(f"{year:04}", 0)
    parts = (ground.memory.made(name).sitemap for name in names)
    depends = [(name, issues.keys[name]) for name in names]
    leaf = Leaf(first, depends, lambda: b"".join(parts))
    if spanning.is_known(leaf):
        more = [p for p in spanning.before if p.startswith(first.removesuffix(".xml") + "-")]
        spanning.now |= {path: spanning.before[path] for path in more}
        return [first, *more]
    paths = []
    for n, content in enumerate(sitemaps([leaf.make()])):
        paths.append(addresses.sitemap(f"{year:04}", n))
        spanning.put_page(paths[-1], content, b"" if n else spanning.key(leaf))
    return paths


class Led(Struct, frozen=True):
    """What came of leading on: what must not replace the site, all else, and files to keep.

    `held` are the files of a preview that stay as they are: what was there may come back.
    """

    wrong: tuple[Diagnostic, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    held: frozenset[str] = frozenset()


def lead_on(ground: Ground, relations: Relations, whole: Whole, spanning: Spanning) -> Led:
    """Make the pages at old addresses, which lead on to where things are now."""
    site, edition = ground.shop.site, ground.shop.site.edition
    if not (relations.ledger.entries or edition.redirects):
        return Led()
    moved = moves(relations.ledger, relations.places, edition.redirects, relations.broken)
    stopgaps = frozenset(map(addresses.file_of, moved.stopgaps))
    held = set()
    idle = [old for old in edition.redirects if addresses.file_of(old) in spanning.now]
    living = {old: new for old, new in moved.to.items() if old not in idle}
    moved = replace(moved, to=living, idle=(*moved.idle, *idle))
    for output in moved_pages(moved, _Titles(ground, relations), site):
        stays = ground.preview and output.path in stopgaps
        if stays and (ground.public / output.path).exists():
            held.add(output.path)
        else:
            spanning.put_page(output.path, output.content)
    lost = _at_ledger(ground, relations, "BM404", moved.lost)
    taken = _at_ledger(ground, relations, "BM405", moved.taken)
    found = (*taken, *_redirects(ground, moved, whole))
    return Led(tuple(lost), found, frozenset(held))


def _at_ledger(
    ground: Ground, relations: Relations, code: str, lost: Iterable[str]
) -> Iterator[Diagnostic]:
    """Name published addresses by the lines that record them."""
    project = ground.project
    lines: dict[str, Where] = {}
    for address in lost:
        file = project.addresses / file_of(address)
        if address not in lines:
            for number, line in enumerate(read_text(file, project).split("\n"), 1):
                lines[line.partition(" ")[0]] = Where(project.name(file), number)
        thing = relations.ledger.entries[address].thing
        yield diagnostic(code, lines[address], address=address, thing=thing)


def _redirects(ground: Ground, moved: Moves, whole: Whole) -> Iterator[Diagnostic]:
    """Name the editor's redirects that are not needed, and those that lead nowhere."""
    project = ground.project
    text = read_text(project.settings, project)
    for old, new in ground.shop.site.edition.redirects.items():
        where = Where(project.name(project.settings), line_of(text, old))
        if old in moved.idle:
            yield diagnostic("BM406", where, address=old)
        elif not whole.has(addresses.file_of(new)):
            yield diagnostic("BM408", where, address=old, target=new)


class _Titles(Mapping[str, str]):
    """What to call what stands at an address, found when it is asked for."""

    def __init__(self, ground: Ground, relations: Relations) -> None:
        self._ground = ground
        self._folders = {str(issue.id) for issue in relations.issues}

    def __getitem__(self, address: str) -> str:
        """Give the title of an issue or an article."""
        folder = address.partition("/")[0]
        if folder not in self._folders:
            raise KeyError(address)
        return titles(self._ground.memory.card(folder), self._ground.shop.site.edition)[address]

    def __iter__(self) -> Iterator[str]:
        """Give nothing: they are asked for one by one."""
        return iter(())

    def __len__(self) -> int:
        """Count nothing."""
        return 0
