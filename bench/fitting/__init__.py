"""Fits the segmenter's network to pages whose articles are known: `bench/fit_segmenter.py`.

`alignment` says where each line of a page stands in its truth, `examples` makes of that what is to
be learned, `seams` and `grams` learn from running text, `learner` is the network as it learns,
`learning` fits it, `packing` writes it.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project."""
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "segment")]  # the scorer, typesetting
