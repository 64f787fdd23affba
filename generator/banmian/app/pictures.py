"""The pictures that texts refer to: made ready for the screen, or named when they cannot be."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian import addresses
from banmian.app.project import Project
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.output import Output
from banmian.model.picture import Picture

if TYPE_CHECKING:
    from banmian.press.pictures import ReadyPicture


class Pictures(Struct, frozen=True):
    """Pictures of a folder: `facts` of those that can be shown; `broken` names the others."""

    facts: Mapping[str, Picture]
    outputs: tuple[Output, ...]
    broken: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]

    def named(self, target: str) -> bool:
        """Tell whether what a text leads to is a picture that `diagnostics` names already."""
        return target.removeprefix(f"{addresses.PICTURES}/") in self.broken


NONE = Pictures({}, (), frozenset(), ())


def ready_pictures(
    project: Project, folder: Path, names: Collection[str], address: Callable[[str], str]
) -> Pictures:
    """Make the pictures of these names ready; each is there. `address` tells where one is shown."""
    if not names:
        return NONE
    from banmian.press.pictures import BrokenPictureError, ready  # noqa: PLC0415 — few have any

    facts: dict[str, Picture] = {}
    outputs: list[Output] = []
    found: dict[str, Diagnostic] = {}
    for name in sorted(set(names)):
        path = folder / addresses.PICTURES / name
        try:
            made = ready(path.read_bytes(), path.suffix.lower(), project.pictures_cache)
        except BrokenPictureError as error:
            found[name] = diagnostic("BM321", Where(project.name(path)), what=error)
            continue
        facts[name] = made.facts
        outputs += _outputs(made, address(name))
    return Pictures(facts, tuple(outputs), frozenset(found), tuple(found.values()))


def _outputs(made: "ReadyPicture", address: str) -> Iterable[Output]:
    yield Output(address, made.content)
    for width, content in zip(made.facts.variants, made.variants, strict=True):
        yield Output(addresses.variant(address, width), content)
