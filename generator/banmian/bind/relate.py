"""Facts → what each issue is told of the others. Small and cheap."""

from collections.abc import Mapping, Sequence

from banmian import addresses
from banmian.bind.references import References
from banmian.model.card import Context, Neighbour
from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId
from banmian.model.ledger import Ledger, Moments, Thing

People = Mapping[str, str]
"""The slug of everyone who signs, by name."""


def context(
    number: int,
    issues: Sequence[IssueFacts],
    people: People,
    moments: Mapping[Thing, Moments],
    targets: Mapping[ArticleId, str],
    references: tuple[References, References],
) -> Context:
    """Give an issue, the one of this number among all in order, its context.

    `targets` gives the address of every article that anything links to, `references` what corrects
    each article and what each correction corrects.
    """
    issue = issues[number]
    corrected_by, corrects = references
    ids = issue.articles
    known = ((id_, moments.get(Thing(f"article:{id_}"))) for id_ in ids) if moments else ()
    return Context(
        previous=neighbour(issues[number - 1]) if number else None,
        next=neighbour(issues[number + 1]) if number + 1 < len(issues) else None,
        people={name: people[name] for name in issue.names},
        targets={id_: targets[id_] for id_ in issue.links if id_ in targets},
        moments={id_: moment for id_, moment in known if moment},
        corrected_by={id_: corrected_by[id_] for id_ in ids if id_ in corrected_by},
        corrects={id_: corrects[id_] for id_ in ids if id_ in corrects},
    )


def neighbour(issue: IssueFacts) -> Neighbour:
    """Give what the issues beside it show of an issue."""
    return Neighbour(issue.id, issue.date, issue.name)


def people_slugs(readings: Mapping[str, str], ledger: Ledger) -> People:
    """Give every name that signs its slug, whatever the order; `readings` are their pinyin."""
    return addresses.people_slugs(readings, ledger.latest("person"))
