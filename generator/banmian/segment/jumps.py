"""Jump lines (转版): text that goes on on another page, or comes from one."""

import re
from functools import lru_cache

from msgspec import Struct

from banmian.config.profile import Profile
from banmian.model.article import Direction, Jump
from banmian.text.numerals import page_label
from banmian.text.scripts import both_scripts, simplified

_PAGE = "[0-9０-９A-Za-zＡ-Ｚ一二三四五六七八九十]{1,4}"
_OWN_PAGE = "(?:[A-ZＡ-Ｚ]?[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
_PAGES = f"{_PAGE}(?:[、，,~—－-]{{1,2}}第?{_PAGE})*"
_WAY = "(?:[上紧]接|[下紧]转|[转接])(?:自|至|到)?"
_ARROWS = "[▶►▷→»＞>◀◄◁←«＜<]{1,4}"
_TO_PAGE = rf"(?:{_ARROWS})? ?{_WAY} ?第?{_PAGES}版"
_INLINE = both_scripts(rf"[（(【〔\[]{_TO_PAGE}[^（）()【】〔〕\[\]]{{0,40}}[）)】〕\]]")
_TITLE = "[ ：:][^，。（）()]{1,40}|《[^《》]{1,40}》"
_LINE = both_scripts(
    rf"{_INLINE}|{_TO_PAGE}(?:[^，。（）()]{{0,8}}|{_TITLE})|"
    rf"{_ARROWS} ?(?:第?{_PAGE}版|[A-Z][0-9]{{1,2}})"
)
_PAGE_IN = re.compile(rf"第?({_PAGE})版|({_OWN_PAGE})")
_FROM = re.compile("上接|接自|^[（(【]?[◀◄◁←«＜<]|接第?(?:0?1|一|A0?1)版")
"""紧接 says either: what goes on comes from page one, and leads to any other."""


class JumpForms(Struct, frozen=True):
    """How a newspaper's jump lines look: alone on their lines, and in a paragraph."""

    line: re.Pattern[str]
    inline: re.Pattern[str]
    source: re.Pattern[str]  # the profile's own that come from another page
    target: re.Pattern[str]  # and that lead to one


@lru_cache(maxsize=16)
def jump_forms(profile: Profile) -> JumpForms:
    """Compile the built-in forms with those of a profile."""
    source, target = (
        "|".join(re.escape(form).replace(r"\{page\}", _OWN_PAGE) for form in own)
        for own in (profile.jumps_from, profile.jumps_to)
    )
    return JumpForms(
        re.compile("|".join(filter(None, (_LINE, source, target)))),
        re.compile("|".join(filter(None, (_INLINE, source, target)))),
        re.compile(source or "(?!)"),
        re.compile(target or "(?!)"),
    )


_USUAL = jump_forms(Profile())


def is_from(text: str, form: JumpForms = _USUAL) -> bool:
    """Tell whether a jump line comes from another page (上接), and does not lead to one."""
    if form.source.fullmatch(text):
        return True
    return not form.target.fullmatch(text) and _FROM.search(simplified(text)) is not None


def jump_of(text: str, form: JumpForms = _USUAL) -> Jump:
    """Read a jump line: 下转 points to another page, 上接 comes from one.

    Raises:
        ValueError: when it names no page.
    """
    found = _PAGE_IN.search(text)
    if not found:
        raise ValueError(f"not a jump line: {text!r}")
    direction = Direction.FROM if is_from(text, form) else Direction.TO
    return Jump(direction, page_label(found[1] or found[2]), text)


def without_jumps(text: str, form: JumpForms = _USUAL) -> tuple[str, tuple[Jump, ...]]:
    """Take the jump lines off a paragraph's beginning and end, where text is left."""
    if not form.inline.search(text):
        return text, ()
    jumps = []
    at_start = form.inline.match(text)
    if at_start and at_start.end() < len(text):
        jumps.append(jump_of(at_start.group(), form))
        text = text[at_start.end() :].strip()
    at_end = next((found for found in form.inline.finditer(text) if found.end() == len(text)), None)
    if at_end and at_end.start() > 0:
        jumps.append(jump_of(at_end.group(), form))
        text = text[: at_end.start()].strip()
    return text, tuple(jumps)
