"""Datelines (电头): 本报讯, 新华社北京1月1日电 …, at the beginning of an article's text."""

import re

_DATELINE = re.compile(
    r"(?:本报|本刊)(?:综合消息|讯|[^\s，。、；：（(]{1,12}[讯电])(?=[\s（(]|$)"
    r"|(?:新华社|中新社|人民网|新华网|中国新闻社)[^\s，。；：（(]{0,14}[电讯](?=[\s（(]|$)"
)


def split_dateline(text: str) -> tuple[str, str]:
    """Part a first paragraph into its dateline, "" where it has none, and the rest.

    `dateline + rest` is `text`: the space between them stays with the rest.
    """
    match = _DATELINE.match(text)
    end = match.end() if match else 0
    return text[:end], text[end:]
