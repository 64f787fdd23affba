"""`banmian dump`: all articles of a built site, from the data that it gives machines."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from banmian import addresses
from banmian.app.progress import Progress, quietly
from banmian.compose.markup import text_lines
from banmian.errors import UserError
from banmian.model.data import (
    ArticleData,
    DumpLine,
    IssueData,
    IssueReference,
    IssuesData,
)
from banmian.press.files import streamed

T = TypeVar("T")

_ISSUES = msgspec.json.Decoder(IssuesData)
_ISSUE = msgspec.json.Decoder(IssueData)
_ENCODE = msgspec.json.Encoder().encode


def dump(public: Path, progress: Progress = quietly) -> Iterator[bytes]:
    """Give the articles of a site, the oldest issue first, each as a line of JSON.

    Raises:
        UserError: when the site has no data, or it is not whole.
    """
    whole = _read(public, addresses.ISSUES_DATA, _ISSUES)
    for done, line in enumerate(whole.issues):
        progress(done, len(whole.issues), line.id)
        place = urlsplit(line.data).path.removeprefix(urlsplit(whole.edition.url).path)
        issue = _read(public, place, _ISSUE)
        reference = IssueReference(issue.id, issue.url, issue.date, issue.number, issue.name)
        for article in issue.articles:
            yield _ENCODE(_line(article, reference, whole.edition.title)) + b"\n"


def dump_to(file: Path, public: Path, force: bool, progress: Progress = quietly) -> int:
    """Write the dump to a file, whole or not at all; give how many articles it has.

    Raises:
        UserError: when the file is there and was not to be replaced; as `dump`.
    """
    if file.exists() and not force:
        raise UserError(
            f"{file} is there already 文件已存在",
            "name another, or replace it 换一个名字，或者覆盖它: --force",
        )
    return streamed(file, dump(public, progress))


def _line(article: ArticleData, issue: IssueReference, edition: str) -> DumpLine:
    known = {name: getattr(article, name) for name in ArticleData.__struct_fields__}
    text = "\n".join(text_lines(article.html))
    return DumpLine(**known, edition=edition, issue=issue, text=text)


def _read(public: Path, place: str, decoder: msgspec.json.Decoder[T]) -> T:
    file = public / place
    try:
        return decoder.decode(file.read_bytes())
    except FileNotFoundError:
        raise UserError(
            f"{file} is not there 没有数据文件",
            "build the site first, with data = true in site/edition.toml "
            "先生成网站，edition.toml 里 data 须为 true: banmian build",
        ) from None
    except msgspec.MsgspecError as error:
        raise UserError(
            f"{file}: {error} 数据文件不完整",
            "build the site again 重新生成网站: banmian build --verify",
        ) from None
