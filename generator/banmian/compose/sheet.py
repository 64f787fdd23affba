"""A sheet (单页) → its page, and what search knows of it."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from banmian import addresses
from banmian.compose.body import render
from banmian.compose.targets import DeadEnd, Surroundings
from banmian.model.ids import ArticleId
from banmian.model.output import Output
from banmian.model.picture import Picture
from banmian.model.sheet import Sheet
from banmian.search.documents import Document
from banmian.theme import descriptions
from banmian.theme.contexts import SheetView
from banmian.theme.site import Site


class ComposedSheet(Struct, frozen=True):
    """A sheet's page, what search knows of it, and what in it leads nowhere."""

    output: Output
    document: Document
    dead_ends: tuple[DeadEnd, ...]


def compose_sheet(
    sheet: Sheet, pictures: Mapping[str, Picture], articles: Mapping[ArticleId, str], site: Site
) -> ComposedSheet:
    """Compose a sheet; `articles` gives the address of each article that it may link to."""
    address = addresses.sheet(sheet.slug)
    way = site.way_from(address)
    surroundings = Surroundings(pictures, addresses.sheet_picture, articles, way)
    body = render(sheet.body, surroundings, site.edition.newspaper)
    view = SheetView(sheet.title, Markup(body.html))  # noqa: S704 — escaped or sanitised in `body`
    document = Document(
        href=address,
        title=sheet.title,
        date="",
        place=site.edition.title,
        facets=(),
        lines=tuple(dict.fromkeys((sheet.title, *body.lines))),
    )
    said = sheet.description or descriptions.beginning(body.lines)
    output = site.output(address, sheet.title, said, view)
    return ComposedSheet(output, document, body.dead_ends)
