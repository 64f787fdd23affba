"""Pages set from known articles in many ways, as an extractor would spit out their lines.

`material` has the articles, `breaking` cuts text at a column's width, `layout` says what varies,
`page` puts a page together with its truth, and `conditions` has the pages that are measured. Same
seed, same page; nothing reads the clock.
"""

from typesetting.conditions import CONDITIONS, pages
from typesetting.layout import Blanks, Bylines, Heads, Layout
from typesetting.material import material
from typesetting.page import Page, typeset

__all__ = [
    "CONDITIONS",
    "Blanks",
    "Bylines",
    "Heads",
    "Layout",
    "Page",
    "material",
    "pages",
    "typeset",
]
