"""Share pictures (分享图) and faces for headlines: what an issue has beside its pages."""

from collections.abc import Iterator

from msgspec import Struct

from banmian import addresses
from banmian.app.workshop import Workshop
from banmian.model.card import Card
from banmian.model.cover import Cover
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.output import Output
from banmian.press.share_picture import share_picture
from banmian.theme.lists import headlines

_DIGEST = 12
_KILO = 1000
_STYLE = """\
@font-face {{
  font-family: "Headlines";
  src: url("{name}") format("woff2");
  font-display: swap;
  font-weight: 100 900;
}}
:root {{ --headlines: "Headlines"; }}
"""


def made_picture(shop: Workshop, cover: Cover) -> Iterator[Output]:
    """Make a share picture, where there is a face for it."""
    if shop.face:
        made = share_picture(cover, shop.face, shop.project.pictures_cache)
        yield Output(cover.address, made)


def faceless(shop: Workshop) -> Iterator[Diagnostic]:
    """Say that there could be share pictures, if the machine had a face."""
    if shop.site.edition.share.picture and shop.site.shares and not shop.face:
        yield diagnostic("BM411", Where(shop.project.name(shop.project.settings)))


class HeadlineFace(Struct, frozen=True):
    """An issue's face for headlines: the `address` of its style sheet, its files.

    The address is "" where the issue has none; `diagnostics` say why, where one was wanted.
    """

    address: str = ""
    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def made_face(shop: Workshop, card: Card) -> HeadlineFace:
    """Make the face for an issue's headlines, where the edition has one."""
    characters = "".join(sorted(set("".join(headlines(card)))))
    if not (shop.headline_face and characters.strip()):
        return HeadlineFace()
    from banmian.press.headline_face import headline_face, key_of  # noqa: PLC0415

    made = headline_face(characters, shop.headline_face, shop.project.pictures_cache)
    budget = shop.site.edition.headline_face.budget
    if len(made) > budget * _KILO:
        size, many = -(-len(made) // _KILO), len(characters)
        where = Where(f"{shop.project.name(shop.project.content)}/{card.id}/issue.toml")
        said = diagnostic("BM412", where, characters=many, size=size, budget=budget)
        return HeadlineFace(diagnostics=(said,))
    digest = key_of(characters, shop.headline_face)[:_DIGEST]
    style, font = (addresses.headline_face(card.id, digest, end) for end in ("css", "woff2"))
    css = _STYLE.format(name=font.rpartition("/")[2])
    return HeadlineFace(style, (Output(style, css.encode()), Output(font, made)))
