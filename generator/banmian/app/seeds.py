"""Which source files there are, and which page of which issue each is."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from banmian.app.project import Project, read_text
from banmian.config.seeds import SourcePage, page_of_path, read_seeds
from banmian.errors import TextError
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.layout import PageText
from banmian.press.files import links, walk
from banmian.readers import read_text as decode_page
from banmian.text.clues import clues

SEEDS_FILE = "seeds.toml"
_SUFFIX = ".txt"


class Sources(Struct, frozen=True):
    """The source pages that can be read, in order, and what is wrong with the others."""

    pages: tuple[tuple[SourcePage, PageText], ...]
    diagnostics: tuple[Diagnostic, ...]


def load_sources(project: Project) -> Sources:
    """Read all source pages of a project."""
    toml = project.seeds / SEEDS_FILE
    by_file = _listed(project)
    files = [p.relative_to(project.seeds).as_posix() for p in walk(project.seeds)]
    found = [
        diagnostic("BM102", Where(project.name(toml)), file=file)
        for file in sorted(set(by_file) - set(files))
    ]
    found += [diagnostic("BM109", Where(project.name(link))) for link in links(project.seeds)]
    pages: dict[tuple[str, str], list[tuple[SourcePage, PageText]]] = {}
    for file in files:
        page = by_file.get(file) or page_of_path(file)
        if not file.lower().endswith(_SUFFIX) and file not in by_file:
            if page:
                found.append(diagnostic("BM107", Where(f"seeds/{file}")))
            continue
        text = _decode(project, file, found)
        if text and not any(line.strip() for line in text.lines):
            found.append(diagnostic("BM105", Where(f"seeds/{file}")))
        elif text and page:
            pages.setdefault((page.issue, page.page), []).append((page, text))
        elif text:
            where = Where(f"seeds/{file}")
            found.append(diagnostic("BM101", where, clues=clues(" ".join(text.lines)) or "—"))
    return Sources(tuple(_single(pages.values(), found)), tuple(found))


def source_page(project: Project, file: str) -> SourcePage | None:
    """Tell which page a file below `seeds/` is; None: nobody says it."""
    return _listed(project).get(file) or page_of_path(file)


def _listed(project: Project) -> dict[str, SourcePage]:
    toml = project.seeds / SEEDS_FILE
    listed = read_seeds(read_text(toml, project), project.name(toml)) if toml.is_file() else ()
    return {page.file: page for page in listed}


def _single(
    pages: Iterable[list[tuple[SourcePage, PageText]]], found: list[Diagnostic]
) -> Iterator[tuple[SourcePage, PageText]]:
    """Give the pages that have one source; name those that have several."""
    for sources in pages:
        if len(sources) == 1:
            yield sources[0]
            continue
        for page, other in (sources[:2], sources[1::-1]):
            where = Where(f"seeds/{page[0].file}")
            found.append(diagnostic("BM104", where, other=f"seeds/{other[0].file}"))


def _decode(project: Project, file: str, found: list[Diagnostic]) -> PageText | None:
    try:
        return decode_page((project.seeds / file).read_bytes(), file)
    except TextError as error:
        where = Where(f"seeds/{file}", error.line)
        found.append(diagnostic("BM103", where, what=error.message))
        return None
