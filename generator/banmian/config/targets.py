"""`[targets.NAME]` of `edition.toml`: where a site is published to, by kind of host."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from banmian.config.toml import TomlError, convert, line_of
from banmian.errors import SettingsError
from banmian.model.slugs import is_slug


class Limits(Struct, frozen=True):
    """What a host takes: files, bytes in all, bytes a file; 0 where it sets no limit."""

    files: int = 0
    size: int = 0
    file_size: int = 0


class FolderTarget(Struct, frozen=True):
    """A folder of releases that a web server reads: its document root is `path`/current."""

    kind: str
    path: str
    trial: bool = False
    limits: Limits = field(default_factory=Limits)


class RsyncTarget(Struct, frozen=True):
    """A folder of releases on another host, reached by rsync over ssh.

    `host` is what ssh is told: `name` or `user@name`; `ssh_config` a configuration file for ssh,
    relative to the project, "" for the user's own.
    """

    kind: str
    host: str
    path: str
    port: int = 0
    ssh_config: str = ""
    trial: bool = False
    limits: Limits = field(default_factory=Limits)


class GitTarget(Struct, frozen=True):
    """A branch of a git remote that a host serves as pages; `domain` is its CNAME."""

    kind: str
    remote: str
    branch: str = "gh-pages"
    domain: str = ""
    trial: bool = False
    limits: Limits = field(default_factory=Limits)


class S3Target(Struct, frozen=True):
    """A bucket of an object store that speaks S3.

    `provider` is rclone's name of it (AWS, Alibaba, TencentCOS, Minio …). Keys come from the
    environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) or AWS's own files, never from here.
    """

    kind: str
    bucket: str
    prefix: str = ""
    provider: str = "Other"
    endpoint: str = ""
    region: str = ""
    trial: bool = False
    limits: Limits = field(default_factory=Limits)


class RcloneTarget(Struct, frozen=True):
    """A remote that the user set up with `rclone config`: `remote` is `name:folder`."""

    kind: str
    remote: str
    trial: bool = False
    limits: Limits = field(default_factory=Limits)


Target = FolderTarget | RsyncTarget | GitTarget | S3Target | RcloneTarget

_KINDS: Mapping[str, type[Any]] = {
    "folder": FolderTarget,
    "rsync": RsyncTarget,
    "git": GitTarget,
    "s3": S3Target,
    "rclone": RcloneTarget,
}


def read_targets(
    tables: Mapping[str, Mapping[str, Any]], text: str, path: str
) -> Mapping[str, Target]:
    """Read the targets of an edition; `text` and `path` are those of its settings file.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    return {name: _target(name, table, text, path) for name, table in tables.items()}


def _target(name: str, table: Mapping[str, Any], text: str, path: str) -> Target:
    place = f"{path}:{line_of(text, name) or line_of(text, 'targets')}"
    if not is_slug(name):
        raise SettingsError(
            f"{place}: the target {name!r} 发布目标的名称不合规",
            "name it with a-z, 0-9 and single hyphens 只用小写字母、数字和单个连字符",
        )
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise SettingsError(
            f"{place}: the target {name} has the kind {kind!r} 没有这种发布目标",
            f"write one of 写成其中一种: {', '.join(_KINDS)}",
        )
    try:
        target: Target = convert(table, _KINDS[kind], text)
    except TomlError as error:
        where = f"{path}:{error.line}" if error.line else place
        raise SettingsError(f"{where}: targets.{name}: {error.message}", error.hint) from None
    for key in _TEXTS:
        value = getattr(target, key, "")
        if _unsafe(value) or (key in _NEEDED and getattr(target, key, None) == ""):
            raise SettingsError(
                f"{place}: targets.{name}: {key} 不能这样写 cannot be written so",
                "not empty, no blanks at the ends, no control characters, no - in front "
                "不空着，首尾不留空格，不含控制字符，不以 - 开头",
            )
    if "@" in getattr(target, "endpoint", ""):
        raise SettingsError(
            f"{place}: targets.{name}: no keys in `endpoint` 接入点里不能写密钥",
            "they come from the environment 密钥写在环境变量里: AWS_ACCESS_KEY_ID …",
        )
    return target


def _unsafe(value: str) -> bool:
    """Tell whether ssh, rsync, git or rclone could take a value for an option."""
    return value != value.strip() or value.startswith("-") or not value.isprintable()


_NEEDED = ("path", "host", "remote", "branch", "bucket")
_TEXTS = (*_NEEDED, "domain", "prefix", "provider", "endpoint", "region", "ssh_config")
