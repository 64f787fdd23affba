"""A bare repository of our own, in which the commits of one branch elsewhere are made.

It is a cache: deleted, half written or locked by a command that was killed, it is made anew. The
user's own repositories are out of reach: git is told by GIT_DIR where to work, and every variable
that could lead it elsewhere is taken away.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from banmian.errors import HostError, UserError

SITE = "refs/heads/site"
"""Our own name of the branch: ghp-import is never told how it is called elsewhere."""
_FOUND = "refs/remotes/origin/site"
"""The branch as it was found; the name is one that ghp-import starts from."""

_SETTINGS = {
    "core.hooksPath": os.devnull,
    "gc.autoDetach": "false",
    "http.lowSpeedLimit": "1000",  # bytes a second …
    "http.lowSpeedTime": "60",  # … for so many seconds: the line is dead
}
_ELSEWHERE = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
)  # fmt: skip
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15"
_NAME, _MAIL = "Banmian", "banmian@localhost"

_REMOTE = re.compile(r"(?:https?|ssh|git|file)://.+|/.+|[\w\[][\w.@\[\]-]*:(?!:|//).+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: its mode and the id of its content."""

    mode: str
    blob: str

    @property
    def plain(self) -> bool:
        """Tell a file from a symbolic link or another repository."""
        return self.mode in {"100644", "100755"}


