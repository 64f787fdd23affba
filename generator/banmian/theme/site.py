"""What every page of a site has in common: settings, theme, the frame around it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from banmian import addresses
from banmian.config.edition import Edition
from banmian.hosting.policy import page_policy
from banmian.model.cover import HEIGHT, WIDTH, Cover
from banmian.model.issue import Day
from banmian.model.lists import ListKind
from banmian.model.output import Output
from banmian.model.sheet import Sheet
from banmian.theme.contexts import LINE, TEMPLATES, Around, Frame, NavigationLink, ShareView, View
from banmian.theme.environment import Renderer
from banmian.theme.legal import legal_lines

_OWN = {
    "home": addresses.HOME,
    "topics": addresses.TOPICS,
    "people": addresses.PEOPLE,
    "archive": addresses.ARCHIVE,
    "search": addresses.SEARCH,
}
"""The site's own pages in the navigation, by the phrase that names each."""

SAID = frozenset(
    {*_OWN, *(folder.rstrip("/") for folder in addresses.LISTS.values())}
    | {"corrections", "coverage", "moved", "report_subject", "listed"}
    | {f"same_{kind.value}" for kind in ListKind if kind is not ListKind.PERSON}
)
"""The phrases that the program itself asks a theme for: `Site.phrase`."""

ROOT = "\x02"
"""Begins every way in a line; what leads from its page to the site's root replaces it."""

_NO_PICTURE = ShareView("", 0, 0, "")

Way = Callable[[str], str]
"""From an address to the way there from the page that is being made."""


