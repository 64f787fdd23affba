"""A larger edition: five hundred articles of the corpus that the benchmarks build."""

import importlib.util
import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from edition import ROOT, edit

COUNT = 500


def corpus_edition(folder: Path) -> Path:
    """Make the edition, with search; skip where the corpus cannot be made."""
    spec = importlib.util.find_spec("jieba")
    if not spec or not spec.origin:
        pytest.skip("no jieba, of whose dictionary the corpus is made")
    corpus, words = folder / "corpus.jsonl", Path(spec.origin).with_name("dict.txt")
    line = [sys.executable, ROOT / "bench" / "peers" / "corpus.py", "gen", "--n", str(COUNT)]
    subprocess.run([*line, "--seeds", ROOT / "seeds", "--dict", words, "--out", corpus], check=True)
    with corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, COUNT)]
    layout = importlib.util.spec_from_file_location(
        "corpus_edition", ROOT / "bench" / "peers" / "edition.py"
    )
    assert layout
    assert layout.loader
    module = importlib.util.module_from_spec(layout)
    layout.loader.exec_module(module)
    project = folder / "corpus"
    module.lay_out(rows, project, "broadsheet")
    edit(project / "site" / "edition.toml", "search = false\n", "")
    return project
