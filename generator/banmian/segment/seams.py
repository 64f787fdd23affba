"""How a line goes on: which beginnings follow which ends of lines, as running text has them.

Two small nets look at the characters at both sides of a cut, one at the last of a line, one at
the first of another, and the product of what they find is how much likelier the two stand
together than any two. `bench/fitting/seams.py` fits them to running text, where every place in it
is an example, long before pages are read: pages teach little of it, as most lines follow the one
above.

Source: van den Oord et al. 2018, Representation Learning with Contrastive Predictive Coding.
"""

from collections.abc import Mapping

import numpy as np

from banmian.segment.features import BLANK, Floats, Ints, Print

SEAM = "seam."
"""What the names of its parameters begin with."""
SIDE = 8
"""Characters that are looked at on each side of a cut."""

Parameters = Mapping[str, Floats]


def seams(page: Print, p: Parameters) -> Floats:
    """Give how much likelier each line, a row, goes on from each, a column: in logits."""
    begins = _seen(_beginnings(page), p, SEAM + "begin")
    ends = _seen(_endings(page), p, SEAM + "end")
    return begins @ ends.T


def _seen(glyphs: Ints, p: Parameters, name: str) -> Floats:
    chars = p[SEAM + "glyphs"][glyphs.ravel()]
    wide = chars.reshape(len(glyphs), len(p[name])) @ p[name] + p[name + ".bias"]
    np.maximum(wide, 0, out=wide)
    return wide @ p[name + ".out"] + p[name + ".out.bias"]


def _beginnings(page: Print) -> Ints:
    """Give the first characters of each line, blanks behind a short one's end."""
    places = page.starts[:, None] + np.arange(SIDE)
    return np.where(places <= page.ends[:, None], page.glyphs[_inside(places, page)], BLANK)


def _endings(page: Print) -> Ints:
    """Give the last characters of each line, blanks before a short one's beginning."""
    places = page.ends[:, None] + np.arange(1 - SIDE, 1)
    return np.where(places >= page.starts[:, None], page.glyphs[_inside(places, page)], BLANK)


def _inside(places: Ints, page: Print) -> Ints:
    return np.clip(places, 0, len(page.glyphs) - 1)
