"""What a page's text suggests about its own issue and page, for an editor who has to say it."""

import re

from banmian.text.dates import dates_in

_FOLIO = re.compile(r"第\s*([0-9A-Z]{1,4}|[一二三四五六七八九十]{1,3})\s*版")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年")


def clues(text: str) -> str:
    """Give the latest year and day that the text names, and the pages that it speaks of.

    `text` may be raw: its white space, a justified line's, says nothing.
    """
    text = "".join(text.split())
    years = sorted(set(_YEAR.findall(text)))
    days = sorted({(d.month, d.day) for d in dates_in(text) if d.possible and d.month and d.day})
    pages = list(dict.fromkeys(_FOLIO.findall(text)))
    parts = []
    if years:
        parts.append(f"{years[-1]}年")
    if days:
        parts.append(f"{days[-1][0]}月{days[-1][1]}日")
    parts += [f"第{page}版" for page in pages[:3]]
    return "、".join(parts)
