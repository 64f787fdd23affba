"""Paths as lines, for programs that read them so."""

from collections.abc import Iterable

from banmian.errors import UserError


def path_lines(paths: Iterable[str]) -> bytes:
    """Write a path a line.

    Raises:
        UserError: when one would be two.
    """
    paths = list(paths)
    for path in paths:
        if "\n" in path or "\r" in path:
            raise UserError(
                f"a file of this name cannot be published 文件名不能用于发布: {path!r}",
                "rename it 请改名",
            )
    return "".join(f"{path}\n" for path in paths).encode(errors="surrogateescape")
