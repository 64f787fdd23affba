"""`[share]` of `edition.toml`: the picture that links to an edition are shown with elsewhere."""

from msgspec import Struct


class Share(Struct, frozen=True):
    """Whether each issue has a share picture, and the face that it is set in.

    `font` is a file below `site/`; "" is the first Chinese face that the machine has.
    """

    picture: bool = True
    font: str = ""
