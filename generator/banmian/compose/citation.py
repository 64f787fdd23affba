"""Citing an article (引用): GB/T 7714—2025 as text, CSL-JSON for what makes other styles of it.

The standard has been in force since July 2026: full-width comma, colon and brackets, no access date
for a newspaper, the column (栏目) in brackets behind the title, square brackets around what print
does not say. CSL-JSON is the Citation Style Language's: <https://docs.citationstyles.org/>.
"""

from collections.abc import Sequence

from markupsafe import Markup

from banmian.compose.linked_data import as_script
from banmian.config.edition import Edition
from banmian.model.article import Article, ContributorType
from banmian.model.card import ArticleCard, Card
from banmian.model.dates import PartialDate
from banmian.text.names import is_name, is_surname
from banmian.theme.contexts import CitationView

NOT_CITED = CitationView("", "", (), "", "", "", Markup())
"""Stands in where a theme does not cite."""
_NAMED = 3
"""Authors that are named: of more the first three, and 等."""
_DASHES = "—–-― "


def cite(
    article: Article, summary: ArticleCard, card: Card, edition: Edition, url: str
) -> CitationView:
    """Give how to cite an article; `url` is its whole address."""
    title = _title(article, summary)
    authors = tuple(dict.fromkeys(author.name for author in article.authors))
    labels = tuple(dict.fromkeys(place.page for place in article.placements))
    pages = "，".join(_label(label, card) for label in labels)
    column = f"（{article.column}）" if article.column else ""
    printed = f"{edition.title}，{card.date}（{pages}）"
    parts = (_names(authors), f"{title}{column}[N/OL]", printed, url)
    data = _csl(article, title, labels, card, edition, url)
    return CitationView(
        text=". ".join(filter(None, parts)),
        title=title,
        authors=authors,
        paper=edition.title,
        date=str(card.date),
        pages=", ".join(label.lstrip("0") or label for label in labels),
        csl=as_script(data),
    )


def _title(article: Article, summary: ArticleCard) -> str:
    """Give the title as it is cited: a unit kicker in front, the deck behind a colon."""
    if not article.headline:
        return f"[{summary.title.rstrip('…')}]"
    is_joined = article.kicker and not summary.kicker
    title = f"{article.kicker}{article.headline}" if is_joined else article.headline
    deck = (article.deck or "").strip(_DASHES)
    return f"{title}：{deck}" if deck else title


def _names(authors: Sequence[str]) -> str:
    more = "，等" if len(authors) > _NAMED else ""
    return "，".join(authors[:_NAMED]) + more


def _label(label: str, card: Card) -> str:
    """Give a page as it is cited: [2] where the editor has assumed it."""
    number = label.lstrip("0") or label
    assumed = any(page.assumed for page in card.pages if page.label == label)
    return f"[{number}]" if assumed else number


def _csl(
    article: Article, title: str, labels: Sequence[str], card: Card, edition: Edition, url: str
) -> dict[str, object]:
    data = {
        "id": article.id,
        "type": "article-newspaper",
        "title": title,
        "author": _creators(article),
        "container-title": edition.title,
        "issued": {"date-parts": [_parts(card.date)]},
        "page": ", ".join(label.lstrip("0") or label for label in labels),
        "number": card.number,
        "section": article.column,
        "publisher": edition.publisher,
        "language": edition.language,
        "URL": url,
        "custom": {"pages": ", ".join(_label(label, card) for label in labels)},
    }
    return {key: value for key, value in data.items() if value}


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]


def _creators(article: Article) -> list[dict[str, str]]:
    """Give authors: a Chinese person by family and given name, all others as they sign."""
    kinds = {author.name: author.type for author in article.authors}
    return [
        _person(name) if kind is ContributorType.PERSON else {"literal": name}
        for name, kind in kinds.items()
    ]


def _person(name: str) -> dict[str, str]:
    if not is_name(name):
        return {"literal": name}
    length = 2 if is_surname(name[:2]) else 1
    return {"family": name[:length], "given": name[length:]}
