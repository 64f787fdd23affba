"""A bare repository of our own, in which the commits of one branch elsewhere are made.

It is a cache: deleted, half written or locked by a command that was killed, it is made anew. The
user's own repositories are out of reach: git is told by GIT_DIR where to work, and every variable
that could lead it elsewhere is taken away.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from msgspec import Struct

from banmian.errors import HostError, UserError
from banmian.publish.path_lines import path_lines
from banmian.publish.trouble import hint_for, redacted

_MADE = "refs/heads/site"
"""What was made last."""
_FOUND = "refs/remotes/origin/site"
"""The branch as it was found."""

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
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NAME, _MAIL = "Banmian", "banmian@localhost"

_REMOTE = re.compile(r"(?:https?|ssh|git|file)://.+|/.+|[\w\[][\w.@\[\]-]*:(?!:|//).+", re.ASCII)


PLAIN = "100644"
"""The mode of a file that is neither a program nor a link."""


class Entry(Struct, frozen=True):
    """A file of a commit: its mode and the id of its content."""

    mode: str
    blob: str

    @property
    def plain(self) -> bool:
        """Tell a file from a symbolic link or another repository."""
        return self.mode in {PLAIN, "100755"}


class Repository:
    """A private repository, and the branch elsewhere that it follows."""

    def __init__(self, folder: Path, remote: str, branch: str) -> None:
        """Refuse what is no address of a repository and no name of a branch.

        Raises:
            UserError: when git could take remote or branch for something else.
        """
        self.folder, self.remote, self.branch = folder, remote, branch
        if not _REMOTE.fullmatch(remote):
            raise UserError(
                f"not the address of a git repository 不是 git 仓库的地址: {redacted(remote)}",
                "write https://…, ssh://…, user@host:path, or the whole path of a folder "
                "写 https://…、ssh://…、user@host:path，或文件夹的完整路径",
            )
        checked = ("check-ref-format", f"refs/heads/{branch}")
        if branch.startswith("-") or _run(["git", *checked], os.environ, b"").returncode:
            raise UserError(
                f"not a branch's name 不能作分支名: {branch!r}",
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
            self.git("update-ref", "-d", _MADE)
            return
        refs = f"+refs/heads/{self.branch}:{_FOUND}"
        options = ("--quiet", "--no-tags", "--depth", str(depth))
        self.git("fetch", *options, "--", self.remote, refs)

    def found(self) -> str:
        """Give the commit that was fetched last; "" when there is none."""
        query = ("rev-parse", "--quiet", "--verify", f"{_FOUND}^{{commit}}")
        return _run(["git", *query], self._environment, b"").stdout.decode().strip()

    def parent(self, commit: str) -> str:
        """Give the commit before one; "" when there is none, or `commit` is "" itself."""
        parents = self.git("log", "-1", "--format=%P", commit).split() if commit else []
        return parents[0].decode() if parents else ""

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

    def contents(self, blobs: Sequence[str]) -> list[bytes]:
        """Read contents by their ids."""
        if not blobs:
            return []
        said = self.git("cat-file", "--batch", given="\n".join(blobs).encode())
        found = []
        for _ in blobs:  # a line `ID blob SIZE`, the content, the end of a line
            about, _, said = said.partition(b"\n")
            size = int(about.split()[2])
            found.append(said[:size])
            said = said[size + 1 :]
        return found

    def blobs(self, root: Path, paths: Sequence[str], *, keep: bool = False) -> dict[str, str]:
        """Give the ids that the contents of files below `root` have in git; `keep` them here."""
        words = ("hash-object", *(["-w"] if keep else []), "--no-filters", "--stdin-paths")
        names = path_lines(str(root.absolute() / path) for path in paths)
        return dict(zip(paths, self.git(*words, given=names).decode().split(), strict=True))

    def keep(self, content: bytes) -> str:
        """Keep a content here; give its id."""
        return self.git("hash-object", "-w", "--stdin", given=content).decode().strip()

    def commit(
        self, gone: Iterable[str], put: Mapping[str, Entry], message: str, moment: str = ""
    ) -> None:
        """Make a commit on top of what was found: without some of its files, with others.

        All else stays as it is there. Where a name of `put` is a folder's, or the other way round,
        `put` takes its place.
        """
        found = self.found()
        lines = [f"0 {'0' * 40}\t{path}\0" for path in gone]
        lines += [f"{entry.mode} {entry.blob}\t{path}\0" for path, entry in put.items()]
        given = "".join(lines).encode(errors="surrogateescape")
        with TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self.git("read-tree", found or "--empty", more=index)
            self.git("update-index", "--replace", "-z", "--index-info", given=given, more=index)
            tree = self.git("write-tree", more=index).decode().strip()
        parents = ("-p", found) if found else ()
        words = ("commit-tree", *parents, "-m", message, tree)
        made = self.git(*words, more=self._author(moment)).decode().strip()
        self.git("update-ref", _MADE, made)

    def push(self) -> None:
        """Put the commit that was made on the branch, unless that has moved meanwhile.

        Raises:
            HostError: when the remote does not take it.
        """
        refs = f"{_MADE}:refs/heads/{self.branch}"
        self.git("push", "--quiet", "--no-verify", "--", self.remote, refs)
        self.git("update-ref", _FOUND, _MADE)

    def git(self, *words: str, given: bytes = b"", more: Mapping[str, str] = _NOTHING) -> bytes:
        """Run git on this repository, with `more` in its environment; give what it says.

        Raises:
            HostError: when it fails, with its last words.
        """
        done = _run(["git", *words], {**self._environment, **more}, given)
        if done.returncode:
            raise _trouble(done.stderr.decode(errors="replace"))
        return done.stdout

    def _need(self) -> None:
        """See to it that there is a repository."""
        if _run(["git", "rev-parse", "--git-dir"], self._environment, b"").returncode:
            self._make()

    def _make(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--bare", "--template=", "--initial-branch=site")

    @cached_property
    def _environment(self) -> dict[str, str]:
        """Lead git here and nowhere else; let it ask nothing; let it speak English."""
        kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        kept |= {
            "GIT_DIR": str(self.folder.absolute()),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "file:https:http:ssh:git",
            "LC_ALL": "C",
        }
        first = int(kept.get("GIT_CONFIG_COUNT", "0"))  # the user's come before ours
        for number, (key, value) in enumerate(_SETTINGS.items(), first):
            kept |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        kept["GIT_CONFIG_COUNT"] = str(first + len(_SETTINGS))
        if not {"GIT_SSH", "GIT_SSH_COMMAND"} & set(kept) and not self._user["core.sshcommand"]:
            kept["GIT_SSH_COMMAND"] = _SSH
        return kept

    def _author(self, moment: str) -> dict[str, str]:
        """Sign with the user's name in git, with ours where there is none."""
        name = os.environ.get("GIT_COMMITTER_NAME") or self._user["user.name"] or _NAME
        mail = os.environ.get("GIT_COMMITTER_EMAIL") or self._user["user.email"] or _MAIL
        signed = {"NAME": name, "EMAIL": mail, **({"DATE": moment} if moment else {})}
        roles = ("AUTHOR", "COMMITTER")
        return {f"GIT_{role}_{key}": value for role in roles for key, value in signed.items()}

    @cached_property
    def _user(self) -> Mapping[str, str]:
        """What the user's own settings of git say; "" where nothing."""
        asked = ("user.name", "user.email", "core.sshcommand")
        here = {**os.environ, "GIT_DIR": os.devnull}  # of no repository
        words = ["git", "config", "-z", "--get-regexp", f"^({'|'.join(asked)})$"]
        lines = _run(words, here, b"").stdout.decode(errors="replace").split("\0")
        return dict.fromkeys(asked, "") | {
            key: value.strip() for key, _, value in (line.partition("\n") for line in lines)
        }


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
        r"Permission denied|Authentication failed|could not read (?:Username|Password)|\b403\b",
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
        r"Could not resolve|connect|timed? ?out|unable to access",
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
    return HostError(f"git: {line}", hint_for(said, _HINTS))
