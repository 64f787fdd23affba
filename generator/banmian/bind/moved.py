"""Published addresses that nothing stands at any more: each leads on, or the build stops."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banmian import addresses
from banmian.model.ledger import Ledger, Thing
from banmian.model.output import Output
from banmian.theme.contexts import Link, MovedView
from banmian.theme.site import Site

_LISTS = {"topic": addresses.TOPICS, "person": addresses.PEOPLE, "year": addresses.ARCHIVE}
"""Where one looks for what is in a list no longer."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the addresses that are no longer lead, and those that lead nowhere."""

    to: Mapping[str, str]
    lost: tuple[str, ...]


def moves(ledger: Ledger, places: Mapping[Thing, str], redirects: Mapping[str, str]) -> Moves:
    """Find where every published address that nothing stands at leads now.

    A thing that has another address is there; a page of an issue is in its issue, a topic, a
    person or a year in the list of them. `redirects` are the editor's and go before all that.
    """
    there = set(places.values())
    to = {old: new for old, new in redirects.items() if old not in there}
    lost = []
    for address, entry in ledger.entries.items():
        if address in there or address in to:
            continue
        target = places.get(entry.thing) or _list_of(entry.thing, places)
        if target:
            to[address] = target
        else:
            lost.append(address)
    return Moves(to, tuple(sorted(lost)))


def _list_of(thing: Thing, places: Mapping[Thing, str]) -> str | None:
    kind, _, name = thing.partition(":")
    if kind == "page":
        return places.get(Thing(f"issue:{name.partition('/')[0]}"))
    return _LISTS.get(kind)


def moved_pages(moves: Moves, site: Site) -> Iterator[Output]:
    """Make the page at each old address that leads on, and the list of them for hosts.

    `_redirects` is read by Netlify and Cloudflare Pages; addresses hold no blanks, so that no
    line can say anything else.
    """
    title = site.phrase("moved")
    base = site.edition.base_path
    for old, new in sorted(moves.to.items()):
        view = MovedView(Link(site.edition.address + new, site.way_from(old)(new)))
        yield site.output(old, title, "", view, canonical=new)
    if moves.to:
        lines = [f"{base}{old} {base}{new} 301\n" for old, new in sorted(moves.to.items())]
        yield Output(addresses.REDIRECTS, "".join(lines).encode())
