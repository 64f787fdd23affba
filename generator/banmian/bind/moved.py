"""Published addresses that nothing stands at any more: each leads on, or the build stops."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from banmian import addresses
from banmian.model.ledger import Ledger, Thing, owners_of
from banmian.model.output import Output
from banmian.theme.contexts import Link, MovedView
from banmian.theme.site import Site

_LISTS = {"year": addresses.ARCHIVE} | {k.value: at for k, at in addresses.LISTS.items()}
"""Where one looks for what is in a list no longer."""


class Moves(Struct, frozen=True):
    """Where the addresses that are no longer lead.

    `stopgaps` are those of `to` whose thing may come back: it is left out, or nobody signs so
    now, or no article is in such a column. `lost` lead nowhere; at `taken` stands another article
    than the one that was published there; `idle` are redirects of addresses that something stands
    at.
    """

    to: Mapping[str, str]
    stopgaps: frozenset[str]
    lost: tuple[str, ...]
    taken: tuple[str, ...]
    idle: tuple[str, ...]


def moves(
    ledger: Ledger,
    places: Mapping[Thing, str],
    redirects: Mapping[str, str],
    broken: Collection[str],
) -> Moves:
    """Find where every published address that nothing stands at leads now.

    A thing that has another address is there; a page of an issue is in its issue, a topic, a
    person, a column or a year in the list of them. What is left out of a `broken` issue leads to
    the issue, or to the archive, until it can be read again. `redirects` are the editor's and go
    before all that.
    """
    owners = owners_of(places)
    to = {old: new for old, new in redirects.items() if old not in owners}
    stopgaps, lost, taken = set(), [], []
    for address, entry in ledger.entries.items():
        if address in owners:
            if owners[address] != entry.thing and entry.thing.startswith("article:"):
                taken.append(address)
        elif address not in to:
            issue = address.partition("/")[0]
            target = places.get(entry.thing)
            if not target:
                target = _list_of(entry.thing, places)
                if not target and issue in broken:
                    target = places.get(Thing(f"issue:{issue}")) or addresses.ARCHIVE
                stopgaps.add(address)
            if target:
                to[address] = target
            else:
                lost.append(address)
    idle = sorted(set(redirects) & set(owners))
    return Moves(to, frozenset(stopgaps), tuple(sorted(lost)), tuple(sorted(taken)), tuple(idle))


def _list_of(thing: Thing, places: Mapping[Thing, str]) -> str | None:
    kind, _, name = thing.partition(":")
    if kind == "page":
        return places.get(Thing(f"issue:{name.partition('/')[0]}"))
    return _LISTS.get(kind)


def moved_pages(moves: Moves, titles: Mapping[str, str], site: Site) -> Iterator[Output]:
    """Make the page at each old address that leads on, and the list of them for hosts.

    `titles` says what stands at an address; where it does not, the address is told itself.
    `_redirects` is read by Netlify and Cloudflare Pages; addresses hold no blanks, so that no
    line can say anything else.
    """
    title = site.phrase("moved")
    base = site.edition.base_path
    for old, new in sorted(moves.to.items()):
        text = titles.get(new, site.edition.address + new)
        view = MovedView(Link(text, site.way_from(old)(new)))
        yield site.output(old, title, "", view, canonical=new)
    if moves.to:
        lines = [
            f"{base}{old} {base}{new} {302 if old in moves.stopgaps else 301}\n"
            for old, new in sorted(moves.to.items())
        ]
        yield Output(addresses.REDIRECTS, "".join(lines).encode())
