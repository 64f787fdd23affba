"""The first law: every character of a source page ends in one article's file, or is left over."""

from collections import Counter
from pathlib import Path

import pytest

from banmian.content import article_file
from banmian.content.plain_text import body_lines
from banmian.content.record import read
from edition import ROOT, run
from score_segmentation import norm

PAGES = [
    *sorted((ROOT / "seeds").glob("*.txt")),
    *sorted((ROOT / "tests" / "pages").glob("p*.pdfbox.txt"))[::4],
]


def words_of(file: Path) -> str:
    article = article_file.read(file.read_text("utf-8"), file.name).article
    assert article
    heads = (article.kicker, article.headline, article.deck, article.byline)
    jumps = (jump.text for jump in article.jumps)
    return "".join([*filter(None, heads), *jumps, *body_lines(article.body)])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_character_of_a_page_is_kept_once(page: Path, bare: Path) -> None:
    for file in (bare / "seeds").iterdir():
        file.unlink()
    source = bare / "seeds" / "2021-06" / "01.txt"
    source.parent.mkdir()
    source.write_bytes(page.read_bytes())
    assert run("import", "--project", bare, "--quiet") == 0
    folder = bare / "site" / "content" / "2021-06"
    written = "".join(words_of(file) for file in folder.glob("*.md"))
    record = read((folder / "import.toml").read_text("utf-8"))
    left = "".join(left.text for page in record.pages for left in page.leftovers)
    assert Counter(norm(written + left)) == Counter(norm(page.read_text("utf-8")))
