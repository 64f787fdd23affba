"""How a web server is to be told to serve a site."""

import re

from banmian.app.project import Project, load_edition, load_theme
from banmian.errors import UserError
from banmian.hosting.caddy import caddy
from banmian.hosting.nginx import nginx
from banmian.hosting.place import Place
from banmian.hosting.policy import headers

ROOT = "/srv/paper/current"
"""Where a site is, unless it is said: as `docs/publishing.md` lays it out."""

_FOLDER = re.compile(r"(?:/|[A-Za-z]:[/\\\\])[^\s\"'`$;{}#*]*")
"""A whole path that needs no quotes in nginx's and Caddy's files."""

_SERVERS = {"nginx": nginx, "caddy": caddy}


def configuration(project: Project, server: str, root: str) -> str:
    """Give the part of a server's configuration that serves the site, from the folder `root`.

    Raises:
        UserError: for wrong settings, or a folder that a configuration cannot name.
    """
    if root and not _FOLDER.fullmatch(root):
        raise UserError(
            f"--root {root!r} cannot stand in a server's configuration 不能写进服务器配置",
            "give a whole path without blanks and quotes 写完整路径，不含空格和引号: "
            "--root /srv/paper/current",
        )
    edition = load_edition(project)
    policy = load_theme(project, edition.theme).settings.policy
    return _SERVERS[server](Place(edition.address, root or ROOT, headers(policy)))
