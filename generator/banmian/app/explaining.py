"""How the lines of a page were read, as plain data: what `banmian segment --explain` shows."""

from typing import Any

from banmian.model.layout import PageCut, PageText

SURE = 0.7
"""Below this a reading is in doubt: an editor should look."""


def explained(page: PageText, cut: PageCut) -> dict[str, Any]:
    """Give the readings in reading order, and the repairs in theirs.

    An article's number is from 1, 0: none. The repairs of a line, replayed on it in order, give
    the text that was read.
    """
    return {
        "source": page.source,
        "lines": [
            {
                "lines": list(one.lines),
                "role": one.role.value,
                "article": one.article + 1,
                "opens": one.opens,
                "sure": one.sure,
                "doubt": one.sure < SURE,
                "second": one.second.value,
                "text": one.text,
            }
            for one in cut.readings
        ],
        "repairs": [
            {
                "line": repair.line,
                "kind": repair.kind.value,
                "before": repair.before,
                "after": repair.after,
            }
            for repair in cut.repairs
        ],
    }
