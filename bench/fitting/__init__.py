"""Fits the segmenter's weights to pages whose articles are known: `bench/fit_segmenter.py`.

`alignment` says where each line of a page stands in its truth, `pages` what is fitted to,
`perceptron` how, `symbols` which weights a reading counts, `figures` how well it reads then.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project."""
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "segment")]  # the scorer, typesetting
