"""`banmian`: reads the command line, runs the command, ends with the right code."""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from banmian.cli.arguments import language_of, parser
from banmian.cli.console import Console
from banmian.cli.words import Speaker, system_language
from banmian.errors import HostError, UserError

USER_ERROR = 2
HOST_ERROR = 3
BUG = 70
INTERRUPTED = 130

Command = Callable[[argparse.Namespace, Console], int]

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("commands", "new"),
    "import": ("commands", "import_pages"),
    "segment": ("commands", "segment"),
    "build": ("build", "build"),
    "check": ("build", "check"),
    "why": ("build", "why"),
    "search": ("search", "search_site"),
    "dump": ("dump", "dump"),
    "theme": ("theme", "theme"),
    "serve": ("serve", "serve"),
    "publish": ("publish", "publish"),
    "rollback": ("publish", "rollback"),
    "headers": ("headers", "headers"),
}
"""Where each command is: module and function. Only what is asked for is imported, help is quick."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; give the exit code (see `errors`)."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    say = Speaker(language_of(words) or system_language())
    options = parser(say).parse_args(words)
    console = Console(say, options.quiet, options.json)
    try:
        return _command(options.command)(options, console)
    except UserError as error:
        console.error(error.message, error.hint)
        return USER_ERROR
    except HostError as error:
        console.error(error.message, error.hint)
        return HOST_ERROR
    except KeyboardInterrupt:
        console.error(say("interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush
        return 0
    except OSError as error:
        console.error(say("unwritable", what=error))
        return USER_ERROR
    except Exception:  # noqa: BLE001 — a bug: the user gets a notice, the log all of it
        console.error(say("bug", log=_crash_log(options)))
        return BUG


def _command(name: str) -> Command:
    module, function = _COMMANDS[name]
    command: Command = getattr(import_module(f"banmian.cli.{module}"), function)
    return command


def _crash_log(options: argparse.Namespace) -> Path | str:
    """Write all that is known of a crash; give where."""
    from banmian.app.project import find  # noqa: PLC0415

    text = f"banmian {' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}"
    try:
        project = find(getattr(options, "project", None) or Path.cwd())
        log = project.root / "site" / ".banmian" / "cache" / "crash.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(text, encoding="utf-8")
    except (UserError, OSError):
        print(text, file=sys.stderr)
        return "stderr"
    return log
