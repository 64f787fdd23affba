"""The ledger of published addresses: what stands where, since when. Only a publication adds to it.

A thing is named by its kind and what is known it by: `article:uvrphzyixm`, `issue:2021-06`,
`page:2021-06/1`, `topic:援疆`, `person:房叶舟`, `year:2021`, `sheet:about`.
"""

from collections.abc import Mapping
from typing import NewType

from msgspec import Struct
from msgspec.structs import replace

Thing = NewType("Thing", str)
"""What an address leads to: `kind:name`."""


class Moments(Struct, frozen=True):
    """When something was first published, and when it was last published with a change.

    In universal time, so that their order is that of their text: `2026-11-22T02:15:00Z`.
    """

    first: str
    last: str


class Entry(Struct, frozen=True):
    """An address that was published. `digest` tells whether the thing changed; "" for lists."""

    address: str
    thing: Thing
    moments: Moments
    digest: str = ""


class Ledger(Struct, frozen=True):
    """All addresses that were ever published, by address."""

    entries: Mapping[str, Entry]

    def moments(self) -> dict[Thing, Moments]:
        """Give the moments of everything, over all addresses that it ever had."""
        found: dict[Thing, Moments] = {}
        for entry in self.entries.values():
            known = found.get(entry.thing, entry.moments)
            found[entry.thing] = Moments(
                min(known.first, entry.moments.first), max(known.last, entry.moments.last)
            )
        return found

    def latest(self, kind: str) -> dict[str, str]:
        """Give the address of each thing of a kind, by its name: the one that it had last."""
        entries = (e for e in self.entries.values() if e.thing.startswith(f"{kind}:"))
        ordered = sorted(entries, key=lambda entry: (entry.moments.last, entry.address))
        return {entry.thing.partition(":")[2]: entry.address for entry in ordered}


def published(
    ledger: Ledger, places: Mapping[Thing, str], digests: Mapping[Thing, str], moment: str
) -> Ledger:
    """Give the ledger after a publication: `places` are the addresses of all that it shows.

    An address that is new, or whose thing changed, is of this `moment`; no address is taken out.
    """
    moments = ledger.moments()
    entries = dict(ledger.entries)
    for address, thing in owners_of(places).items():
        digest = digests.get(thing, "")
        old = ledger.entries.get(address)
        if old is None or old.thing != thing:
            first = moments[thing].first if thing in moments else moment
            entries[address] = Entry(address, thing, Moments(first, moment), digest)
        elif old.digest != digest:
            last = replace(old.moments, last=moment)
            entries[address] = Entry(address, thing, last, digest)
    return Ledger(entries)


def merged(ledger: Ledger, other: Ledger) -> Ledger:
    """Give what either has; of an address that both have, the entry that was published last."""
    entries = dict(ledger.entries)
    for address, entry in other.entries.items():
        known = entries.get(address, entry)
        entries[address] = max(known, entry, key=lambda one: one.moments.last)
    return Ledger(entries)


def owners_of(places: Mapping[Thing, str]) -> dict[str, Thing]:
    """Give each address its thing: the first, as a bare headline stands at its page's address."""
    owners: dict[str, Thing] = {}
    for thing, address in places.items():
        owners.setdefault(address, thing)
    return owners
