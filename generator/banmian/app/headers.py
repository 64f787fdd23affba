"""How a web server is to be told to serve a site."""

from banmian.app.project import Project, load_edition, load_theme
from banmian.hosting.caddy import caddy
from banmian.hosting.nginx import nginx
from banmian.hosting.place import Place
from banmian.hosting.policy import headers

ROOT = "/srv/paper/current"
"""Where a site is, unless it is said: as `docs/publishing.md` lays it out."""

_SERVERS = {"nginx": nginx, "caddy": caddy}


def configuration(project: Project, server: str, root: str) -> str:
    """Give the part of a server's configuration that serves the site, from the folder `root`.

    Raises:
        UserError: for wrong settings.
    """
    edition = load_edition(project)
    policy = load_theme(project, edition.theme).settings.policy
    return _SERVERS[server](Place(edition.address, root or ROOT, headers(policy)))
