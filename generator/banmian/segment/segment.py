"""A page, cut to pieces: pure, deterministic, for any text whatever."""

from collections.abc import Sequence

from banmian.config.profile import Profile
from banmian.model.hints import Hint
from banmian.model.layout import Leftover, PageCut, PageText, Piece
from banmian.segment.affinity import Affinity
from banmian.segment.cohesion import Cohesion
from banmian.segment.cues import Cue, forms
from banmian.segment.drafts import Sorted, sort_lines
from banmian.segment.findings import findings
from banmian.segment.habits import Habits, habits_of, with_gaps
from banmian.segment.headlines import Link, Matcher, match_headlines
from banmian.segment.hinted import hinted
from banmian.segment.labels import Evidence, Label, Sources
from banmian.segment.lines import Line, read_lines
from banmian.segment.looks import looks_of
from banmian.segment.pieces import Workshop, leftovers_of, pieces_of
from banmian.segment.readings import readings_of
from banmian.segment.roles import Forms as HeadForms
from banmian.segment.seams import Seams
from banmian.segment.splits import with_splits
from banmian.segment.viterbi import Decision, decide
from banmian.segment.votes import Votes
from banmian.segment.weights import WEIGHTS, Weights

_PASSES = 2
"""The second knows the headlines that the first found."""
_SPLITS = 2
"""Times that texts are split: a split sets headlines free for another."""


def segment_page(
    page: PageText, profile: Profile, hints: Sequence[Hint] = (), weights: Weights = WEIGHTS
) -> PageCut:
    """Cut a page to its articles; where an editor gave hints, as these say.

    Every line with text is in exactly one piece or leftover; the same page, profile and hints
    give the same cut, whatever they are.
    """
    form = forms(profile)
    lines, repairs = read_lines(page, form)
    seams = Seams([line.text for line in lines])
    habits = habits_of(lines)
    texts = [line.text for line in lines]
    cohesion = Cohesion(texts, habits.width)
    heads = HeadForms(seams, cohesion.counts, profile.units, habits.blank)
    looks = looks_of(lines, habits, seams)
    links: tuple[Link, ...] = ()
    evidence: Evidence | None = None
    for _ in range(_PASSES):
        votes = votes_of(lines, links, habits.width)
        sources = Sources(lines, looks, habits, cohesion, seams, votes)
        evidence = Evidence(sources, weights, evidence)
        decisions = decide(evidence)
        habits = taught(habits, lines, decisions)
        cut, matcher, links = _matched(lines, decisions, heads)
    for _ in range(_SPLITS):
        split = with_splits(decisions, matcher, links)
        if split == decisions:
            break
        decisions = split
        cut, matcher, links = _matched(lines, decisions, heads)
    readings = readings_of(lines, decisions, cut, links, heads)
    workshop = Workshop({line.numbers[0]: line for line in lines}, form, heads, profile)
    readings, refused = hinted(readings, hints, page, workshop.lines)
    pieces, readings = pieces_of(readings, workshop)
    leftovers = leftovers_of(readings)
    _check(lines, pieces, leftovers)
    found = sorted((*findings(page, pieces, leftovers, profile), *refused))
    return PageCut(readings, pieces, leftovers, repairs, tuple(found))


def taught(habits: Habits, lines: Sequence[Line], decisions: Sequence[Decision]) -> Habits:
    """Learn the page's habits from a first reading of it."""
    firsts, others = (
        [lines[at] for at, one in enumerate(decisions) if at and one.label is label]
        for label in (Label.FIRST, Label.PARAGRAPH)
    )
    return with_gaps(habits, firsts, others)


def votes_of(lines: Sequence[Line], links: Sequence[Link], width: float) -> Votes:
    """Gather what a first reading of a page found of headlines."""
    return Votes(
        [line.text for line in lines],
        width=width,
        heads=[at for link in links for at in link.group.lines],
        orphans=[
            at
            for link in links
            for at in link.group.lines
            if link.draft < 0 and lines[at].cue is Cue.NONE
        ],
    )


def _matched(
    lines: Sequence[Line], decisions: Sequence[Decision], heads: HeadForms
) -> tuple[Sorted, Matcher, tuple[Link, ...]]:
    """Sort lines as was decided, and find the headlines' texts."""
    cut = sort_lines(lines, decisions)
    matcher = matcher_of(lines, cut, heads)
    return cut, matcher, match_headlines(matcher, cut.runs)


def matcher_of(lines: Sequence[Line], cut: Sorted, heads: HeadForms) -> Matcher:
    """Compare the headlines of a page with its texts."""
    texts = ["".join(lines[at].text for at in draft.text_lines) for draft in cut.drafts]
    headlines = [lines[at].text for run in cut.runs for at in run.lines]
    return Matcher(lines, cut.drafts, Affinity(texts, headlines), heads.seam)


def _check(lines: Sequence[Line], pieces: Sequence[Piece], leftovers: Sequence[Leftover]) -> None:
    """Each line with text is used once: anything else is a bug of ours."""
    given = sorted(number for line in lines for number in line.numbers)
    spans = [piece.lines for piece in pieces] + [left.lines for left in leftovers]
    used = sorted(number for span in spans for number in span)
    if given != used:
        raise AssertionError(f"lines lost or used twice: {sorted(set(given) ^ set(used))}")
