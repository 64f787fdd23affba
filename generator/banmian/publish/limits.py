"""What known hosts take, for targets whose settings say nothing.

The figures are those which the hosts publish; docs/publishing-git.md has them too.
"""

from collections.abc import Mapping

from banmian.config.targets import GitTarget, Limits, Target

GITHUB_PAGES = Limits(size=1_000_000_000, file_size=100 * 1024 * 1024)

_BY_REMOTE_HOST: Mapping[str, Limits] = {"github.com": GITHUB_PAGES}


def default_limits(target: Target) -> Limits:
    """Give a target's own limits; where it has none, those of the git host that it leads to."""
    if target.limits != Limits() or not isinstance(target, GitTarget):
        return target.limits
    return _BY_REMOTE_HOST.get(_host(target.remote), Limits())


def _host(remote: str) -> str:
    """The host of `https://host/…`, `ssh://user@host:port/…` or `user@host:path`."""
    place = remote.partition("://")[2] or remote
    return place.partition("/")[0].rpartition("@")[2].partition(":")[0].lower()
