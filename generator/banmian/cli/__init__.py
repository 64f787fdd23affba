"""The commands. Only this package prints."""

from banmian.cli.main import main

__all__ = ["main"]
