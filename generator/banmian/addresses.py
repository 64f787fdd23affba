"""Addresses: the only place that knows what stands where in a site.

An address is relative to the site's root and ends in `/` for a page; `""` is the home page.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Mapping

from banmian.model.ids import IssueId, parse_issue_id
from banmian.model.lists import ListKind
from banmian.model.slugs import is_slug

HOME = ""
TOPICS = "topics/"
PEOPLE = "people/"
LISTS: Mapping[ListKind, str] = {
    ListKind.TOPIC: TOPICS,
    ListKind.PERSON: PEOPLE,
    ListKind.COLUMN: "columns/",
    ListKind.UNIT: "units/",
    ListKind.SERIES: "series/",
}
"""Where all lists of a kind are listed; each of them stands below."""
ARCHIVE = "archive/"
COVERAGE = "coverage/"
COVERAGE_DATA = "coverage.json"
SEARCH = "search/"
SEARCH_INDEX = "search/index.json"
OPENSEARCH = "search/opensearch.xml"
_SEARCH_FILES = ("search/", ".bin")
CORRECTIONS = "corrections/"
CORRECTIONS_FEED = "corrections/feed.xml"
SHARE = "share.png"
FACE = "headlines-"
NOT_FOUND = "404.html"
FEED = "feed.xml"
JSON_FEED = "feed.json"
ISSUES_DATA = "issues.json"
SITEMAP = "sitemap.xml"
NEWS_SITEMAP = "sitemaps/news.xml"
ROBOTS = "robots.txt"
REDIRECTS = "_redirects"
HEADERS = "_headers"
ASSETS = "assets/"
MARKER = "banmian.json"
"""A file that only Banmian writes: where it lies, Banmian may write and delete."""

ISSUE_DATA = "issue.json"
"""The file of an issue for machines, beside its page."""

PICTURES = "images"
"""The folder of an issue's pictures, in the content as in the site."""

_RESERVED = frozenset({"p", PICTURES})
"""Folders that an issue has beside its articles."""

_SITE_FOLDERS = frozenset(
    {
        *(folder.rstrip("/") for folder in LISTS.values()),
        "archive",
        "coverage",
        "search",
        "assets",
        "corrections",
        "drafts",
        "sitemaps",
        *_RESERVED,
    }
)
"""Folders that a site has, or may come to have, beside its issues and sheets."""

TEMPLATES: Mapping[str, tuple[str, str]] = {
    "topics": ("topics.html", "topic.html"),
    "people": ("people.html", "person.html"),
    "columns": ("columns.html", "column.html"),
    "units": ("units.html", "unit.html"),
    "series": ("all-series.html", "series.html"),
    "archive": ("archive.html", "archive-year.html"),
    "coverage": ("coverage.html", "coverage.html"),
    "corrections": ("corrections.html", "corrections.html"),
    "search": ("search.html", "search.html"),
}
"""The templates by which a theme makes a folder of the site: its own page, and those below it."""


def issue(issue_id: IssueId) -> str:
    """The address of an issue."""
    return f"{issue_id}/"


def page(issue_id: IssueId, label: str) -> str:
    """The address of a printed page; its label stands in it, an article's never."""
    return f"{issue_id}/p/{label}/"


def article(issue_id: IssueId, slug: str) -> str:
    """The address of an article."""
    return f"{issue_id}/{slug}/"


def issue_data(issue_id: IssueId) -> str:
    """The address of an issue for machines."""
    return f"{issue_id}/{ISSUE_DATA}"


def picture(issue_id: IssueId, name: str) -> str:
    """The address of a picture file of an issue."""
    return f"{issue_id}/{PICTURES}/{name}"


def share(issue_id: IssueId) -> str:
    """Give the address of the share picture of an issue's pages."""
    return f"{issue_id}/{SHARE}"


def headline_face(issue_id: IssueId, digest: str, ending: str) -> str:
    """Give the address of a file of the face that an issue's headlines are set in."""
    return f"{issue_id}/{FACE}{digest}.{ending}"


def sheet(slug: str) -> str:
    """The address of a sheet (单页)."""
    return f"{slug}/"


