"""`banmian publish` and `rollback`: the built site → where readers are."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from banmian.addresses import MARKER
from banmian.app.building import BuildReport, build_locked
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition, load_ledger, read_text
from banmian.config.edition import Edition
from banmian.config.targets import (
    FolderTarget,
    GitTarget,
    RsyncTarget,
    Target,
    read_targets,
)
from banmian.content import ledger as ledger_file
from banmian.errors import HostError, UserError
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Severity
from banmian.model.ledger import Ledger
from banmian.press import journal
from banmian.press.lock import lock
from banmian.publish.host import Host
from banmian.publish.limits import default_limits
from banmian.publish.marker import Marker, next_marker, read_marker
from banmian.publish.plan import Plan, check_room, plan, sample
from banmian.publish.site import BuiltSite, read_site

Tell = Callable[[Plan], None]
"""Told what a publication will do, before it does."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to publish: look only; into what is not ours; warnings stop it; without what is wrong."""

    dry_run: bool = False
    force: bool = False
    strict: bool = False
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What came of a publication.

    `plan` is None when the site could not be built; `moment` is "" when nothing was put there.
    `checked` counts the files read back, `recorded` the addresses that are new in the ledger.
    """

    build: BuildReport
    plan: Plan | None = None
    moment: str = ""
    checked: int = 0
    recorded: int = 0


def publish(
    project: Project, name: str, wishes: Wishes, tell: Tell, progress: Progress = quietly
) -> PublishReport:
    """Build the site and publish it to the target of this name.

    Nothing is changed there unless the whole site could be built and fits. What was put there is
    read back in samples; only then the addresses are recorded in `site/addresses/`.

    Raises:
        UserError: for wrong settings, a target that is not ours, or too small.
        HostError: when the target cannot be reached or does not take the site.
    """
    with lock(project.lock):
        edition = load_edition(project)
        target_name, target = _target(project, edition, name)
        before = load_ledger(project)
        moment = _now(before)
        report, after = build_locked(project, project.public, wishes.strict, progress, moment)
        worst = max(map(severity, report.diagnostics), default=Severity.NOTE)
        if not report.swapped or (worst >= Severity.ERROR and not wishes.incomplete):
            return PublishReport(report)
        site = read_site(project.public)
        host = host_of(target_name, target, project)
        sight = host.look(site)
        if sight.strange and not wishes.force:
            raise UserError(
                f"{target_name}: what is there was not published by Banmian 那里有别人的内容",
                "give another place, or add to it with 换个地方；确要写进去: --force",
            )
        release = sight.marker.release if sight.marker else ""
        limits = default_limits(target)
        planned = plan(target_name, target.kind, release, sight.changes, site, limits)
        tell(planned)
        check_room(planned, site, sight.room)
        if wishes.dry_run:
            return PublishReport(report, planned)
        checked = 0
        if not sight.settled:
            marker = next_marker(site, sight.marker, moment)
            host.put(site, sight, marker, progress)
            checked = _read_back(host, site, planned, marker)
        recorded = 0 if target.trial else _record(project, before, after)
        put = moment if checked else ""
        return PublishReport(report, planned, put, checked, recorded)


def rollback(project: Project, name: str) -> tuple[str, str]:
    """Let readers of a target have the release before; give the target's name and its moment.

    Raises:
        UserError: for wrong settings, or when the target keeps no earlier release.
        HostError: when the target cannot be reached.
    """
    with lock(project.lock):
        target_name, target = _target(project, load_edition(project), name)
        return target_name, host_of(target_name, target, project).rollback()


def host_of(name: str, target: Target, project: Project) -> Host:
    """Give the host of a target of this name; what it needs is imported only now."""
    if isinstance(target, FolderTarget):
        from banmian.publish.folder import FolderHost  # noqa: PLC0415

        path = project.root / Path(target.path).expanduser()
        return FolderHost(Path(os.path.normpath(path)))
    if isinstance(target, RsyncTarget):
        from banmian.publish.rsync import RsyncHost  # noqa: PLC0415

        return RsyncHost(target, project.root)
    if isinstance(target, GitTarget):
        from banmian.publish.git import GitHost  # noqa: PLC0415

        return GitHost(target, project.scratch / "publish" / name)
    from banmian.publish.rclone import RcloneHost  # noqa: PLC0415

    return RcloneHost(target, project.root)


def _target(project: Project, edition: Edition, name: str) -> tuple[str, Target]:
    """Find the target of a name; the only one there is, when no name is given."""
    path = project.name(project.settings)
    targets = read_targets(edition.targets, read_text(project.settings, project), path)
    chosen = name or (next(iter(targets)) if len(targets) == 1 else "")
    if chosen in targets:
        return chosen, targets[chosen]
    if not targets:
        raise UserError(
            f"{path}: no target to publish to 没有发布目标",
            'add 加上两三行: [targets.web]  kind = "folder"  path = "/srv/www/paper" '
            "(docs/publishing.md)",
        )
    wrong = f"there is no target {name!r} 没有这个发布目标" if name else "which target? 发到哪里？"
    raise UserError(f"{path}: {wrong}", f"name one of 写其中一个: {', '.join(targets)}")


def _now(ledger: Ledger) -> str:
    """Give this moment in universal time, to the second; never one before the last recorded.

    SOURCE_DATE_EPOCH (reproducible-builds.org) stands in for the clock.

    Raises:
        UserError: when that is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise UserError(
            f"SOURCE_DATE_EPOCH={epoch} is no number of seconds 不是秒数",
            "unset it 取消这个环境变量: unset SOURCE_DATE_EPOCH",
        ) from None
    last = max((entry.moments.last for entry in ledger.entries.values()), default="")
    return max(f"{now:%Y-%m-%dT%H:%M:%SZ}", last)


def _read_back(host: Host, site: BuiltSite, planned: Plan, marker: Marker) -> int:
    """Compare a sample of what the host has with what it was given; give how many files.

    Raises:
        HostError: naming the first file that is not what was put there.
    """
    paths = list(sample(planned.changes, site))
    found = host.read([*paths, MARKER])
    wrong = [path for path in paths if found[path] != site.content(path)]
    if read_marker(found[MARKER]) != marker:
        wrong.append(MARKER)
    if wrong:
        raise HostError(
            f"{planned.target}: {wrong[0]} reads otherwise than it was put there 读回的内容不一致",
            "publish again; if it stays so, look at the host 再发布一次；仍如此则检查目标主机",
        )
    return len(paths) + 1


def _record(project: Project, before: Ledger, after: Ledger) -> int:
    """Write the ledger; give how many addresses are new in it."""
    folder = project.name(project.addresses)
    files = {f"{folder}/{name}": text.encode() for name, text in ledger_file.write(after).items()}
    journal.change(project.journal, project.root, dict(files))
    return len(after.entries) - len(before.entries)
