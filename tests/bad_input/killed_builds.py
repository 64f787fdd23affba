"""A program: kills a build at many points of a long swap; each time the site must stand whole.

    python tests/bad_input/killed_builds.py [POINTS]

It prints how often the old and how often the new site was found, and fails for any other.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bad_input.test_killed import copies
from edition import PAGE, own_theme, paper, run, tree


def main() -> int:
    """Kill, recover, compare."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 220
    with tempfile.TemporaryDirectory() as work:
        project = paper(Path(work) / "paper", *[PAGE] * 5, settings='theme = "ours"\n')
        own_theme(project)
        assert run("import", "--project", project, "--quiet") == 0
        assert run("build", "--project", project, "--quiet") == 0
        css = project / "themes" / "ours" / "assets" / "broadsheet.css"
        css.write_text("body { color: black }\n", "utf-8")  # every page changes
        twin = Path(shutil.copytree(project, Path(work) / "twin"))
        assert run("build", "--project", twin, "--quiet") == 0
        old, new = tree(project / "site" / "public"), tree(twin / "site" / "public")
        found = []
        for one in copies(project, Path(work) / "killed", "build", points):
            swapping = (one / "site" / ".public.banmian-new" / "journal.json").exists()
            css = one / "themes" / "ours" / "templates" / "article.html"
            css.write_text("{% broken", "utf-8")  # the next command recovers, and builds nothing
            assert run("build", "--project", one, "--quiet") == 2
            site = tree(one / "site" / "public")
            assert site in (old, new), one.name
            assert not (one / "site" / ".public.banmian-new").exists()
            found.append((swapping, site == new))
    inside = sum(swapping for swapping, _ in found)
    fresh = sum(is_new for _, is_new in found)
    sys.stdout.write(
        f"{len(found)} killed, {inside} of them inside the swap: "
        f"{len(found) - fresh} × the old site, {fresh} × the new\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
