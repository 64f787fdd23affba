"""Compare the network with the segmenter, page for page: `python bench/read_pages.py [KIND …]`.

KIND is seeds, samples, more, aside or variations; all without one. For each figure of the scorer
the segmenter's and the network's, and the seconds that each took. The network has learned
from samples, more and seeds, and the segmenter's weights are fitted to them: only `aside` is new
to both.
"""

import sys
import time
from collections import Counter

from fitting import ROOT

sys.path.append(str(ROOT / "tests" / "segment"))

from figures import PROFILE, _measured, groups, kinds
from reader.cut import cut_page

from banmian.readers import read_text
from banmian.segment import as_json, segment_page
from score_segmentation import report, score_page

_SHOWN = ("article_f1", "headline_exact", "authors", "para_f1", "section_heads", "junk_spaces")


def main(asked: list[str]) -> None:
    """Print a line a group of pages."""
    for kind in asked or kinds():
        for group in groups(kind):
            ours, its = Counter[str](), Counter[str]()
            seconds = [0.0, 0.0]
            for name, data, truth in _measured(kind, group):
                page, raw = read_text(data, name), data.decode("utf-8")
                for at, (cut, total) in enumerate(((segment_page, ours), (cut_page, its))):
                    start = time.process_time()
                    found = cut(page, PROFILE)
                    seconds[at] += time.process_time() - start
                    total.update(score_page(as_json(found), truth, raw))
            old, new = report(ours), report(its)
            shown = "  ".join(f"{key} {old.get(key)} → {new.get(key)}" for key in _SHOWN)
            print(f"{kind} {group}: {shown}  {seconds[0]:.1f} → {seconds[1]:.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
