"""What varies between the pages of different newspapers and extractors."""

from dataclasses import dataclass
from enum import Enum, auto


class Bylines(Enum):
    """Where an article's authors are named."""

    AS_SEEDS = auto()  # at the end, some news in the lead
    END_MARK = auto()  # □张三
    END_BRACKETS = auto()  # （张三）
    LEAD = auto()  # 本报讯（记者 张三）
    UNDER_HEADLINE = auto()  # 本报记者 张三, □本报记者 张三, above the text
    NONE = auto()


class Heads(Enum):
    """Where headlines stand."""

    AS_SEEDS = auto()  # most before their text, some after it, some far away
    BEFORE = auto()
    AFTER = auto()
    ALL_FIRST = auto()
    ALL_LAST = auto()


class Blanks(Enum):
    """What blank lines mean."""

    PARAGRAPHS = auto()
    ARTICLES = auto()  # none between paragraphs
    EVERY_LINE = auto()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set. Shares are 0 to 1; widths are in em.

    `unmarked` is the share of articles that have neither byline nor 本报讯, whatever the rest says,
    `dropped` of headlines that are missing, `spread` of full lines justified with spaces, and
    `interleaved` of pairs of neighbouring columns that are read line by line. `torn` shuffles the
    columns in bands of that many; 0 leaves them in order. `close_section_heads` makes
    the columns so narrow that a section head looks like the first line of a paragraph.
    """

    bylines: Bylines = Bylines.AS_SEEDS
    heads: Heads = Heads.AS_SEEDS
    blanks: Blanks = Blanks.PARAGRAPHS
    narrowest: int = 13
    widest: int = 34
    datelines: bool = True
    unmarked: float = 0.0
    dropped: float = 0.12
    spread: float = 0.08
    digit_spaces: bool = True
    indents: bool = False
    close_section_heads: bool = False
    padded_names: bool = False
    furniture: bool = False
    torn: int = 0
    interleaved: float = 0.0
