"""The golden site: what the sample edition must become. `make golden` writes it anew."""

import re
import shutil
import tempfile
from pathlib import Path

from edition import copy_sample, run, tree

GOLDEN = Path(__file__).parent / "golden" / "site"
_ASSETS = re.compile(rb"assets/[0-9a-f]{12}/")


def golden(public: Path) -> dict[str, bytes]:
    """A site's files without the theme's assets, whose digest is left out of addresses too."""
    files = tree(public)
    return {
        path: _ASSETS.sub(b"assets/digest/", content)
        for path, content in files.items()
        if not path.startswith("assets/")
    }


def renew() -> None:
    """Write the golden site anew: look at the difference before you commit it."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_sample(Path(folder) / "sample")
        assert run("build", "--project", project, "--quiet") == 0
        files = golden(project / "site" / "public")
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, content in files.items():
        (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / path).write_bytes(content)


if __name__ == "__main__":
    renew()