class Site(Struct, frozen=True, dict=True):
    """An edition in its theme: makes outputs of views. `sheets` are those that it has, in order.

    `pictured`: there is a face to set share pictures in.
    """

    edition: Edition
    renderer: Renderer
    sheets: tuple[Sheet, ...]
    pictured: bool = False

    def way_from(self, address: str) -> Way:
        """Give the function that tells the way from an address to others.

        The page for lost readers may be shown anywhere: its ways begin at the root.
        """
        if address == addresses.NOT_FOUND:
            way: Way = self.edition.base_path.__add__
        else:
            way = addresses.ways(address)
        return self.limited(way)

    def limited(self, way: Way) -> Way:
        """Give a way that is "" where it would lead to what the theme does not make."""
        if not self._not_made:
            return way
        apart, shows = self._apart, self.shows

        def shown(target: str) -> str:
            if target.startswith(apart) or "/p/" in target:
                return way(target) if shows(addresses.kind(target)) else ""
            return way(target)

        return shown

    @cached_property
    def _apart(self) -> tuple[str, ...]:
        """Give how the addresses begin of which the theme does not make all."""
        made = addresses.TEMPLATES.items()
        return tuple(f"{folder}/" for folder, of in made if not all(map(self.shows, of)))

    @cached_property
    def linked_data(self) -> bool:
        """Tell whether any page shows linked data."""
        return self.renderer.theme.mentions("linked_data")

    @cached_property
    def cites(self) -> bool:
        """Tell whether any page says how to cite it."""
        return self.renderer.theme.mentions("citation")

    @cached_property
    def tells_origins(self) -> bool:
        """Tell whether any page shows where an article comes from."""
        return self.renderer.theme.mentions(".origin")

    @cached_property
    def plots(self) -> bool:
        """Tell whether any page shows articles over time."""
        return self.renderer.theme.mentions(".plot")

    @cached_property
    def relates(self) -> bool:
        """Tell whether any page shows the topics that go with a list."""
        return self.renderer.theme.mentions(".related")

    @cached_property
    def list_feeds(self) -> bool:
        """Tell whether any page leads to the feeds of a list."""
        return self.renderer.theme.mentions("list.feed")

    @cached_property
    def recalls(self) -> bool:
        """Tell whether any page shows earlier coverage."""
        return self.renderer.theme.mentions(".earlier")

    @cached_property
    def remembers(self) -> bool:
        """Tell whether any page shows the same day of earlier years."""
        return self.renderer.theme.mentions(".same_days")

    @cached_property
    def lists(self) -> tuple[ListKind, ...]:
        """The kinds of lists of which the theme makes anything; the home page may name topics."""
        folders = {
            kind: addresses.TEMPLATES[at.rstrip("/")] for kind, at in addresses.LISTS.items()
        }
        return tuple(
            kind
            for kind, made in folders.items()
            if kind is ListKind.TOPIC or any(map(self.shows, made))
        )

    @cached_property
    def shares(self) -> bool:
        """Tell whether any page names a picture to be shared with."""
        return self.renderer.theme.mentions("share_picture")

    @cached_property
    def has_headline_face(self) -> bool:
        """Tell whether the edition has a face for headlines, and the theme shows it."""
        shown = any("headline_face" in one for one in self.renderer.theme.templates.values())
        return shown and bool(self.edition.headline_face.font)

    @cached_property
    def cover(self) -> Cover:
        """What the share picture says of pages that are of no one issue."""
        return Cover(addresses.SHARE, self.edition.title)

    def _share_picture(self, cover: Cover) -> ShareView:
        if not self.pictured:
            return _NO_PICTURE
        return ShareView(self.edition.address + cover.address, WIDTH, HEIGHT, cover.text)

    @cached_property
    def way_from_lines(self) -> Way:
        """Give the way from a line, which is put into pages of any depth."""
        return self.limited(ROOT.__add__)

    def shows(self, template: str) -> bool:
        """Tell whether the theme makes pages of this kind; "" is one that every theme makes."""
        return template not in self._not_made

    @cached_property
    def _not_made(self) -> frozenset[str]:
        templates = self.renderer.theme.templates
        missing = {name for name in (*TEMPLATES, LINE) if name not in templates}
        return frozenset(missing if self.edition.search else {*missing, "search.html"})

    def phrase(self, name: str) -> str:
        """Give one of the theme's words in the edition's language; its name where it has none."""
        return self.renderer.theme.phrases(self.edition.language).get(name, name)

    def output(
        self,
        address: str,
        title: str,
        description: str,
        view: View,
        canonical: str | None = None,
        cover: Cover | None = None,
    ) -> Output:
        """Make the page at an address; `canonical` is the one that it stands for, if another.

        `cover` is that of its issue. A page that has no `description` of its own is described by
        what it and the edition are.
        """
        place = address if canonical is None else canonical
        around, parts = self._around(address)
        frame = Frame(
            title=title,
            description=description or self._described(title),
            canonical=self.edition.address + place,
            share_picture=self._share_picture(cover or self.cover),
            day=cover.day.value if cover else Day.ORDINARY.value,
            headline_face=addresses.ways(address)(cover.face) if cover and cover.face else "",
            around=parts,
            **around,
        )
        return Output(addresses.file_of(address), self.renderer.render(frame, view))

    def _described(self, title: str) -> str:
        known = dict.fromkeys((title, self.edition.title, self.edition.subtitle))
        return " · ".join(filter(None, known))

    def parts(self, path: str) -> Iterable[str]:
        """Give what may stand around the page at a path as it does around others."""
        return self._around(path.removesuffix("index.html"))[1].values()

    def _around(self, address: str) -> tuple[Mapping[str, Any], Mapping[str, Markup]]:
        """Give what stands around a page: the same for all of a depth that no menu leads to."""
        menu = address if address in self._menu else ""
        if address == addresses.NOT_FOUND:
            root = self.edition.base_path
        else:
            root = "../" * address.count("/")
        key = (root, menu)
        if key not in self._made:
            around = self._make_around(root, address)
            values = asdict(around)
            self._made[key] = (values, self.renderer.parts(around))
        return self._made[key]

    @cached_property
    def _made(self) -> dict[tuple[str, str], tuple[Mapping[str, Any], Mapping[str, Markup]]]:
        return {}

    @cached_property
    def _menu(self) -> frozenset[str]:
        return frozenset((*_OWN.values(), *(addresses.sheet(s.slug) for s in self.sheets)))

    def _make_around(self, root: str, address: str) -> Around:
        edition, theme = self.edition, self.renderer.theme
        way = self.limited(lambda target: (root + target) or "./")
        own = [
            NavigationLink(self.phrase(k), way(p), p == address)
            for k, p in _OWN.items()
            if self.shows(addresses.kind(p))
        ]
        return Around(
            language=edition.language,
            edition=edition.title,
            subtitle=edition.subtitle,
            publisher=edition.publisher,
            notice=edition.notice,
            rights=edition.legal.rights,
            legal=legal_lines(edition.legal, edition.language),
            home=way(addresses.HOME),
            search=way(addresses.SEARCH),
            opensearch=way(addresses.OPENSEARCH),
            feed=way(addresses.FEED),
            json_feed=way(addresses.JSON_FEED),
            corrections=way(addresses.CORRECTIONS),
            navigation=(*own, *self._sheets(way, address, navigation=True)),
            sheets=self._sheets(way, address, navigation=False),
            assets={name: way(f"{theme.asset_folder}/{name}") for name in theme.assets},
            policy=Markup(page_policy(theme.settings.policy)),  # noqa: S704 — checked when read
            phrases=theme.phrases(edition.language),
        )

    def _sheets(self, way: Way, address: str, navigation: bool) -> tuple[NavigationLink, ...]:
        """Give the links to the sheets that the navigation has, or to the others."""
        places = [
            (s.title, addresses.sheet(s.slug)) for s in self.sheets if s.navigation == navigation
        ]
        return tuple(NavigationLink(text, way(place), place == address) for text, place in places)
