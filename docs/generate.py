"""Write the generated pages of this folder: `make docs`."""

from pathlib import Path

from banmian.model.catalogue import document as diagnostics
from banmian.theme.contract import document as contract

PAGES = {"theme-contract.md": contract, "diagnostics.md": diagnostics}

if __name__ == "__main__":
    for name, document in PAGES.items():
        (Path(__file__).parent / name).write_text(document(), encoding="utf-8")
