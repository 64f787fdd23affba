"""`banmian build` and `check`: from options to a report, from a report to words."""

import argparse
from pathlib import Path

from msgspec.structs import asdict

from banmian.app import asking, building
from banmian.app.project import find
from banmian.cli.console import CONTENT_PROBLEMS, DONE, Console, as_data, code, shown, size_text


def build(options: argparse.Namespace, console: Console) -> int:
    """`banmian build`."""
    project = find(options.project or Path.cwd())
    with building.workers(options.dask) as work:
        report = building.build(
            project, options.out, options.strict, console.progress, options.verify, work
        )
    if console.as_json:
        data = asdict(report) | {"diagnostics": as_data(report.diagnostics, console.say.language)}
        console.data(data)
    else:
        console.diagnostics(report.diagnostics)
    public = options.out or project.public
    for path in report.altered:
        console.error(console.say("altered", path=path))
    if report.swapped:
        facts = asdict(report) | {
            "seconds": f"{report.seconds:.1f}",
            "size": size_text(report.size),
        }
        look = console.say("look", public=shown(public))
        console.result(f"{console.say('built', **facts)} {look}")
    else:
        console.error(console.say("kept"))
        return CONTENT_PROBLEMS
    return code(report.diagnostics, options.strict)


def check(options: argparse.Namespace, console: Console) -> int:
    """`banmian check`."""
    from banmian.app import checking  # noqa: PLC0415 — it takes what no build does

    found = checking.check(find(options.project or Path.cwd()), console.progress)
    if console.as_json:
        console.data({"diagnostics": as_data(found, console.say.language)})
    else:
        console.diagnostics(found)
        if not found:
            console.result(console.say("count", errors=0, warnings=0, notes=0))
    return code(found, options.strict)


def why(options: argparse.Namespace, console: Console) -> int:
    """`banmian why PATH`."""
    found = asking.why(find(options.project or Path.cwd()), options.path, console.progress)
    if console.as_json:
        console.data(asdict(found))
    say = console.say
    if found.last:
        reasons = "、".join(say(f"why.{one}") for one in found.last.split())
        console.result(say("why.last", path=found.path, reasons=reasons))
    if found.gone:
        console.result(say("why.gone"))
    elif found.now:
        reasons = "、".join(say(f"why.{one}") for one in found.now.split())
        console.result(say("why.now" if found.differs else "why.same", reasons=reasons))
    elif found.differs:
        console.result(say("why.other"))
    else:
        console.result(say("why.nothing"))
    return DONE
