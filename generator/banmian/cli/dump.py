"""`banmian dump`: all articles as lines of JSON."""

import argparse
import sys
from pathlib import Path

from banmian.app import dumping
from banmian.app.project import find
from banmian.cli.console import DONE, Console


def dump(options: argparse.Namespace, console: Console) -> int:
    """`banmian dump [FILE]`."""
    public = options.out or find(options.project or Path.cwd()).public
    if options.file:
        count = dumping.dump_to(options.file, public, options.force, console.progress)
        if console.as_json:
            console.data({"articles": count, "file": str(options.file)})
        console.result(console.say("dump.done", count=count, file=options.file))
        return DONE
    for line in dumping.dump(public):
        sys.stdout.buffer.write(line)
    sys.stdout.flush()
    return DONE
