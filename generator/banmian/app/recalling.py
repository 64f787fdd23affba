"""What earlier issues had on the matter of each article: found once, remembered by issue."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import msgspec

from banmian import addresses
from banmian.app.ground import Ground
from banmian.app.issue_work import Reading
from banmian.bind.earlier import WINDOW, Found, earlier
from banmian.model.card import Earlier
from banmian.model.facts import IssueFacts
from banmian.model.ids import IssueId

_PRINT = 16


def recall(
    ground: Ground, issues: Sequence[IssueFacts], readings: Mapping[str, Reading]
) -> dict[IssueId, msgspec.Raw]:
    """Give for each issue what its context says of earlier coverage, where the theme shows that.

    It is found anew for an issue when it, or one of the `WINDOW` issues before, was read anew.
    """
    if not ground.shop.site.recalls:
        return {}
    keys = _keys(ground, issues, readings)
    before = ground.memory.recalled()
    known = {
        issue.id: msgspec.Raw(before[issue.id][1])
        for issue, key in zip(issues, keys, strict=True)
        if issue.id in before and before[issue.id][0] == key
    }
    wanted = [number for number, issue in enumerate(issues) if issue.id not in known]
    encode = msgspec.msgpack.Encoder().encode
    fresh = []
    for number, found in earlier(issues, wanted):
        told = encode({id_: _told(ground, some, issues) for id_, some in found.items()})
        known[issues[number].id] = msgspec.Raw(told)
        fresh.append((str(issues[number].id), keys[number], told))
    ground.memory.keep_recalled(fresh)
    return known


def _keys(
    ground: Ground, issues: Sequence[IssueFacts], readings: Mapping[str, Reading]
) -> list[bytes]:
    """Give for each issue the digest of all that is looked at for it."""
    marks = b"".join(
        blake2b(f"{issue.id}\0".encode() + readings[issue.id].digest, digest_size=_PRINT).digest()
        for issue in issues
    )
    start = blake2b(ground.shop.key, digest_size=_PRINT)
    keys = []
    for number in range(len(issues)):
        key = start.copy()
        key.update(marks[_PRINT * max(number - WINDOW, 0) : _PRINT * (number + 1)])
        keys.append(key.digest())
    return keys


def _told(
    ground: Ground, found: Sequence[Found], issues: Sequence[IssueFacts]
) -> tuple[Earlier, ...]:
    return tuple(_earlier(ground, one, issues[one.issue]) for one in found)


def _earlier(ground: Ground, found: Found, issue: IssueFacts) -> Earlier:
    head = ground.memory.heads_of(issue.id)[found.rank]
    address = addresses.article(issue.id, head.slug)
    return Earlier(head.title, address, issue.date, found.kind, found.names)
