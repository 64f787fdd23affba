"""The commands: from options to a report, from a report to words."""

import argparse
from pathlib import Path

from msgspec.structs import asdict

from banmian.app import importing, scaffolding, segmenting
from banmian.app.project import find
from banmian.cli import explain
from banmian.cli.console import DONE, Console, as_data, code, shown


def new(options: argparse.Namespace, console: Console) -> int:
    """`banmian new DIR`."""
    project = scaffolding.new(options.folder)
    if console.as_json:
        console.data({"project": str(project.root)})
    folder = shown(options.folder)
    console.result(console.say("new.done", folder=folder, example=scaffolding.EXAMPLE))
    return DONE


def import_pages(options: argparse.Namespace, console: Console) -> int:
    """`banmian import`."""
    project = find(options.project or Path.cwd())
    report = importing.import_pages(project, console.progress)
    if console.as_json:
        data: dict[str, object] = {"issues": [asdict(issue) for issue in report.issues]}
        data["pages"] = [asdict(page) for page in report.pages]
        console.data(data | {"diagnostics": as_data(report.diagnostics, console.say.language)})
    else:
        for row in _aligned([asdict(page) for page in report.pages]):
            console.result(console.say("imported.page", **row))
        console.diagnostics(report.diagnostics)
    for issue in report.issues:
        console.result(console.say("imported", **asdict(issue)))
    if not report.issues:
        console.result(console.say("nothing"))
    return code(report.diagnostics, strict=False)


def _aligned(rows: list[dict[str, object]]) -> list[dict[str, str]]:
    """Make the values of each column equally wide: names to the left, numbers to the right."""
    widths = {key: max(len(str(row[key])) for row in rows) for row in rows for key in row}
    return [
        {
            key: str(value).rjust(widths[key])
            if isinstance(value, int)
            else str(value).ljust(widths[key])
            for key, value in row.items()
        }
        for row in rows
    ]


def segment(options: argparse.Namespace, console: Console) -> int:
    """`banmian segment FILE`."""
    if options.explain:
        return _explain(options, console)
    found = segmenting.segment_file(options.file, options.project)
    if console.as_json:
        console.data(found)
        return DONE
    for article in found["articles"]:
        heads = (article["kicker"], article["headline"], article["deck"], article["byline"])
        title = " / ".join(filter(None, heads)) or console.say("no headline")
        console.result(f"■ {title}")
        for paragraph in article["paragraphs"]:
            console.result(f"  {paragraph}")
    counts = {"articles": len(found["articles"]), "unplaced": len(found["unplaced"])}
    console.result(console.say("segmented", **counts))
    return DONE


def _explain(options: argparse.Namespace, console: Console) -> int:
    found = segmenting.explain_file(options.file, options.project)
    if console.as_json:
        console.data(found)
    for line in explain.lines(found, console.say):
        console.result(line)
    return DONE
