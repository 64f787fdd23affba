"""The sample edition becomes exactly the golden site, and keeps every word of its articles."""

import html
import re
from pathlib import Path

import pytest

from banmian.app.searching import every_document
from banmian.content import article_file
from banmian.content.plain_text import body_lines
from banmian.model.article import Genre
from edition import ROOT
from golden_site import GOLDEN, golden, tree

CONTENT = sorted((ROOT / "site" / "content").glob("*/*.md"))


def test_the_site_is_the_golden_one(built: Path) -> None:
    made, wanted = golden(built), tree(GOLDEN)
    assert sorted(made) == sorted(wanted), "`make golden` renews it"
    for path, content in made.items():
        assert content == wanted[path], f"{path}: `make golden` renews it"


def text_of(page: str) -> str:
    """What a reader sees of a page's main part, without white space."""
    main = page.split("<main")[1].split("</main>", maxsplit=1)[0]
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", main)).split())


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.stem)
def test_every_word_of_an_article_is_on_its_page_and_in_the_search_index(
    file: Path, built: Path
) -> None:
    article = article_file.read(file.read_text("utf-8"), file.name).article
    assert article
    issue = built / file.parent.name
    bare = article.genre is Genre.HEADLINE_ONLY
    page = issue / "p" / article.placements[0].page if bare else issue / article.slug
    shown = text_of((page / "index.html").read_text("utf-8"))
    documents = every_document(built)
    indexed = {"".join(line.split()) for document in documents for line in document.lines}
    heads = (article.kicker, article.headline, article.deck)
    for line in [*filter(None, heads), *body_lines(article.body)]:
        words = "".join(line.split())
        assert words in shown
        assert words in indexed


def test_a_lead_credit_is_not_printed_twice(built: Path) -> None:
    page = next(built.glob("2021-06/lin-shi-you-lu-kai-tong/index.html")).read_text("utf-8")
    assert text_of(page.partition('<p class="clipping">')[0]).count("亢俊杰") == 1
    assert "本报讯6月23日" in text_of(page)


def test_fifteen_articles_and_one_headline(built: Path) -> None:
    pages = [path for path in built.glob("2021-0?/*/index.html") if path.parent.name != "p"]
    assert len(pages) == 15
