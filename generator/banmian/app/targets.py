"""The targets of an edition: which one is meant, and the host that it is at."""

import os
from pathlib import Path

from banmian.app.project import Project, read_text
from banmian.config.edition import Edition
from banmian.config.targets import FolderTarget, GitTarget, RsyncTarget, Target, read_targets
from banmian.errors import UserError
from banmian.publish.host import Host


def target_of(project: Project, edition: Edition, name: str) -> tuple[str, Target]:
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


def host_of(name: str, target: Target, project: Project) -> Host:
    """Give the host of a target of this name; what it needs is imported only now."""
    if isinstance(target, FolderTarget):
        from banmian.publish.folder import FolderHost  # noqa: PLC0415

        path = Path(os.path.normpath(project.root / Path(target.path).expanduser()))
        _refuse_own(path, name, project)
        return FolderHost(path)
    if isinstance(target, RsyncTarget):
        from banmian.publish.rsync import RsyncHost  # noqa: PLC0415

        return RsyncHost(target, project.root)
    if isinstance(target, GitTarget):
        from banmian.publish.git import GitHost  # noqa: PLC0415

        return GitHost(target, project.scratch / "publish" / name)
    from banmian.publish.rclone import RcloneHost  # noqa: PLC0415

    return RcloneHost(target, project.root)


def _refuse_own(path: Path, name: str, project: Project) -> None:
    """Keep releases from being put among the project's own files.

    Raises:
        UserError: when the folder is, holds, or is inside one of them.
    """
    folder = Path(os.path.realpath(path))
    for part in (project.seeds, project.settings.parent, project.root / "themes"):
        own = Path(os.path.realpath(part))
        if folder.is_relative_to(own) or own.is_relative_to(folder):
            raise UserError(
                f"{project.name(project.settings)}: targets.{name}: {path}: the project's own "
                "files are there 这里有项目自己的文件",
                "give another folder 换一个文件夹",
            )
