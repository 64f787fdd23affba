"""A sheet (单页) → its page, and what search knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from banmian import addresses
from banmian.compose.body import render
from banmian.compose.targets import Surroundings, Target
from banmian.model.ids import ArticleId
from banmian.model.output import Output
from banmian.model.picture import Picture
from banmian.model.sheet import Sheet
from banmian.search.index import Document
from banmian.theme.contexts import SheetView
from banmian.theme.site import Site


@dataclass(frozen=True, slots=True)
class ComposedSheet:
    """A sheet's page, what search knows of it; tag and target of what leads nowhere."""

    output: Output
    document: Document
    dead_ends: tuple[tuple[str, str], ...]


def compose_sheet(
    sheet: Sheet, pictures: Mapping[str, Picture], articles: Mapping[ArticleId, str], site: Site
) -> ComposedSheet:
    """Compose a sheet; `articles` gives the address of each article that it may link to."""
    address = addresses.sheet(sheet.slug)
    way = site.way_from(address)
    surroundings = Surroundings(pictures, addresses.sheet_picture, articles, way)
    dead_ends: list[tuple[str, str]] = []

    def resolve(tag: str, written: str) -> Target | None:
        target = surroundings.target(tag, written)
        if target is None:
            dead_ends.append((tag, written))
        return target

    body = render(sheet.body, resolve, site.edition.newspaper)
    view = SheetView(sheet.title, Markup(body.html))  # noqa: S704 — escaped or sanitised in `body`
    document = Document(
        href=address,
        title=sheet.title,
        date="",
        place=site.edition.title,
        lines=tuple(dict.fromkeys((sheet.title, *body.lines))),
    )
    output = site.output(address, sheet.title, sheet.description, view)
    return ComposedSheet(output, document, tuple(dead_ends))
