"""A page, cut to pieces: pure, deterministic, for any text whatever."""

from collections.abc import Sequence

from banmian.config.profile import Profile
from banmian.model.hints import Hint
from banmian.model.layout import Leftover, PageCut, PageText, Piece, Reading
from banmian.segment.choices import choices
from banmian.segment.cues import forms
from banmian.segment.findings import findings
from banmian.segment.hinted import hinted
from banmian.segment.lines import Line, read_lines
from banmian.segment.order import order_of
from banmian.segment.pieces import Workshop, leftovers_of, pieces_of
from banmian.segment.readings import readings_of
from banmian.segment.roles import Forms as HeadForms


def segment_page(page: PageText, profile: Profile, hints: Sequence[Hint] = ()) -> PageCut:
    """Cut a page to its articles; where an editor gave hints, as these say.

    Every line with text is in exactly one piece or leftover; the same page, profile and hints
    give the same cut, whatever they are.
    """
    form = forms(profile)
    lines, repairs = read_lines(page, form)
    heads = HeadForms("\n".join(line.text for line in lines), profile.units)
    readings = _read(lines, heads) if lines else ()
    workshop = Workshop({line.numbers[0]: line for line in lines}, form, heads, profile)
    readings, refused = hinted(readings, hints, page, workshop.lines)
    pieces, readings = pieces_of(readings, workshop)
    leftovers = leftovers_of(readings)
    _check(lines, pieces, leftovers)
    found = sorted((*findings(page, pieces, leftovers, profile), *refused))
    return PageCut(readings, pieces, leftovers, repairs, tuple(found))


def _read(lines: Sequence[Line], heads: HeadForms) -> tuple[Reading, ...]:
    """Read a page; one that extraction tore apart a second time, in the order of the first."""
    readings = readings_of(lines, choices(lines), heads)
    order = order_of(lines, readings)
    if order is None:
        return readings
    again = [lines[at] for at in order.places]
    return readings_of(again, choices(again, order.told), heads)


def _check(lines: Sequence[Line], pieces: Sequence[Piece], leftovers: Sequence[Leftover]) -> None:
    """Each line with text is used once: anything else is a bug of ours."""
    given = sorted(number for line in lines for number in line.numbers)
    spans = [piece.lines for piece in pieces] + [left.lines for left in leftovers]
    used = sorted(number for span in spans for number in span)
    if given != used:
        raise AssertionError(f"lines lost or used twice: {sorted(set(given) ^ set(used))}")
