"""`python -m banmian`."""

import sys

from banmian.cli import main

sys.exit(main())
