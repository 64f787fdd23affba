"""`banmian publish` and `rollback`: the built site → where readers are."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from banmian import addresses
from banmian.addresses import MARKER
from banmian.app.books import give_up, intend, open_books, record
from banmian.app.building import BuildReport, build_locked
from banmian.app.making import Wish
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition
from banmian.app.reading import digests, shown_issues
from banmian.app.relating import Publication
from banmian.app.targets import host_of, target_of
from banmian.config.edition import Edition
from banmian.config.targets import RcloneTarget, S3Target, Target
from banmian.errors import HostError, UserError
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Severity, Where, diagnostic
from banmian.model.ledger import Ledger
from banmian.press.lock import lock
from banmian.publish.host import Host, Sight
from banmian.publish.limits import default_limits
from banmian.publish.marker import Marker, next_marker, read_marker
from banmian.publish.plan import Plan, check_room, plan, sample
from banmian.publish.site import BuiltSite, read_site

_EXAMPLE = ".example"
"""The end of addresses that nobody can have (RFC 2606): a new edition begins with one."""

Tell = Callable[[Plan], None]
"""Told what a publication will do, before it does."""


class Wishes(Struct, frozen=True):
    """How to publish: look only; into what is not ours; warnings stop it; without what is wrong."""

    dry_run: bool = False
    force: bool = False
    strict: bool = False
    incomplete: bool = False


class PublishReport(Struct, frozen=True):
    """What came of a publication.

    `plan` is None when the site could not be built; `moment` is "" when nothing was put there.
    `checked` counts the files read back, `recorded` the addresses that are new in the ledger.
    """

    build: BuildReport
    plan: Plan | None = None
    moment: str = ""
    checked: int = 0
    recorded: int = 0


class Rollback(Struct, frozen=True):
    """What came of going back to the `release` of a moment.

    `withdrawn` are the addresses of articles that are withdrawn now: readers may see them again.
    """

    target: str
    release: str
    withdrawn: tuple[str, ...]


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
        target_name, target = target_of(project, edition, name)
        books = open_books(project)
        moment = _now(books.ledger)
        before = Publication(moment, books.ledger, digests(project, edition))
        wish = Wish(project.public, publication=before)
        report, after = build_locked(project, wish, wishes.strict, progress)
        report = _with_example(report, project, edition, target)
        worst = max(map(severity, report.diagnostics), default=Severity.NOTE)
        if not report.swapped or (worst >= Severity.ERROR and not wishes.incomplete):
            return PublishReport(report)
        site = read_site(project.public, edition.address)
        host = host_of(target_name, target, project)
        sight = host.look(site)
        if not wishes.force:
            last = None if target.trial else books.targets.get(target_name, [])
            _refuse_others(sight, target_name, edition.address, last)
        planned = _plan(target_name, target, sight, site)
        tell(planned)
        check_room(planned, site, sight.room)
        if wishes.dry_run:
            return PublishReport(report, planned)
        if not target.trial and not sight.settled:
            intend(project, books, target_name, moment, after)
        checked = 0
        if not sight.settled:
            marker = next_marker(site, sight.marker, moment, sight.changes.spared)
            try:
                host.put(site, sight, marker, progress)
            except HostError:
                if not isinstance(target, S3Target | RcloneTarget):  # there it is all or nothing
                    give_up(project)
                raise
            checked = _read_back(host, site, planned, marker)
        recorded = 0 if target.trial else record(project, books, after)
        return PublishReport(report, planned, moment if checked else "", checked, recorded)


def rollback(project: Project, name: str) -> Rollback:
    """Let readers of a target have the release before.

    Raises:
        UserError: for wrong settings, or when the target keeps no earlier release.
        HostError: when the target cannot be reached.
    """
    with lock(project.lock):
        edition = load_edition(project)
        target_name, target = target_of(project, edition, name)
        moment = host_of(target_name, target, project).rollback()
        withdrawn = [
            addresses.article(issue.id, article.slug)
            for issue in shown_issues(project, edition)
            for article in issue.articles
            if article.withdrawal
        ]
    return Rollback(target_name, moment, tuple(withdrawn))


def _plan(name: str, target: Target, sight: Sight, site: BuiltSite) -> Plan:
    release = sight.marker.release if sight.marker else ""
    return plan(name, target.kind, release, sight.changes, site, default_limits(target))


def _with_example(
    report: BuildReport, project: Project, edition: Edition, target: Target
) -> BuildReport:
    """Add to a report that the address is still that of an example."""
    if target.trial or not edition.address.rstrip("/").endswith(_EXAMPLE):
        return report
    where = Where(project.name(project.settings), 0)
    example = diagnostic("BM409", where, address=edition.address)
    return replace(report, diagnostics=(*report.diagnostics, example))


def _now(ledger: Ledger) -> str:
    """Give this moment in universal time, to the second; always one behind the last recorded.

    Two publications of one second could not be told apart.

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
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(seconds=1))
    return f"{now:%Y-%m-%dT%H:%M:%SZ}"


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


def _refuse_others(sight: Sight, name: str, address: str, known: Sequence[str] | None) -> None:
    """Refuse a target that somebody else published to: another program, edition, or copy.

    `known` are the moments of the publications there that this copy knows of, None where no copy
    keeps them.

    Raises:
        UserError: saying whose it is.
    """
    marker = sight.marker
    if sight.strange:
        raise UserError(
            f"{name}: what is there was not published by Banmian 那里有别人的内容",
            "give another place, or put the site beside it with 换个地方；确要写进去: --force",
        )
    if marker and marker.address not in {"", address}:
        raise UserError(
            f"{name}: another edition is published there 那里是另一份数字报: {marker.address}",
            "give another place; if only the address changed 换个地方；若只是换了网址: --force",
        )
    if marker and marker.release and known is not None and marker.release not in known:
        raise UserError(
            f"{name}: published from elsewhere at 在别处发布过，时间 {marker.release}",
            "take that work over first, git pull, or replace it with "
            "先取来那边的改动，如 git pull；确要替换: --force",
        )
