"""What an editor put into the newspaper's profile and no page has: most likely mistyped."""

import re
from collections.abc import Iterable

from banmian.config.profile import Profile, own_words
from banmian.model.layout import PageText

_SPACES = re.compile(r"\s+")
_PLACEHOLDER = re.compile(r"\\\{(?:place|date|page)\\\}")


def unused(profile: Profile, pages: Iterable[PageText]) -> tuple[tuple[str, str], ...]:
    """Give key and value of each setting of the profile that occurs on none of the pages.

    Only what is no default; spaces do not count, as print spreads words. Nothing without pages.
    """
    waiting = dict.fromkeys(own_words(profile))
    seen = False
    for page in pages:
        seen = True
        text = _SPACES.sub("", "".join(page.lines))
        for key, value in [one for one in waiting if _occurs(one[1], text)]:
            del waiting[key, value]
        if not waiting:
            break
    return tuple(waiting) if seen else ()


def _occurs(value: str, text: str) -> bool:
    form = re.escape(_SPACES.sub("", value))
    return re.search(_PLACEHOLDER.sub(".{1,16}?", form), text) is not None
