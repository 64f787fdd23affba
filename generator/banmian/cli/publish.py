"""`banmian publish` and `rollback`: what will change, before it does; what came of it."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import asdict

from banmian.addresses import ASSETS, is_search_file
from banmian.app import building, publishing
from banmian.app.project import find
from banmian.app.publishing import PublishReport, Wishes
from banmian.cli.console import CONTENT_PROBLEMS, DONE, Console, as_data, shown, size_text
from banmian.errors import UserError
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Severity
from banmian.publish.plan import Plan

_SHOWN = 40
"""Added and changed paths that are listed; --json has all. Removed ones are listed always."""


def publish(options: argparse.Namespace, console: Console) -> int:
    """`banmian publish [TARGET]`."""
    project = find(options.project or Path.cwd())
    wishes = Wishes(options.dry_run, options.force, options.strict, options.incomplete)

    def tell(plan: Plan) -> None:
        for line in _plan_lines(plan, console):
            console.result(line)

    try:
        report = publishing.publish(project, options.target, wishes, tell, console.progress)
    except KeyboardInterrupt:
        console.error(console.say("publish.interrupted"))
        raise
    if console.as_json:
        diagnostics = as_data(report.build.diagnostics, console.say.language)
        data = to_builtins(report)
        data["build"]["diagnostics"] = diagnostics
        console.data(data)
    else:
        console.diagnostics(report.build.diagnostics)
    if report.plan is None:
        errors = any(severity(one) is Severity.ERROR for one in report.build.diagnostics)
        console.error(console.say("publish.wrong" if errors else "publish.warned"))
        return CONTENT_PROBLEMS
    console.result(_done(report, report.plan, options.dry_run, console))
    return DONE


def _done(report: PublishReport, plan: Plan, dry_run: bool, console: Console) -> str:
    if dry_run:
        return console.say("publish.dry")
    if not report.moment:
        return console.say("publish.none", target=plan.target)
    return console.say(
        "publish.done",
        target=plan.target,
        moment=_local(report.moment),
        checked=report.checked,
        recorded=report.recorded,
    )


def rollback(options: argparse.Namespace, console: Console) -> int:
    """`banmian rollback [TARGET]`, or `--local`."""
    if options.local:
        project = find(options.project or Path.cwd())
        if options.target:
            raise UserError(console.say("rollback.either"), "banmian rollback --local")
        building.undo(project)
        if console.as_json:
            console.data({"public": shown(project.public)})
        console.result(console.say("rollback.undone", public=shown(project.public)))
        return DONE
    done = publishing.rollback(find(options.project or Path.cwd()), options.target)
    if console.as_json:
        console.data(asdict(done))
    moment = _local(done.release)
    console.result(console.say("rollback.done", target=done.target, moment=moment))
    if done.withdrawn:
        console.error(console.say("rollback.withdrawn", addresses=" ".join(done.withdrawn)))
    return DONE


def _local(moment: str) -> str:
    """Say a moment as the clock on the wall has it."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M:%S}"


def _plan_lines(plan: Plan, console: Console) -> Iterator[str]:
    changes = plan.changes
    yield from (f"  - {path}" for path in changes.removed if not _goes_with_pages(path))
    marked = [f"  ~ {path}" for path in changes.changed]
    marked += [f"  + {path}" for path in changes.added if not _goes_with_pages(path)]
    yield from marked[:_SHOWN]
    if len(marked) > _SHOWN:
        yield console.say("publish.more", count=len(marked) - _SHOWN)
    added, removed = (sum(map(_goes_with_pages, some)) for some in (changes.added, changes.removed))
    if added or removed:
        yield console.say("publish.beside", added=added, removed=removed)
    yield console.say(
        "publish.plan",
        target=plan.target,
        kind=plan.kind,
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        sent=size_text(plan.sent),
        files=plan.files,
        size=size_text(plan.size),
        limits=_limits(plan, console),
    )


def _goes_with_pages(path: str) -> bool:
    """Tell whether a file is none that an editor knows: of the theme, or of the search index."""
    return path.startswith(ASSETS) or is_search_file(path)


def _limits(plan: Plan, console: Console) -> str:
    most = [
        f"{plan.limits.files:,}" if plan.limits.files else "",
        size_text(plan.limits.size) if plan.limits.size else "",
    ]
    shown = ", ".join(filter(None, most))
    return console.say("publish.of", limits=shown) if shown else ""
