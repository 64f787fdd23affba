"""A page, cut to pieces: pure, deterministic, for any text whatever."""

from collections.abc import Iterator, Sequence

from banmian.config.profile import Profile
from banmian.model.layout import Leftover, LeftoverKind, PageCut, PageText, Piece
from banmian.segment.affinity import Affinity
from banmian.segment.cohesion import Cohesion
from banmian.segment.cues import Cue, forms
from banmian.segment.drafts import Draft, Sorted, sort_lines
from banmian.segment.findings import findings
from banmian.segment.habits import habits_of
from banmian.segment.headlines import Link, Matcher, match_headlines
from banmian.segment.labels import Evidence
from banmian.segment.lines import Line, read_lines
from banmian.segment.pieces import Workshop
from banmian.segment.roles import Forms as HeadForms
from banmian.segment.viterbi import decide


def segment_page(page: PageText, profile: Profile) -> PageCut:
    """Cut a page to its articles.

    Every line with text is in exactly one piece or leftover; the same page and profile give the
    same cut, whatever the text is.
    """
    form = forms(profile)
    lines, repairs = read_lines(page, form)
    cohesion = Cohesion([line.text for line in lines])
    habits = habits_of(lines)
    decisions = decide(Evidence(lines, habits, cohesion))
    cut = sort_lines(lines, decisions)
    heads = HeadForms(cohesion.counts, profile.units, habits.blank)
    links = match_headlines(_matcher(lines, cut, heads), cut.runs)
    workshop = Workshop(lines, form, heads, profile)
    pieces = tuple(sorted(_pieces(workshop, cut.drafts, links), key=lambda piece: piece.lines))
    leftovers = _leftovers(lines, cut, links)
    _check(lines, pieces, leftovers)
    return PageCut(pieces, leftovers, repairs, findings(page, pieces, leftovers))


def _matcher(lines: Sequence[Line], cut: Sorted, heads: HeadForms) -> Matcher:
    texts = ["".join(lines[at].text for at in draft.text_lines) for draft in cut.drafts]
    return Matcher(lines, cut.drafts, Affinity(texts), heads.seam)


def _pieces(workshop: Workshop, drafts: Sequence[Draft], links: Sequence[Link]) -> Iterator[Piece]:
    """Make the pieces: one a draft, and one for each headline that stays alone."""
    heads = {link.draft: link for link in links if link.draft >= 0}
    for at, draft in enumerate(drafts):
        link = heads.get(at)
        if link:
            yield workshop.piece(draft, link.group.lines, link.confidence)
        else:
            yield workshop.piece(draft, (), 0.5)
    for link in links:
        if link.draft < 0 and _has_headline(workshop.lines, link):
            yield workshop.headline_only(link.group.lines, link.confidence)


def _has_headline(lines: Sequence[Line], link: Link) -> bool:
    return any(lines[at].cue in (Cue.NONE, Cue.POINTER, Cue.CAPTION) for at in link.group.lines)


def _leftovers(lines: Sequence[Line], cut: Sorted, links: Sequence[Link]) -> tuple[Leftover, ...]:
    stray = [
        (LeftoverKind.UNPLACED, at)
        for link in links
        if link.draft < 0 and not _has_headline(lines, link)
        for at in link.group.lines
    ]
    left = [Leftover(kind, lines[at].numbers, lines[at].text) for kind, at in (*cut.left, *stray)]
    return tuple(sorted(left, key=lambda leftover: leftover.lines))


def _check(lines: Sequence[Line], pieces: Sequence[Piece], leftovers: Sequence[Leftover]) -> None:
    """Each line with text is used once: anything else is a bug of ours."""
    given = sorted(number for line in lines for number in line.numbers)
    spans = [piece.lines for piece in pieces] + [left.lines for left in leftovers]
    used = sorted(number for span in spans for number in span)
    if given != used:
        raise AssertionError(f"lines lost or used twice: {sorted(set(given) ^ set(used))}")
