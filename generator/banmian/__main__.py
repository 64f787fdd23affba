"""`banmian`, and `python -m banmian`."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from banmian.cli import main


def run() -> NoReturn:
    """Run a command and end at once: what a build has in memory need not be taken apart."""
    code = main()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":  # and not where a process of a build is begun anew
    run()
