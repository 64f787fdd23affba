"""A program: runs a command on copies of a project, killed before its n-th change of a file.

    dies_at.py PROJECT COPIES NUMBER COMMAND

Makes COPIES/1, COPIES/2, … for this number of changes, spread over all that the command makes and
the last twelve among them, and prints which.
"""

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def die_at(last: int, tell: int) -> None:
    """Have this process killed before its change of this number; tell of each that it lives on."""

    def watch(event: str, args: tuple[Any, ...]) -> None:
        nonlocal last
        writes = event == "open" and isinstance(args[2], int) and args[2] & WRITING
        if event in CHANGES or writes:
            last -= 1
            if not last:
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(tell, b".")

    sys.addaudithook(watch)


def changes(project: Path, command: str, last: int) -> int:
    """Run the command in a child, killed before its `last` change; give how many it made."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        from banmian.cli import main  # noqa: PLC0415

        die_at(last, tell)
        os._exit(main([command, "--project", str(project), "--quiet"]))
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        count = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) if last else status == 0, status
    return count


def main() -> None:
    """Kill the command at its changes."""
    import banmian.app.building  # noqa: PLC0415
    import banmian.app.importing  # noqa: PLC0415
    import banmian.app.publishing  # noqa: PLC0415
    import banmian.publish.folder  # noqa: F401, PLC0415

    sys.dont_write_bytecode = True
    project, copies, number, command = sys.argv[1:]
    whole = changes(Path(shutil.copytree(project, f"{copies}/whole", symlinks=True)), command, 0)
    step = max(1, (whole - 12) // max(1, int(number) - 12))
    points = sorted({*range(1, whole + 1, step), *range(max(1, whole - 11), whole + 1)})
    for point in points:
        made = changes(
            Path(shutil.copytree(project, f"{copies}/{point}", symlinks=True)), command, point
        )
        assert made == point - 1
    sys.stdout.write(" ".join(map(str, points)))


if __name__ == "__main__":
    main()
