"""Articles as lines of lists: each is made once, with its issue, and is the same in every list."""

from collections.abc import Iterable

from markupsafe import Markup

from banmian.model.card import ArticleCard, Card
from banmian.theme.contexts import LINE
from banmian.theme.lists import summary
from banmian.theme.site import ROOT, Site

LINES = Markup("\x02lines\x02")
"""Stands in a list's page where its lines go: no text can contain it, U+0002 is refused."""


def line(card: Card, article: ArticleCard, site: Site) -> str:
    """Make an article's line; "" where the theme has no lists. `filled` puts it there."""
    if not site.shows(LINE):
        return ""
    view = summary(card, article, site.edition, site.way_from_lines)
    return site.renderer.line(view, site.renderer.theme.phrases(site.edition.language))


def filled(page: bytes, path: str, lines: Iterable[str]) -> bytes:
    """Put the lines of a list into its page, the output at `path`."""
    root = "../" * path.count("/")
    return page.replace(LINES.encode(), "".join(lines).replace(ROOT, root).encode())


def links(lines: Iterable[str]) -> bytes:
    """Give lines as a page at the site's root would have them."""
    return "\n".join(lines).replace(ROOT, "").encode()
