"""What every page of a site has in common: settings, theme, the frame around it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.output import Output
from banmian.model.sheet import Sheet
from banmian.theme.contexts import Frame, NavigationLink, View
from banmian.theme.environment import Renderer
from banmian.theme.legal import legal_lines

Way = Callable[[str], str]
"""From an address to the way there from the page that is being made."""


@dataclass(frozen=True)
class Site:
    """An edition in its theme: makes outputs of views. `sheets` are those that it has, in order."""

    edition: Edition
    renderer: Renderer
    sheets: tuple[Sheet, ...]

    def way_from(self, address: str) -> Way:
        """Give the function that tells the way from an address to others.

        The page for lost readers may be shown anywhere: its ways begin at the root.
        """
        if address == addresses.NOT_FOUND:
            return lambda target: self.edition.base_path + target
        return partial(addresses.relative, address)

    def phrase(self, name: str) -> str:
        """Give one of the theme's words in the edition's language; its name where it has none."""
        return self.renderer.theme.phrases(self.edition.language).get(name, name)

    def output(
        self, address: str, title: str, description: str, view: View, canonical: str | None = None
    ) -> Output:
        """Make the page at an address; `canonical` is the one that it stands for, if another."""
        place = address if canonical is None else canonical
        frame = self._frame(address, title, description, place)
        return Output(addresses.file_of(address), self.renderer.render(frame, view))

    def _frame(self, address: str, title: str, description: str, canonical: str) -> Frame:
        edition, theme = self.edition, self.renderer.theme
        way = self.way_from(address)
        places = {
            "home": addresses.HOME,
            "topics": addresses.TOPICS,
            "people": addresses.PEOPLE,
            "archive": addresses.ARCHIVE,
            "search": addresses.SEARCH,
        }
        own = [NavigationLink(self.phrase(k), way(p), p == address) for k, p in places.items()]
        return Frame(
            title=title,
            description=description,
            canonical=edition.address + canonical,
            language=edition.language,
            edition=edition.title,
            subtitle=edition.subtitle,
            publisher=edition.publisher,
            notice=edition.notice,
            rights=edition.legal.rights,
            legal=legal_lines(edition.legal, edition.language),
            home=way(addresses.HOME),
            search=way(addresses.SEARCH),
            feed=way(addresses.FEED),
            corrections=way(addresses.CORRECTIONS),
            navigation=(*own, *self._sheets(address, navigation=True)),
            sheets=self._sheets(address, navigation=False),
            assets={name: way(f"{theme.asset_folder}/{name}") for name in theme.assets},
            phrases=theme.phrases(edition.language),
        )

    def _sheets(self, address: str, navigation: bool) -> tuple[NavigationLink, ...]:
        """Give the links to the sheets that the navigation has, or to the others."""
        way = self.way_from(address)
        places = [
            (s.title, addresses.sheet(s.slug)) for s in self.sheets if s.navigation == navigation
        ]
        return tuple(NavigationLink(text, way(place), place == address) for text, place in places)
