"""`banmian search`: what the index of the built site has."""

import argparse
from itertools import islice
from pathlib import Path

from banmian.app.project import find
from banmian.app.searching import best_line, check_values, search
from banmian.cli.console import DONE, Console
from banmian.errors import UserError
from banmian.model.dates import PartialDate
from banmian.search.documents import Document
from banmian.search.facets import KINDS, facets_of
from banmian.search.query import Query, query

_AROUND = 30
"""Characters of a line that are shown before and behind what was found."""


def search_site(options: argparse.Namespace, console: Console) -> int:
    """`banmian search QUERY`."""
    asked = _query(options)
    public = options.out or find(options.project or Path.cwd()).public
    check_values(public, asked)
    found = search(public, asked)
    shown = list(found if options.all else islice(found, options.limit + 1))
    more = not options.all and len(shown) > options.limit
    shown = shown if options.all else shown[: options.limit]
    if console.as_json:
        console.data({"results": [_as_data(one, asked) for one in shown], "more": more})
        return DONE
    for one in shown:
        console.result(f"{one.title}\n  {one.place}  {one.href}")
        if line := _piece(best_line(one, asked), asked):
            console.result(f"  {line}")
    said = "search.more" if more else "search.count" if shown else "search.none"
    console.result(console.say(said, count=len(shown)))
    return DONE


def _query(options: argparse.Namespace) -> Query:
    """Read the options.

    Raises:
        UserError: for a date or a filter of another form.
    """
    for date in filter(None, (options.since, options.until)):
        try:
            PartialDate.parse(date)
        except ValueError:
            raise UserError(
                f"{date!r} is no date 不是日期", "write 写成: 2021, 2021-06, 2021-06-15"
            ) from None
    facets: dict[str, str] = {}
    for one in options.filter:
        kind, _, value = one.partition("=")
        if kind not in KINDS or not value or kind in facets:
            raise UserError(
                f"--filter {one!r}: KIND=VALUE, each kind once 筛选写成 种类=值，每种一次",
                "KIND 种类: " + ", ".join(KINDS),
            )
        facets[kind] = value
    return query(
        " ".join(options.query),
        title=options.title,
        newest=options.newest,
        since=options.since,
        until=options.until,
        facets=facets,
    )


def _as_data(one: Document, asked: Query) -> dict[str, object]:
    return {
        "href": one.href,
        "title": one.title,
        "date": one.date,
        "place": one.place,
        "facets": list(facets_of(one)),
        "line": best_line(one, asked),
    }


def _piece(line: str, asked: Query) -> str:
    """Give a piece of a line around the first term in it that stands there letter by letter."""
    at = min((n for term in asked.terms if (n := line.casefold().find(term)) >= 0), default=0)
    start, end = max(0, at - _AROUND), at + _AROUND
    return "…" * (start > 0) + line[start:end] + "…" * (end < len(line))
