"""`banmian theme`: from options to a report, from a report to words."""

import argparse
from pathlib import Path

from banmian.app import themes
from banmian.app.project import find
from banmian.cli.console import DONE, Console, as_data, code


def theme(options: argparse.Namespace, console: Console) -> int:
    """`banmian theme check [NAME]` and `banmian theme new NAME`."""
    project = find(options.project or Path.cwd())
    if options.action == "new":
        folder = project.name(themes.new(project, options.name))
        if console.as_json:
            console.data({"theme": folder})
        console.result(console.say("theme.made", folder=folder, name=options.name))
        return DONE
    checked = themes.check(project, options.name)
    found = checked.diagnostics
    if console.as_json:
        console.data({"theme": checked.name, "diagnostics": as_data(found, console.say.language)})
    else:
        console.diagnostics(found)
        if not found:
            console.result(console.say("theme.good", name=checked.name))
    return code(found, options.strict)