@dataclass(frozen=True, slots=True)
class Repository:
    """The private repository in `folder`, and the branch that it follows.

    Raises:
        UserError: when git could take remote or branch for something else.
    """

    folder: Path
    remote: str
    branch: str

    def __post_init__(self) -> None:
        """Refuse what is no address of a repository and no name of a branch."""
        if not _REMOTE.fullmatch(self.remote):
            raise UserError(
                f"not the address of a git repository 不是 git 仓库的地址: {redacted(self.remote)}",
                "write https://…, ssh://…, user@host:path, or the whole path of a folder "
                "写 https://…、ssh://…、user@host:path，或文件夹的完整路径",
            )
        checked = ("check-ref-format", f"refs/heads/{self.branch}")
        if self.branch.startswith("-") or _run(["git", *checked], os.environ, b"").returncode:
            raise UserError(
                f"not a branch's name 不能作分支名: {self.branch!r}",
                "for example gh-pages 例如 gh-pages",
            )

    def fetch(self, depth: int = 1) -> str:
        """Get the branch as it is now; give its commit, "" when there is none.

        Raises:
            HostError: when the remote cannot be reached or read.
        """
        self._need()
        name = f"refs/heads/{self.branch}"
        heads = self.git("ls-remote", "--", self.remote, name).decode().splitlines()
        commit = next((line.split("\t")[0] for line in heads if line.endswith(f"\t{name}")), "")
        try:
            self._fetch(commit, depth)
        except HostError:  # the remote has just answered: what is wrong may be our cache
            self._make()
            self._fetch(commit, depth)
        return self.found()

    def _fetch(self, commit: str, depth: int) -> None:
        if not commit:
            self.git("update-ref", "-d", _FOUND)
            self.git("update-ref", "-d", SITE)
            return
        refs = f"+refs/heads/{self.branch}:{_FOUND}"
        options = ("--quiet", "--no-tags", "--depth", str(depth))
        self.git("fetch", *options, "--", self.remote, refs)

    def found(self) -> str:
        """Give the commit that was fetched last; "" when there is none."""
        return self._commit(_FOUND)

    def made(self) -> str:
        """Give the commit that was made last; "" when there is none."""
        return self._commit(SITE)

    def _commit(self, ref: str) -> str:
        query = ("rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}")
        return _run(["git", *query], self._environment(), b"").stdout.decode().strip()

    def files(self, commit: str) -> dict[str, Entry]:
        """List the files of a commit by their path; "" is no commit and has none."""
        if not commit:
            return {}
        listed = self.git("ls-tree", "-r", "-z", commit).split(b"\0")
        found = {}
        for about, _, path in (line.partition(b"\t") for line in listed if line):
            mode, _, blob = about.decode().split(" ")
            found[path.decode(errors="surrogateescape")] = Entry(mode, blob)
        return found

    def content(self, blob: str) -> bytes:
        """Read a content by its id."""
        return self.git("cat-file", "blob", blob)

    def blobs(self, root: Path, paths: Sequence[str]) -> dict[str, str]:
        """Give the ids that the contents of files below `root` have in git."""
        names = "".join(f"{root.absolute() / path}\n" for path in paths).encode()
        ids = self.git("hash-object", "--no-filters", "--stdin-paths", given=names)
        return dict(zip(paths, ids.decode().split(), strict=True))

    def commit_folder(self, folder: Path, message: str, moment: str) -> str:
        """Make a commit of a folder, on top of what was found, with ghp-import; give its id.

        Raises:
            UserError: when ghp-import is not installed.
            HostError: when it fails.
        """
        if find_spec("ghp_import") is None:
            raise UserError(
                "ghp-import is not installed 没有安装 ghp-import", 'pip install "banmian[publish]"'
            )
        self._need()
        program = [sys.executable, "-P", "-m", "ghp_import"]
        options = ["-r", "origin", "-b", "site", "-m", message, "--", str(folder.absolute())]
        self._checked([*program, *options], b"", self._author(moment))
        return self.made()

    def commit_tree(self, of: str, message: str) -> str:
        """Make a commit that has the files of an older one, on top of what was found."""
        found = self.found()
        made = self.git("commit-tree", "-p", found, "-m", message, f"{of}^{{tree}}", author=True)
        self.git("update-ref", SITE, made.decode().strip())
        return self.made()

    def push(self) -> None:
        """Put the commit that was made on the branch, unless that has moved meanwhile.

        Raises:
            HostError: when the remote does not take it.
        """
        refs = f"{SITE}:refs/heads/{self.branch}"
        self.git("push", "--quiet", "--no-verify", "--", self.remote, refs)
        self.git("update-ref", _FOUND, SITE)

    def git(self, *words: str, given: bytes = b"", author: bool = False) -> bytes:
        """Run git on this repository; give what it says.

        Raises:
            HostError: when it fails, with its last words.
        """
        return self._checked(["git", *words], given, self._author() if author else {})

    def _need(self) -> None:
        """See to it that there is a repository."""
        if _run(["git", "rev-parse", "--git-dir"], self._environment(), b"").returncode:
            self._make()

    def _make(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--bare", "--template=", "--initial-branch=site")

    def _checked(self, words: Sequence[str], given: bytes, more: Mapping[str, str]) -> bytes:
        done = _run(words, {**self._environment(), **more}, given)
        if done.returncode:
            raise _trouble(done.stderr.decode(errors="replace"))
        return done.stdout

    def _environment(self) -> dict[str, str]:
        """Lead git here and nowhere else; let it ask nothing; let it speak English."""
        kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        kept |= {
            "GIT_DIR": str(self.folder.absolute()),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "file:https:http:ssh:git",
            "LC_ALL": "C",
            "PYTHONUTF8": "1",
        }
        first = int(kept.get("GIT_CONFIG_COUNT", "0"))  # the user's come before ours
        for number, (key, value) in enumerate(_SETTINGS.items(), first):
            kept |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        kept["GIT_CONFIG_COUNT"] = str(first + len(_SETTINGS))
        if not {"GIT_SSH", "GIT_SSH_COMMAND"} & set(kept) and not self._config("core.sshCommand"):
            kept["GIT_SSH_COMMAND"] = _SSH
        return kept

    def _author(self, moment: str = "") -> dict[str, str]:
        """Sign with the user's name in git, with ours where there is none.

        ghp-import reads the committer from the environment and writes it down as it is.
        """
        name = os.environ.get("GIT_COMMITTER_NAME") or self._config("user.name")
        mail = os.environ.get("GIT_COMMITTER_EMAIL") or self._config("user.email")
        name, mail = (re.sub(r"[<>\x00-\x1f]", "", text) for text in (name, mail))
        signed = {"NAME": name or _NAME, "EMAIL": mail or _MAIL}
        if moment:
            signed["DATE"] = moment
        roles = ("AUTHOR", "COMMITTER")
        return {f"GIT_{role}_{key}": value for role in roles for key, value in signed.items()}

    def _config(self, key: str) -> str:
        here = {**os.environ, "GIT_DIR": str(self.folder.absolute())}
        return _run(["git", "config", "--get", key], here, b"").stdout.decode().strip()


def redacted(text: str) -> str:
    """Take user names and passwords out of addresses."""
    return re.sub(r"//[^/@\s']*@", "//", text)


def _run(
    words: Sequence[str], environment: Mapping[str, str], given: bytes
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603
            words, env=environment, input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UserError(
            "git is not installed 没有安装 git", "install it, then publish again 请先安装 git"
        ) from None


_HINTS = (
    (
        r"non-fast-forward|fetch first|cannot lock ref|shallow update",
        "the branch has moved meanwhile: run it again 分支已被他人更新，请再运行一次",
    ),
    (
        r"remote rejected",
        "the host refuses it: the branch may be protected, a file too large "
        "主机拒绝接收：分支可能受保护，或文件过大",
    ),
    (
        r"[Pp]ermission denied|Authentication failed|could not read (?:Username|Password)|\b403\b",
        "check the key or the credentials that git has for this host "
        "请检查 git 登录该主机所用的密钥或凭据",
    ),
    (
        r"Host key verification failed",
        "connect once with ssh yourself and accept the host's key, if it is the right one "
        "请先自己用 ssh 连接一次，核对并接受主机公钥",
    ),
    (
        r"not found|does not exist|does not appear to be a git repository",
        "check the address; the repository must be there already 请检查地址；仓库须已存在",
    ),
    (
        r"[Cc]ould not resolve|[Cc]onnect|[Tt]imed? ?out|unable to access",
        "check the address and the network 请检查地址和网络",
    ),
)
_TELLING = ("remote: error:", "!", "Host key", "ssh:", r".*Permission denied", "fatal:", "error:")
"""How the lines begin that tell most, the most telling first."""


def _trouble(said: str) -> HostError:
    """Make an error of what git said: the line that tells most."""
    said = redacted(said)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for start in _TELLING for line in lines if re.match(start, line)]
    line = next(iter([*telling, *reversed(lines)]), "it failed 未说明原因")
    hint = next((hint for pattern, hint in _HINTS if re.search(pattern, said)), "")
    return HostError(f"git: {line}", hint)


def clear(folder: Path) -> Path:
    """Make a folder that is there and empty."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder
