"""The front matter of an article's file: TOML between two lines of `+++`."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from banmian.config.toml import TomlError, decode, line_of, line_of_value
from banmian.content import afterwards, toml_text
from banmian.content.afterwards import NOT_WITHDRAWN, CorrectionEntry, WithdrawalEntry
from banmian.model.article import (
    Article,
    Block,
    Contributor,
    ContributorType,
    Genre,
    Jump,
    Placement,
    Role,
)
from banmian.model.correction import ArticleStatus
from banmian.model.ids import ArticleId, is_article_id

FENCE = "+++"
_OPENED = f"{FENCE}\n"
_CLOSED = f"\n{FENCE}\n"

_LIST = re.compile(r'\[(?:"[^"]*"(?:, "[^"]*")*)?\]')
_KEY = re.compile(r'"[^"]*"|(?P<key>[a-z]+) = ')


def _tables(*pairs: str) -> re.Pattern[str]:
    table = rf"\{{ {pairs[0]}{''.join(f'(?:, {pair})?' for pair in pairs[1:])} \}}"
    return re.compile(rf"\[{table}(?:, {table})*\]")


_TABLES = {
    "authors": _tables('name = "[^"]*"', 'role = "[^"]*"', 'type = "[^"]*"'),
    "placements": _tables('page = "[^"]*"', "position = (?:0|[1-9][0-9]{0,8})"),
    "jumps": _tables('direction = "[^"]*"', 'page = "[^"]*"', 'text = "[^"]*"'),
}
"""The inline tables, with their keys in the order in which Banmian writes them."""


class FrontMatter(Struct, frozen=True):
    """The keys that a front matter may have; `docs/content-format.md` explains each.

    Heads are "" where the text has none: an editor fills them in there.
    """

    id: str
    slug: str
    placements: tuple[Placement, ...]
    headline: str = ""
    kicker: str = ""
    deck: str = ""
    column: str = ""
    series: str = ""
    byline: str = ""
    authors: tuple[Contributor, ...] = ()
    source: str = ""
    genre: Genre = Genre.NEWS
    topics: tuple[str, ...] = ()
    jumps: tuple[Jump, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    corrects: tuple[str, ...] = ()
    status: ArticleStatus = ArticleStatus.OUT
    withdrawal: WithdrawalEntry = NOT_WITHDRAWN


_FRONT_KEYS = frozenset(field.name for field in fields(FrontMatter))
_DECODE = msgspec.json.Decoder(FrontMatter).decode


def split(text: str) -> tuple[str, str]:
    """Cut a file into front matter and body.

    Raises:
        TomlError: when the front matter is missing or not closed.
    """
    if text.startswith(_OPENED) and (end := text.find(_CLOSED)) > 0:  # as nearly all, and fast
        return text[len(_OPENED) : end], text[end + len(_CLOSED) :]
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise TomlError(1, "no front matter 缺少文件头", "the first line must be 首行须为 +++")
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:])
    raise TomlError(
        1, "the front matter is not closed 文件头没有结束", "end it with a line 另起一行写 +++"
    )


def read(toml: str, body: tuple[Block, ...]) -> Article:
    """Make an article of a front matter and a body already read.

    Raises:
        TomlError: for what is unknown, of the wrong type or no valid value; lines of `toml`.
    """
    front = _as_written(toml) or decode(toml, FrontMatter)
    if not is_article_id(front.id):
        line = line_of(toml, "id")
        raise TomlError(line, f"id = {front.id!r} is no article's id 编号不合规", "4–32 × a-z 0-9")
    if front.id in front.corrects:
        line = line_of_value(toml, "corrects", front.id)
        raise TomlError(line, "an article that corrects itself 稿件更正自己", "corrections = […]")
    corrections = afterwards.corrections(front.corrections, toml)
    withdrawal = afterwards.withdrawal(front.status, front.withdrawal, toml)
    try:
        return Article(
            id=ArticleId(front.id),
            slug=front.slug,
            genre=front.genre,
            placements=front.placements,
            kicker=front.kicker.strip() or None,
            headline=front.headline.strip() or None,
            deck=front.deck.strip() or None,
            column=front.column.strip() or None,
            series=front.series.strip() or None,
            byline=front.byline.strip() or None,
            authors=front.authors,
            source=front.source.strip() or None,
            jumps=front.jumps,
            topics=front.topics,
            body=body,
            corrections=corrections,
            corrects=tuple(map(ArticleId, front.corrects)),
            status=front.status,
            withdrawal=withdrawal,
        )
    except ValueError as error:
        raise TomlError(0, str(error)) from None


def _as_written(toml: str) -> FrontMatter | None:
    """Read a front matter that stands as Banmian writes it, ten times as fast as `decode`.

    None where anything stands otherwise. TOML's basic strings without a backslash, and lists of
    them, are JSON; so are inline tables, once their keys are quoted.
    """
    if "\\" in toml or "\t" in toml:
        return None
    table: dict[str, str] = {}
    lines = toml.split("\n")
    for line in lines:
        key, _, value = line.partition(" = ")
        is_string = value[:1] == '"' and value.find('"', 1) == len(value) - 1
        table[key] = value if is_string else _list_as_json(key, value)
        if not table[key]:
            return None
    if len(table) < len(lines) or not _FRONT_KEYS.issuperset(table):
        return None
    entries = ",".join([f'"{key}":{json}' for key, json in table.items()])
    try:
        return _DECODE(f"{{{entries}}}")
    except msgspec.ValidationError:
        return None


@lru_cache(maxsize=4096)
def _list_as_json(key: str, value: str) -> str:
    """Give a list of strings or of inline tables as JSON; "" where it is neither."""
    if _LIST.fullmatch(value):
        return value
    if key in _TABLES and _TABLES[key].fullmatch(value):
        return _KEY.sub(_quoted, value)
    return ""


def _quoted(found: re.Match[str]) -> str:
    return f'"{found["key"]}": ' if found["key"] else found[0]


def write(article: Article) -> str:
    """Write an article's front matter, fences included."""
    return f"{FENCE}\n{toml_text.lines(dict(_entries(article)))}{FENCE}\n"


def _entries(article: Article) -> Iterator[tuple[str, toml_text.Value]]:
    yield "id", article.id
    if article.column:
        yield "column", article.column
    if article.series:
        yield "series", article.series
    if article.kicker:
        yield "kicker", article.kicker
    yield "headline", article.headline or ""
    if article.deck:
        yield "deck", article.deck
    if article.byline:
        yield "byline", article.byline
    if article.authors:
        yield "authors", [_contributor(author) for author in article.authors]
    if article.source:
        yield "source", article.source
    yield "genre", article.genre.value
    yield "topics", article.topics
    yield (
        "placements",
        [{"page": place.page, "position": place.position} for place in article.placements],
    )
    if article.jumps:
        yield (
            "jumps",
            [
                {"direction": jump.direction.value, "page": jump.page, "text": jump.text}
                for jump in article.jumps
            ],
        )
    yield from afterwards.written(article)
    yield "slug", article.slug


def _contributor(author: Contributor) -> dict[str, toml_text.Value]:
    entry: dict[str, toml_text.Value] = {"name": author.name}
    if author.role is not Role.AUTHOR:
        entry["role"] = author.role.value
    if author.type is not ContributorType.PERSON:
        entry["type"] = author.type.value
    return entry
