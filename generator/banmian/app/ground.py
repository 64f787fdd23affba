"""What a site is made on: the edition's workshop, what is remembered, and where the site goes."""

from pathlib import Path

from msgspec import Struct

from banmian.app.memory import Memory
from banmian.app.project import Project
from banmian.app.workshop import Workshop


class Ground(Struct, frozen=True):
    """What all steps of a build share.

    `known`: the site in `public` is the one that is remembered, and need not be looked at;
    `compares`: it is, and is looked at nevertheless. A `preview` keeps pages of what is broken.
    """

    project: Project
    shop: Workshop
    memory: Memory
    public: Path
    stage: Path
    known: bool
    compares: bool
    preview: bool
    drafts: bool

    @property
    def shown(self) -> str:
        """The site's folder, as it is named to the user."""
        return self.project.name(self.public)
