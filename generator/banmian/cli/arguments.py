"""The command line: which commands and options there are, and their help."""

import argparse
from pathlib import Path

from banmian import __version__
from banmian.cli.words import Speaker

_COMMANDS = (
    *("new", "import", "segment", "serve", "build", "check", "why", "search", "dump"),
    *("theme", "publish", "rollback", "headers"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose help speaks the user's language."""

    def __init__(self, say: Speaker, **options: object) -> None:
        super().__init__(
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **options,  # type: ignore[arg-type]
        )
        self._optionals.title = say("options")
        self._positionals.title = say("arguments")
        self.add_argument("-h", "--help", action="help", help=say("help"))


def parser(say: Speaker) -> argparse.ArgumentParser:
    """Give the parser of all commands."""
    root = Parser(say, prog="banmian", description=say("about"), epilog=say("codes"))
    root.add_argument(
        "--version", action="version", version=f"banmian {__version__}", help=say("version")
    )
    root.add_argument("--lang", choices=("zh", "en"), help=say("lang"))
    commands = root.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title=say("commands")
    )
    for name in _COMMANDS:
        command = commands.add_parser(
            name,
            say=say,
            help=say(name),
            description=say(f"{name}.about"),
            epilog=f"{say(f'{name}.example')}\n\n{say('codes')}",
        )
        if name == "new":
            command.add_argument("folder", type=Path, metavar="DIR", help=say("new.folder"))
        else:
            command.add_argument("--project", type=Path, metavar="DIR", help=say("project"))
        command.add_argument("--lang", choices=("zh", "en"), default=None, help=say("lang"))
        command.add_argument("--quiet", action="store_true", help=say("quiet"))
        command.add_argument("--json", action="store_true", help=say("json"))
        _OPTIONS.get(name, _own_options)(name, command, say)
    return root


def _own_options(name: str, command: argparse.ArgumentParser, say: Speaker) -> None:
    """Add what one command alone, or a few, can be told."""
    if name in {"publish", "rollback"}:
        command.add_argument("target", nargs="?", default="", help=say("publish.target"))
    if name == "publish":
        for option in ("dry-run", "force", "incomplete"):
            command.add_argument(f"--{option}", action="store_true", help=say(f"publish.{option}"))
    if name in {"build", "check", "publish"}:
        command.add_argument("--strict", action="store_true", help=say(f"{name}.strict"))
    if name == "rollback":
        command.add_argument("--local", action="store_true", help=say("rollback.local"))
    if name == "why":
        command.add_argument("path", metavar="PATH", help=say("why.path"))
    if name == "build":
        command.add_argument("--verify", action="store_true", help=say("build.verify"))
        command.add_argument("--dask", metavar="ADDRESS", default="", help=say("build.dask"))
        command.add_argument("--out", type=Path, metavar="DIR", help=say("build.out"))
    if name == "segment":
        command.add_argument("file", type=Path, metavar="FILE", help=say("segment.file"))
        command.add_argument("--explain", action="store_true", help=say("segment.explain"))
    if name == "serve":
        command.add_argument("--port", type=_port, metavar="N", help=say("serve.port"))
        command.add_argument("--open", action="store_true", help=say("serve.open"))


def _theme_options(_: str, command: argparse.ArgumentParser, say: Speaker) -> None:
    command.add_argument("action", choices=("check", "new"), help=say("theme.action"))
    command.add_argument("name", metavar="NAME", nargs="?", default="", help=say("theme.name"))
    command.add_argument("--strict", action="store_true", help=say("theme.strict"))


def _search_options(_: str, command: argparse.ArgumentParser, say: Speaker) -> None:
    command.add_argument("query", metavar="QUERY", nargs="*", help=say("search.query"))
    command.add_argument("--title", action="store_true", help=say("search.title"))
    command.add_argument("--newest", action="store_true", help=say("search.newest"))
    for option in ("since", "until"):
        command.add_argument(
            f"--{option}", metavar="DATE", default="", help=say(f"search.{option}")
        )
    command.add_argument(
        "--filter", metavar="KIND=VALUE", action="append", default=[], help=say("search.filter")
    )
    command.add_argument("--limit", type=_count, metavar="N", default=10, help=say("search.limit"))
    command.add_argument("--all", action="store_true", help=say("search.all"))
    command.add_argument("--out", type=Path, metavar="DIR", help=say("search.out"))


def _dump_options(_: str, command: argparse.ArgumentParser, say: Speaker) -> None:
    command.add_argument("file", type=Path, nargs="?", metavar="FILE", help=say("dump.file"))
    command.add_argument("--force", action="store_true", help=say("dump.force"))
    command.add_argument("--out", type=Path, metavar="DIR", help=say("search.out"))


def _headers_options(_: str, command: argparse.ArgumentParser, say: Speaker) -> None:
    command.add_argument("server", choices=("nginx", "caddy"), help=say("headers.server"))
    command.add_argument("--root", metavar="DIR", default="", help=say("headers.root"))


_OPTIONS = {
    "search": _search_options,
    "dump": _dump_options,
    "theme": _theme_options,
    "headers": _headers_options,
}


def _count(text: str) -> int:
    """Read a number of things, at least one."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= 10**6):
        raise argparse.ArgumentTypeError(f"{text!r}: 1 … 1000000")
    return int(text)


def _port(text: str) -> int:
    """Read a port's number; 0 is any that is free."""
    if not (text.isascii() and text.isdecimal() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r}: 0 … 65535")
    return int(text)


def language_of(arguments: list[str]) -> str | None:
    """Find `--lang` before anything is parsed: the help is in that language too."""
    for n, argument in enumerate(arguments):
        value = argument.partition("=")[2]
        if argument == "--lang":
            value = arguments[n + 1] if n + 1 < len(arguments) else ""
        if argument.startswith("--lang") and value in {"zh", "en"}:
            return value
    return None