def sheet_picture(name: str) -> str:
    """The address of a picture file of the sheets."""
    return f"{PICTURES}/{name}"


def variant(picture_address: str, width: int) -> str:
    """The address of a picture's WebP version of a width in pixels."""
    return f"{picture_address}.{width}.webp"


def list_of(kind: ListKind, slug: str) -> str:
    """The address of a list: of a topic, of someone who signs, of a column."""
    return f"{LISTS[kind]}{slug}/"


def list_year(address: str, year: int) -> str:
    """The address of a year of a list."""
    return f"{address}{year:04}/"


def sitemap(name: str, number: int) -> str:
    """The address of a sitemap of a year, or of what is of none; `number` from 0."""
    return f"sitemaps/{name}{f'-{number + 1}' if number else ''}.xml"


def kind(address: str) -> str:
    """The template that makes what stands at an address; "" where every theme makes it."""
    first, _, rest = address.partition("/")
    if first in TEMPLATES:
        return TEMPLATES[first][bool(rest)]
    return "page.html" if rest.startswith("p/") else ""


def kind_of_list(kind: ListKind) -> str:
    """The template that makes a list of a kind."""
    return TEMPLATES[LISTS[kind].rstrip("/")][1]


def search_file(name: str) -> str:
    """The address of a file of the search index."""
    return name.join(_SEARCH_FILES)


def is_search_file(path: str) -> bool:
    """Tell whether a file of a site is one of the search index, named by what is in it."""
    before, after = _SEARCH_FILES
    return path.startswith(before) and path.endswith(after)


def archive_year(year: int) -> str:
    """The address of a year of the archive."""
    return f"{ARCHIVE}{year:04}/"


def file_of(address: str) -> str:
    """The file that answers an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def relative(origin: str, target: str) -> str:
    """The way from one address to another, so that a site works under any path.

    A fragment in `target` stays. From a page to itself it is `./`.
    """
    return ways(origin)(target)


def ways(origin: str) -> Callable[[str], str]:
    """Give the function that tells the way from an address to others, as `relative`."""
    folder = origin[: origin.rfind("/") + 1]
    above = []
    up = ""
    while folder:
        above.append((folder, len(folder), up))
        folder = folder[: folder.rfind("/", 0, -1) + 1]
        up += "../"

    def way(target: str) -> str:
        for prefix, length, back in above:
            if target.startswith(prefix):
                target, start = target[length:], back
                break
        else:
            start = up
        if start or (target and target[0] != "#"):
            return start + target
        return f"./{target}"

    return way


def is_article_slug(text: str) -> bool:
    """Tell whether `text` can be an article's slug: no other folder of its issue has its name."""
    return is_slug(text) and text not in _RESERVED


def is_sheet_slug(text: str) -> bool:
    """Tell whether `text` can be a sheet's slug: no other folder of the site has its name."""
    try:
        parse_issue_id(text)
    except ValueError:
        return is_slug(text) and text not in _SITE_FOLDERS
    return False


def unique_slug(wish: str, taken: Container[str], fallback: str) -> str:
    """Give the wished slug, with `-2`, `-3` … where it is taken; `fallback` where it is none."""
    base = wish if is_article_slug(wish) else fallback
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def list_slugs(
    kind: ListKind, pinyin: Mapping[str, str], published: Mapping[str, str]
) -> dict[str, str]:
    """Give each name of a kind of lists its slug. `pinyin` maps names to their pinyin.

    A name keeps the address that it was `published` at, also while no article has it. Of the
    others, those that share a pinyin, with each other or with such a name, get a short hash of
    the name behind it, whoever came first.
    """
    folder = LISTS[kind]
    slugs = {name: address.removeprefix(folder).rstrip("/") for name, address in published.items()}
    kept = {name: slugs[name] for name in pinyin if name in slugs}
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for name, reading in pinyin.items():
        if name not in kept:
            sharing[reading].append(name)
    taken = set(slugs.values())
    return kept | {
        name: reading
        if len(names) == 1 and is_slug(reading) and reading not in taken
        else _hashed(reading, name)
        for reading, names in sharing.items()
        for name in names
    }


def _hashed(reading: str, name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{reading}-{digest}" if is_slug(reading) else f"n-{digest}"
