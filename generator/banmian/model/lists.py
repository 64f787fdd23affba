"""Lists of articles: by topic 主题, signature 署名, column 栏目, unit 单位, series 系列."""

from enum import StrEnum


class ListKind(StrEnum):
    """What a list's articles have in common; its value is how the ledger names such a thing."""

    TOPIC = "topic"
    PERSON = "person"
    COLUMN = "column"
    UNIT = "unit"
    SERIES = "series"
