"""Which pieces of an issue are one article: jump lines (下转, 上接) matched over all its pages.

Page numbers must agree. Where several pieces compete, titles, the seam and the subject decide, all
pairs at once; a pair that is not clearly better than its rivals is not made.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from msgspec import Struct

from banmian.content.jump_evidence import Evidence
from banmian.model.article import Direction, Jump
from banmian.model.draft import Draft
from banmian.segment.assignment import assign
from banmian.text.page_labels import pages_meant

_AGREED = 7.0
"""What it is worth that the page numbers agree: alone enough, unless all else speaks against it."""
_MARGIN = 2.0
"""By how much the best pairing must beat the best one without a pair, in log-odds.

Articles of the sample pages, cut in two and mixed: 1 of 100 joined wrongly, with short titles none.
"""
_MOST = 24
"""Pieces that may compete; where there are more, something else is wrong with the page."""
_NEVER = 1e6


class Why(Enum):
    """Why a jump line found no other half."""

    MISSING = auto()  # its page is there and has none
    UNCLEAR = auto()  # several may be meant
    ELSEWHERE = auto()  # its page is not among the issue's


class Loose(Struct, frozen=True):
    """A jump line without its other half: `draft` is the index of its piece."""

    draft: int
    jump: Jump
    why: Why


class Joins(Struct, frozen=True):
    """Which pieces are joined, `after[head] == tail`, and the jump lines that are left."""

    after: Mapping[int, int]
    loose: tuple[Loose, ...]


class _Claim(Struct, frozen=True):
    """A jump line of a piece, with the pages that it can mean; `here` is the piece's own."""

    draft: int
    jump: Jump
    here: str
    meant: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages to look on: its own only where that is a spread of several."""
        return tuple(page for page in self.meant if page != self.here or "-" in page)

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The ways from page to page that it can mean."""
        if self.jump.direction is Direction.TO:
            return [(self.here, page) for page in self.pages]
        return [(page, self.here) for page in self.pages]


Pair = tuple[int, int]
Side = tuple[int, Direction]


def join_jumps(drafts: Sequence[Draft], labels: Sequence[str]) -> Joins:
    """Match the jump lines of an issue's pieces, each of which stands on one page still.

    A piece goes on in one piece at most and comes from one at most; no chain leads back.
    """
    claims = [
        _Claim(at, jump, page, pages_meant(jump.page, labels, page))
        for at, draft in enumerate(drafts)
        for page in (draft.placements[0].page,)
        for jump in draft.jumps
    ]
    pairs, crowded = _agreeing(claims)
    after: dict[int, int] = {}
    evidence = Evidence(drafts) if pairs else None
    for group in _groups(pairs):
        if evidence and max(map(len, map(set, zip(*group, strict=True)))) <= _MOST:
            after.update(_clear(group, evidence))
    after = _without_cycles(after)
    return Joins(after, tuple(_loose(claims, after, pairs, crowded)))


def _agreeing(claims: Sequence[_Claim]) -> tuple[set[Pair], set[Side]]:
    """Give the pairs whose page numbers agree, and who claims a way that too many claim."""
    heads: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    tails: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for claim in claims:
        side = heads if claim.jump.direction is Direction.TO else tails
        for way in claim.ways:
            side[way].add(claim.draft)
    pairs: set[Pair] = set()
    crowded: set[Side] = set()
    for way in heads.keys() & tails.keys():
        if max(len(heads[way]), len(tails[way])) > _MOST:
            crowded |= {(h, Direction.TO) for h in heads[way]}
            crowded |= {(t, Direction.FROM) for t in tails[way]}
        else:
            pairs |= {(h, t) for h in heads[way] for t in tails[way] if h != t}
    return pairs, crowded


def _groups(pairs: set[Pair]) -> Iterator[list[Pair]]:
    """Part the pairs into groups that do not compete with each other."""
    rivals: defaultdict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        rivals["head", pair[0]].append(pair)
        rivals["tail", pair[1]].append(pair)
    seen: set[Pair] = set()
    for start in sorted(pairs):
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for head, tail in group:  # it grows while it is read
            new = {*rivals["head", head], *rivals["tail", tail]} - seen
            seen |= new
            group += sorted(new)
        yield sorted(group)


def _clear(group: Sequence[Pair], evidence: Evidence) -> dict[int, int]:
    """Give the pairs of the best pairing without each of which all others would be far worse."""
    scores = {pair: _AGREED + evidence.score(*pair) for pair in group}
    best, total = _best(scores)
    return {
        pair[0]: pair[1]
        for pair in best
        if total - _best({p: score for p, score in scores.items() if p != pair})[1] >= _MARGIN
    }


def _best(scores: Mapping[Pair, float]) -> tuple[list[Pair], float]:
    """Give the pairing with the highest sum; each head may also stay alone."""
    heads = sorted({head for head, _ in scores})
    tails = sorted({tail for _, tail in scores})
    cost = [
        [-scores.get((head, tail), -_NEVER) for tail in tails] + [0.0] * len(heads)
        for head in heads
    ]
    columns = assign(cost) if heads else ()
    chosen = [
        (head, tails[column])
        for head, column in zip(heads, columns, strict=True)
        if column < len(tails)
    ]
    return chosen, sum(scores[pair] for pair in chosen)


def _without_cycles(after: Mapping[int, int]) -> dict[int, int]:
    """Leave out the pairs of every chain that leads back to where it began."""
    lead_back: set[int] = set()
    for start in after:
        chain, here = [start], after[start]
        while here in after and here not in chain:
            chain.append(here)
            here = after[here]
        if here == start:
            lead_back.update(chain)
    return {head: tail for head, tail in after.items() if head not in lead_back}


def _loose(
    claims: Sequence[_Claim], after: Mapping[int, int], pairs: set[Pair], crowded: set[Side]
) -> Iterator[Loose]:
    before = {tail: head for head, tail in after.items()}
    page = {claim.draft: claim.here for claim in claims}
    open_pairs = [p for p in pairs if p[0] not in after and p[1] not in before]
    unclear = crowded.union(
        ((head, Direction.TO) for head, _ in open_pairs),
        ((tail, Direction.FROM) for _, tail in open_pairs),
    )
    met: set[Side] = set()
    for claim in claims:
        to = claim.jump.direction is Direction.TO
        other = (after if to else before).get(claim.draft)
        side = (claim.draft, claim.jump.direction)
        if other is not None and page[other] in claim.pages and side not in met:
            met.add(side)
        elif not claim.meant:
            yield Loose(claim.draft, claim.jump, Why.ELSEWHERE)
        elif side in unclear and claim.pages:
            yield Loose(claim.draft, claim.jump, Why.UNCLEAR)
        else:
            yield Loose(claim.draft, claim.jump, Why.MISSING)
