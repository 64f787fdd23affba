"""`banmian headers`: what a web server is told."""

import argparse
from pathlib import Path

from banmian.app.headers import configuration
from banmian.app.project import find
from banmian.cli.console import DONE, Console


def headers(options: argparse.Namespace, console: Console) -> int:
    """`banmian headers SERVER`."""
    project = find(options.project or Path.cwd())
    text = configuration(project, options.server, options.root)
    if console.as_json:
        console.data({"server": options.server, "configuration": text})
    else:
        console.result(text.removesuffix("\n"))
    return DONE
