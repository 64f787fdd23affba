"""A row of names (名单) → HTML in which names stand in columns: 一等奖：张三 李四光 王五."""

import re
from html import escape

from banmian.text.characters import HAN
from banmian.text.credit_words import ROLE

_ONE = f"[{HAN}·]{{2,8}}"
_ROW = re.compile(f"(?P<label>[^：，。！？；]{{1,14}}： ?)?(?P<names>{_ONE}(?: {_ONE})+)")
_NAME = re.compile(f"[{HAN}]{{2,4}}|[{HAN}]+(?:·[{HAN}]+)+")
_CREDIT = re.compile(f"(?:本报|本刊)?(?:{ROLE})|责任编辑|责编|版式|校对")
_LEAST, _LEAST_LABELLED = 4, 2


def row(text: str, anchor: str) -> str:
    """Set a paragraph that is a row of names; "" for one that is none. `anchor` is its id.

    Without a label before them names are at least four: fewer may be words of a headline.
    """
    if " " not in text or "。" in text:
        return ""
    found = _ROW.fullmatch(text)
    if found is None:
        return ""
    names = found["names"].split(" ")
    if len(names) < (_LEAST_LABELLED if found["label"] else _LEAST):
        return ""
    if not all(map(_NAME.fullmatch, names)) or any(map(_CREDIT.fullmatch, names)):
        return ""
    label = escape(found["label"] or "", quote=False)
    inner = " ".join(f"<span>{name}</span>" for name in names)
    return f'<p class="names" id="{anchor}">{label}{inner}</p>'
