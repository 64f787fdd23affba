"""The sheets (单页) of an edition: `site/pages/` → their pages."""

from collections.abc import Mapping

from msgspec import Struct

from banmian import addresses
from banmian.app.content import dead_ends, issue_files
from banmian.app.pictures import ready_pictures
from banmian.app.project import Project
from banmian.compose.sheet import compose_sheet
from banmian.content.links import linked_pictures
from banmian.content.reading import IssueFiles
from banmian.content.sheets import SUFFIX, read_sheets
from banmian.model.diagnostics import Diagnostic
from banmian.model.ids import ArticleId
from banmian.model.output import Output
from banmian.model.sheet import Sheet
from banmian.search.documents import Document
from banmian.theme.site import Site


class Sheets(Struct, frozen=True):
    """The sheets that can be shown, their folder, and what is wrong there."""

    sheets: tuple[Sheet, ...]
    source: IssueFiles
    diagnostics: tuple[Diagnostic, ...]


class MadeSheets(Struct, frozen=True):
    """The pages of the sheets, their pictures, what search knows of them, and what is wrong."""

    pages: tuple[Output, ...]
    pictures: tuple[Output, ...]
    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_sheets(project: Project) -> Sheets:
    """Read the sheets of a project."""
    source = issue_files(project, project.pages, unreadable="BM331")
    read = read_sheets(source)
    return Sheets(read.sheets, source, read.diagnostics)


def make_sheets(
    project: Project, loaded: Sheets, articles: Mapping[ArticleId, str], site: Site
) -> MadeSheets:
    """Make the pages of the sheets; `articles` gives the address of each article."""
    source = loaded.source
    names = {name for sheet in loaded.sheets for name in linked_pictures(sheet)}
    pictures = ready_pictures(
        project, project.pages, names & source.pictures, addresses.sheet_picture
    )
    pages, documents, found = [], [], [*loaded.diagnostics, *pictures.diagnostics]
    for sheet in loaded.sheets:
        made = compose_sheet(sheet, pictures.facts, articles, site)
        pages.append(made.output)
        documents.append(made.document)
        found += dead_ends(source, sheet.slug + SUFFIX, made.dead_ends, pictures)
    return MadeSheets(tuple(pages), pictures.outputs, tuple(documents), tuple(found))
