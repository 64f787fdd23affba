"""Running programs on another host by ssh, and what their trouble means."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from banmian.errors import HostError, UserError
from banmian.publish.trouble import hint_for

_HOST = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9_][A-Za-z0-9._-]*")

_HINTS = (
    (
        r"Host key verification failed|REMOTE HOST IDENTIFICATION",
        "compare the host's key, connecting once by hand 先手动连接一次并核对主机密钥: ssh {host}",
    ),
    (
        r"Permission denied \(|Too many authentication failures",
        "let the host know your key 把公钥装到主机上: ssh-copy-id {host}; ssh-add",
    ),
    (
        r"Could not resolve|No route|refused|timed out|unreachable|Connection (reset|closed)",
        "see that the host is up, and its name and port right 检查主机是否开机、名称和端口是否正确",
    ),
    (r"No space left|quota exceeded", "make room on the host's disk 清理主机的磁盘空间"),
    (
        r"Permission denied|Operation not permitted|Read-only file system",
        "give {host} the right to write there 请取得该处的写权限",
    ),
    (
        r"rsync: (command )?not found|rsync: inaccessible|No such file .*rsync",
        "install rsync on the host 请在主机上安装 rsync",
    ),
)
_EMPTY_WORDS = re.compile(r"rsync error: |rsync: connection unexpectedly closed|\s*$")


class Connection(Struct, frozen=True):
    """How to reach a host: what ssh is told.

    `host` is `name` or `user@name`, `port` 0 for ssh's own, `config` ssh's configuration file,
    `patience` the seconds within which a host that is alive answers. Whether a host's key is
    trusted is for the user's own configuration to say.
    """

    host: str
    port: int = 0
    config: Path | None = None
    patience: int = 15

    def check(self) -> None:
        """See that all can be run.

        Raises:
            UserError: when `host` is no host's name, or a program is missing.
        """
        if not _HOST.fullmatch(self.host):
            raise UserError(
                f"{self.host!r} is no host for ssh 不是 ssh 能用的主机名",
                "write name or user@name; for the rest use ssh_config "
                "写成 name 或 user@name，其余写进 ssh_config",
            )
        for program in ("ssh", "rsync"):
            if not shutil.which(program):
                raise UserError(
                    f"the program {program} is not installed 没有安装 {program}",
                    "install it 请安装: apt install rsync openssh-client; brew install rsync",
                )

    @property
    def ssh(self) -> tuple[str, ...]:
        """The command that begins a connection, up to the host's name."""
        return (
            "ssh",
            "-T",
            *("-o", "BatchMode=yes", "-o", f"ConnectTimeout={self.patience}"),
            *("-o", f"ServerAliveInterval={self.patience}", "-o", "ServerAliveCountMax=3"),
            *(("-p", str(self.port)) if self.port else ()),
            *(("-F", str(self.config)) if self.config else ()),
        )

    def run(self, script: str) -> bytes:
        """Run a shell script on the host; give what it prints.

        It goes there by standard input, as a function that is called in the last line: of a
        connection that breaks nothing is run, and no login shell has a say in quoting.

        Raises:
            HostError: when the host cannot be reached or the script fails.
        """
        text = f"main() {{\nset -eu\numask 022\n{script}\n}}\nmain </dev/null\n"
        done = subprocess.run(  # noqa: S603  # no shell; `host` was checked
            [*self.ssh, "--", self.host, "sh"],
            input=os.fsencode(text),
            capture_output=True,
            check=False,
            env=_environment(),
        )
        if done.returncode:
            raise self._trouble(done.stderr, "ssh", done.returncode)
        return done.stdout

    def rsync(self, options: tuple[str, ...], source: Path, target: str) -> Iterator[str]:
        """Run rsync from a folder here to a folder there; give the lines that it prints.

        Raises:
            HostError: when it fails; it is behind the lines, so take all of them.
        """
        shell = " ".join("'" + word.replace("'", "''") + "'" for word in self.ssh)  # rsync's way
        command = [
            *("rsync", "-e", shell, "-s", "-8", "--timeout=60", "--outbuf=L"),
            *(*options, "--", f"{source}/", f"{self.host}:{target}/"),
        ]
        with (
            tempfile.TemporaryFile() as errors,
            subprocess.Popen(  # noqa: S603  # no shell; each value stands behind `--` or `=`
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(),
            ) as process,
        ):
            assert process.stdout is not None  # noqa: S101  # it is a pipe
            try:
                for line in process.stdout:
                    yield os.fsdecode(line.rstrip(b"\n"))
            except BaseException:
                process.terminate()
                raise
            if code := process.wait():
                errors.seek(0)
                raise self._trouble(errors.read(), "rsync", code)

    def _trouble(self, errors: bytes, program: str, code: int) -> HostError:
        text = errors.decode(errors="replace")
        lines = [line for line in text.splitlines() if not _EMPTY_WORDS.match(line)]
        said = "".join(filter(str.isprintable, lines[-1])) if lines else f"exit code {code}"
        hint = hint_for(text, _HINTS, "try by hand 手动试一试: ssh {host}")
        return HostError(
            f"{self.host}: {program}: {said} 发布主机出错", hint.format(host=self.host)
        )


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}  # whose words `_HINTS` knows
