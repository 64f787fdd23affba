"""Write the generated pages and schemas of this folder: `make docs`."""

import json
from functools import partial
from pathlib import Path

import msgspec

from banmian.model.catalogue import document as diagnostics
from banmian.model.data import DumpLine, IssueData, IssuesData
from banmian.theme.contract import document as contract

SCHEMAS = {"issue": IssueData, "issues": IssuesData, "dump-line": DumpLine}


def schema(kind: type) -> str:
    """Give the JSON Schema (2020-12) of a type."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | msgspec.json.schema(kind), ensure_ascii=False, indent=1) + "\n"


PAGES = {"theme-contract.md": contract, "diagnostics.md": diagnostics} | {
    f"schemas/{name}.schema.json": partial(schema, kind) for name, kind in SCHEMAS.items()
}

if __name__ == "__main__":
    for name, document in PAGES.items():
        (Path(__file__).parent / name).write_text(document(), encoding="utf-8")
