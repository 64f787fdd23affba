"""From the text of a page to its articles (拆版).

Lines are repaired and described (`lines`), the page's habits estimated (`habits`), one global
decision says what each line is (`viterbi` over `labels`), headlines find their texts
(`headlines`); a second reading knows what the first found (`votes`). The account of all lines
(`readings`) is what an editor's hints change (`hinted`) and what pieces are made of (`pieces`).
Nothing is lost: every line with text ends in exactly one piece or leftover.
"""

from banmian.segment.as_json import as_json
from banmian.segment.segment import segment_page

__all__ = ["as_json", "segment_page"]
