"""`python -m banmian`."""

import sys

from banmian.cli import main

if __name__ == "__main__":  # and not where a process of a build is begun anew
    sys.exit(main())
