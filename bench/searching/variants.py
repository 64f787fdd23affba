"""Traditional characters and simplified ones, as OpenCC's own table has them.

The product's table came from there too, a line at a time through other hands; where OpenCC gives
several, both take the first. Only characters of 16 bits count.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_TABLE = Path("dictionary", "TSCharacters.txt")
_LAST = "\uffff"


@cache
def simplified() -> dict[int, str]:
    """Give the simplified character of each traditional one."""
    spec = find_spec("opencc")
    if not spec or not spec.origin:
        raise SystemExit('the brute force needs opencc: pip install -e ".[bench]"')
    lines = (Path(spec.origin).parent / _TABLE).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    first = {one: others.split(" ")[0] for one, others in pairs}
    return {ord(one): other for one, other in first.items() if one <= _LAST and other <= _LAST}


@cache
def _traditional() -> dict[int, str]:
    return {ord(other): chr(one) for one, other in reversed(simplified().items())}


def traditional(text: str) -> str:
    """Give a text in traditional characters, some of several: each is found by any."""
    return text.translate(_traditional())
