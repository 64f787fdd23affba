"""Showing a printed byline: without the mark or the brackets that set it off from the text."""

import re
from functools import lru_cache

_BRACKETS = {"（": "）", "(": ")", "【": "】", "［": "］"}


def bare_byline(byline: str, marks: str) -> str:
    """Take mark and brackets off: `□王成成 摄影报道`, `（记者 杨光）` → `记者 杨光`."""
    text = byline.strip().lstrip(marks).strip()
    if len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] and text.count(text[0]) == 1:
        return text[1:-1].strip()
    return text


@lru_cache(maxsize=1024)
def parts(byline: str, names: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Cut a byline where names stand: pairs of text and whether it is a name, longest first."""
    known = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if not known:
        return ((byline, False),) if byline else ()
    cut = re.split("(" + "|".join(map(re.escape, known)) + ")", byline)
    return tuple((part, n % 2 == 1) for n, part in enumerate(cut) if part)
