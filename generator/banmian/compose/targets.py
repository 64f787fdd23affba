"""Where the links and pictures of a text lead: what of them may be written into a page."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from banmian import addresses
from banmian.model.ids import ArticleId
from banmian.model.picture import Picture

FOLDER = f"{addresses.PICTURES}/"


class Target(Struct, frozen=True):
    """An address to write, relative to the page; of a picture also what is known of it."""

    href: str
    picture: Picture | None = None


class DeadEnd(Struct, frozen=True):
    """A link (`a`) or picture (`img`) of a text that leads nowhere, as it is written."""

    tag: str
    target: str


Resolve = Callable[[str, str], Target | None]
"""From a tag (`a`, `img`) and what it leads to, to its target; None: it leads nowhere."""


class Surroundings(Struct, frozen=True):
    """What a text can lead to.

    `pictures` are those that can be shown, by name, `picture` gives the address of one;
    `articles` gives the address of each article; `way` the way to an address.
    """

    pictures: Mapping[str, Picture]
    picture: Callable[[str], str]
    articles: Mapping[ArticleId, str]
    way: Callable[[str], str]

    def target(self, tag: str, written: str) -> Target | None:
        """Give what a link or picture leads to; None: nothing that is allowed or there.

        Pictures are the text's own: no page asks a stranger's server for one.
        """
        name = written.removeprefix(FOLDER)
        if name in self.pictures and name != written:
            return Target(self.way(self.picture(name)), self.pictures[name])
        if tag == "img":
            return None
        scheme, _, rest = written.partition(":")
        if scheme == "id":
            known = self.articles.get(ArticleId(rest))
            return Target(self.way(known)) if known else None
        allowed = written.startswith("#") or scheme in {"http", "https", "mailto"}
        return Target(written) if allowed else None


def image_attributes(target: Target) -> dict[str, str]:
    """Give the attributes of an `img` but for its `alt`: the browser keeps its place free."""
    picture = target.picture
    size = {"width": str(picture.width), "height": str(picture.height)} if picture else {}
    return {"src": target.href, **size, "loading": "lazy", "decoding": "async"}
