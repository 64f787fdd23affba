"""Facts → what each issue is told of the others. Small and cheap."""

from collections.abc import Mapping, Sequence

from msgspec import Raw, Struct
from msgspec.structs import replace

from banmian import addresses
from banmian.bind.lists import Slugs
from banmian.bind.references import References
from banmian.model.card import Context, Neighbour, SameDay
from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId, IssueId
from banmian.model.ledger import Ledger, Moments, Thing
from banmian.model.lists import ListKind


class Others(Struct, frozen=True):
    """What there is to tell of other issues.

    `targets` gives the address of every article that anything links to, `references` what corrects
    each article and what each correction corrects; `same_days` and `recalled` are by issue.
    """

    slugs: Slugs
    moments: Mapping[Thing, Moments]
    targets: Mapping[ArticleId, str]
    references: tuple[References, References]
    same_days: Mapping[IssueId, tuple[SameDay, ...]]
    recalled: Mapping[IssueId, Raw]


def context(number: int, issues: Sequence[IssueFacts], others: Others) -> Context:
    """Give an issue, the one of this number among all in order, its context."""
    issue = issues[number]
    corrected_by, corrects = others.references
    ids = issue.articles
    slugs, moments, targets = others.slugs, others.moments, others.targets
    known = ((id_, moments.get(Thing(f"article:{id_}"))) for id_ in ids) if moments else ()
    told = Context(
        previous=neighbour(issues[number - 1]) if number else None,
        next=neighbour(issues[number + 1]) if number + 1 < len(issues) else None,
        slugs={
            kind: {name: slugs[kind][name] for name in names}
            for kind, names in issue.names.items()
            if kind in slugs
        },
        targets={id_: targets[id_] for id_ in issue.links if id_ in targets},
        moments={id_: moment for id_, moment in known if moment},
        corrected_by={id_: corrected_by[id_] for id_ in ids if id_ in corrected_by},
        corrects={id_: corrects[id_] for id_ in ids if id_ in corrects},
        same_days=others.same_days.get(issue.id, ()),
    )
    recalled = others.recalled.get(issue.id)
    return replace(told, recalled=recalled) if recalled is not None else told


def neighbour(issue: IssueFacts) -> Neighbour:
    """Give what the issues beside it show of an issue."""
    return Neighbour(issue.id, issue.date, issue.name)


def list_slugs(kind: ListKind, readings: Mapping[str, str], ledger: Ledger) -> dict[str, str]:
    """Give every list of a kind its slug, whatever the order; `readings` are the names' pinyin."""
    return addresses.list_slugs(kind, readings, ledger.latest(kind.value))
