"""From the text of a page to its articles (拆版).

Lines are repaired and described (`lines`, `features`, `likeness`). A network that looks at the
whole page at once (`network`) says of each what it is, which line it follows and whose article it
is in (`choices`). Lines of text are strung to articles (`threads`), headlines dealt to them
(`heads`), and where articles begin is thought over with both (`beginnings`). The account of all
lines (`readings`) is what an editor's hints change (`hinted`) and what pieces are made of
(`pieces`). Nothing is lost: every line with text ends in exactly one piece or leftover.
"""

from banmian.segment.as_json import as_json
from banmian.segment.segment import segment_page

__all__ = ["as_json", "segment_page"]
