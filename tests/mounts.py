"""A place for mounts: seen by the processes in it alone, and gone with the last of them."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Mounts:
    """A mount namespace. Whatever ends it, a kill too, takes its mounts with it."""

    def __init__(self, holder: int, enter: tuple[str, ...]) -> None:
        self._enter = ("nsenter", "--target", str(holder), "--mount", *enter)
        self._root = Path(f"/proc/{holder}/root")

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program that sees the mounts."""
        line = [*self._enter, *map(str, words)]
        return subprocess.run(line, capture_output=True, text=True, check=False)

    def do(self, *words: str | Path) -> None:
        """Run a program that must succeed."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr

    def see(self, path: Path) -> Path:
        """Give the way to a path as it is with the mounts."""
        return self._root / path.relative_to("/")

    def disk(self, folder: Path, size: str) -> None:
        """Put what is in a folder on a small disk of its own."""
        copy = folder.with_name(f"{folder.name}.copy")
        folder.rename(copy)
        folder.mkdir()
        self.do("mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder)
        self.do("cp", "-a", f"{copy}/.", folder)
        shutil.rmtree(copy)

    def fill(self, folder: Path, left: int) -> Path:
        """Fill the disk of a folder so that this many bytes are left; give the file that does."""
        filler = folder / "filler"
        self.run("dd", "if=/dev/zero", f"of={filler}", "bs=4k")  # it ends when the disk is full
        self.do("truncate", "-s", f"-{left}", filler)
        return filler


@contextmanager
def mounts() -> Iterator[Mounts | None]:
    """Give a place for mounts, None where the machine allows none."""
    for flags, enter in (((), ()), (("-r",), ("--user", "--preserve-credentials"))):
        if not (shutil.which("unshare") and shutil.which("nsenter")):
            break
        holder = subprocess.Popen(
            [
                "unshare",
                "-m",
                *flags,
                "sh",
                "-c",
                "mount -t tmpfs none /mnt && echo ready && read _",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert holder.stdin
        assert holder.stdout
        with holder:
            try:
                if holder.stdout.readline():
                    yield Mounts(holder.pid, enter)
                    return
            finally:
                holder.stdin.close()
    yield None
