"""What issues are to each other: who holds an article, who corrects it, where everything stands."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from banmian import addresses
from banmian.app.content import issue_files
from banmian.app.ground import Ground
from banmian.app.issue_work import Reading
from banmian.app.memory import Memory
from banmian.app.project import load_ledger
from banmian.bind.lists import Slugs
from banmian.bind.places import edition_places
from banmian.bind.references import References, references
from banmian.bind.relate import list_slugs
from banmian.content.cards import reading
from banmian.model.card import Card
from banmian.model.diagnostics import Diagnostic, diagnostic
from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId
from banmian.model.ledger import Ledger, Moments, Thing, published
from banmian.model.lists import ListKind
from banmian.theme.lists import article_address


class Publication(Struct, frozen=True):
    """The moment of a publication, what was published before it, and the articles' digests now."""

    moment: str
    before: Ledger
    digests: Mapping[Thing, str]


class Relations(Struct, frozen=True):
    """The issues in order, and all that one of them cannot say of itself.

    `broken` are the folders in which something could not be read; `holders` gives the folder of
    each article, `slugs` the slug of each list; `places` is where everything stands,
    known only where something was published or led on; `found` what is wrong between issues.
    """

    issues: tuple[IssueFacts, ...]
    broken: frozenset[str]
    holders: Mapping[str, str]
    slugs: Slugs
    places: Mapping[Thing, str]
    ledger: Ledger
    moments: Mapping[Thing, Moments]
    found: tuple[Diagnostic, ...]


def relate(
    ground: Ground, readings: Mapping[str, Reading], publication: Publication | None
) -> Relations:
    """Relate the issues that were read, as they are published at this moment, if at any."""
    facts = [one.facts for one in readings.values() if one.facts]
    issues = tuple(sorted(facts, key=lambda one: one.order))
    broken = frozenset(name for name, one in readings.items() if one.broken)
    holders, found = _holders(ground, readings)
    if not broken:  # what is left out may be what is meant
        found += _unknown_corrected(ground, issues)
    ledger = publication.before if publication else load_ledger(ground.project)
    slugs = {
        kind: list_slugs(kind, readings, ledger)
        for kind, readings in _pinyin(ground, issues).items()
    }
    places: Mapping[Thing, str] = {}
    if publication or ledger.entries or ground.shop.site.edition.redirects:
        places = _places(ground, issues, slugs)
    if publication:
        ledger = published(ledger, places, publication.digests, publication.moment)
    moments = ledger.moments()
    return Relations(issues, broken, holders, slugs, places, ledger, moments, tuple(found))


def _pinyin(ground: Ground, issues: tuple[IssueFacts, ...]) -> dict[ListKind, dict[str, str]]:
    """Read the names of all lists; those that were read before are remembered."""
    key = ground.shop.key
    noted = ground.memory.noted("pinyin", dict[str, str])
    known: dict[str, str] = noted[1] if noted and noted[0] == key else {}
    names = {
        kind: sorted({name for issue in issues for name in issue.names.get(kind, ())})
        for kind in ground.shop.site.lists
        if kind is not ListKind.TOPIC
    }
    readings = {name: known.get(name) or reading(name) for of in names.values() for name in of}
    if not readings.keys() <= known.keys():
        ground.memory.note("pinyin", key, readings)
    return {kind: {name: readings[name] for name in of} for kind, of in names.items()}


def _holders(
    ground: Ground, readings: Mapping[str, Reading]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Give the folder of each article; name those that are in two."""
    holders: dict[str, str] = {}
    found = []
    for name, got in sorted(readings.items()):
        for id_ in got.ids:
            holder = holders.setdefault(id_, name)
            if holder != name:
                file = ground.memory.details(name)[0][id_]
                other = ground.memory.details(holder)[0][id_]
                content = ground.project.content
                where = issue_files(ground.project, content / name).at(file, "id")
                there = f"{ground.project.name(content / holder)}/{other}"
                found.append(diagnostic("BM303", where, id=id_, other=there))
    return holders, found


def _unknown_corrected(ground: Ground, issues: tuple[IssueFacts, ...]) -> Iterator[Diagnostic]:
    """Name the articles that correct one that is not there."""
    correcting = [issue for issue in issues if issue.corrects]
    known = {id_ for issue in issues for id_ in issue.articles} if correcting else set()
    for issue in correcting:
        for id_, targets in issue.corrects.items():
            for target in targets:
                if target not in known:
                    source = issue_files(ground.project, ground.project.content / issue.id)
                    file = ground.memory.details(issue.id)[0][id_]
                    where = source.at_value(file, "corrects", target)
                    yield diagnostic("BM317", where, id=target)


def _places(ground: Ground, issues: tuple[IssueFacts, ...], slugs: Slugs) -> dict[Thing, str]:
    found: dict[Thing, str] = {}
    for issue in issues:
        found |= ground.memory.places(issue.id)
    years = {issue.date.year for issue in issues}
    site = ground.shop.site
    lists = {ListKind.TOPIC: site.edition.topic_slugs, **slugs}
    made = {k: names for k, names in lists.items() if site.shows(addresses.kind_of_list(k))}
    return found | edition_places(years, ground.shop.sheets.sheets, made)


def amended(
    relations: Relations, memory: Memory
) -> tuple[tuple[Card, ...], tuple[References, References]]:
    """Give the cards of the issues that correct, or are corrected, and what refers to what."""
    issues = relations.issues
    targets = {id_ for issue in issues for ids in issue.corrects.values() for id_ in ids}
    holding = {relations.holders[id_] for id_ in targets if id_ in relations.holders}
    names = [i.id for i in issues if i.amended or i.corrects or i.id in holding]
    cards = tuple(memory.card(name) for name in names)
    return cards, references(cards)


class Addresses(Mapping[ArticleId, str]):
    """The address of every article, found when it is asked for."""

    def __init__(self, relations: Relations, memory: Memory) -> None:
        self._holders, self._memory = relations.holders, memory
        self._shown = {issue.id for issue in relations.issues}

    def __getitem__(self, id_: ArticleId) -> str:
        """Give an article's address."""
        folder = self._holders[id_]
        if folder in self._shown:
            card = self._memory.card(folder)
            for article in card.articles:
                if article.id == id_:
                    return article_address(card.id, article)
        raise KeyError(id_)

    def __iter__(self) -> Iterator[ArticleId]:
        """Give nothing: they are asked for one by one."""
        return iter(())

    def __len__(self) -> int:
        """Count nothing."""
        return 0
