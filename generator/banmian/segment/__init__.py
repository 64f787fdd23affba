"""From the text of a page to its articles (拆版).

Lines are repaired and described (`lines`), the page's habits estimated (`habits`), one global
decision says what each line is (`viterbi` over `labels`), headlines find their texts by
assignment (`headlines`), and the pieces are put together (`pieces`). Nothing is lost: every
line with text ends in exactly one piece or leftover.
"""

from banmian.segment.as_json import as_json
from banmian.segment.segment import segment_page

__all__ = ["as_json", "segment_page"]
