"""What a share picture (分享图) says: a link to an issue's pages is shown with it elsewhere."""

from msgspec import Struct

from banmian.model.issue import Day

WIDTH, HEIGHT = 1200, 630
"""Pixels of a share picture, as Open Graph has them; WeChat shows the square in the middle."""


class Cover(Struct, frozen=True):
    """An issue's share picture in words; `address` is where the picture stands.

    That of the edition itself has `date`, `number` and `headline` "". `face` is the address of the
    style sheet that loads the issue's face for headlines, "" where it has none.
    """

    address: str
    name: str
    date: str = ""
    number: str = ""
    headline: str = ""
    day: Day = Day.ORDINARY
    face: str = ""

    @property
    def text(self) -> str:
        """Everything that the picture says, for those who do not see it."""
        issue = " ".join(filter(None, (self.name, self.date, self.number)))
        return f"{issue}：{self.headline}" if self.headline else issue
