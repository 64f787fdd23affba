"""A page, cut to pieces by the network, as `banmian.segment.segment_page` cuts it."""

from banmian.config.profile import Profile
from banmian.model.layout import PageCut, PageText
from banmian.segment.cohesion import Cohesion
from banmian.segment.cues import forms
from banmian.segment.habits import habits_of
from banmian.segment.lines import read_lines
from banmian.segment.pieces import Workshop, leftovers_of, pieces_of
from banmian.segment.roles import Forms
from banmian.segment.seams import Seams
from reader.choices import choices
from reader.readings import readings_of


def cut_page(page: PageText, profile: Profile) -> PageCut:
    """Cut a page to its articles: every line with text is in one piece or leftover."""
    form = forms(profile)
    lines, repairs = read_lines(page, form)
    if not lines:
        return PageCut((), (), (), repairs, ())
    texts = [line.text for line in lines]
    habits = habits_of(lines)
    pairs = Cohesion(texts, habits.width).counts
    heads = Forms(Seams(texts), pairs, profile.units, habits.blank)
    shop = Workshop({line.numbers[0]: line for line in lines}, form, heads, profile)
    pieces, readings = pieces_of(readings_of(lines, choices(lines), heads), shop)
    return PageCut(readings, pieces, leftovers_of(readings), repairs, ())
