"""The express lanes: plain text is read and rendered without a parser, and comes out the same.

The other lane is the general reader of blocks, and Python-Markdown with its sanitiser.
"""

import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_format import lines

from banmian.compose.body import render
from banmian.compose.targets import Surroundings
from banmian.config.profile import Profile
from banmian.content import article_file, body, front
from banmian.model.article import Block, EditorsNote, Markup, Paragraph, SectionHead, Table
from edition import ROOT

PAGES = sorted((ROOT / "tests/pages").glob("*/*.json"))
CONTENT = sorted((ROOT / "site").glob("*/**/*.md"))

texts = st.one_of(
    lines,
    st.text(st.sampled_from("甲乙１。“”（*_`#-1aZ.&[<\\| "), min_size=1)
    .map(str.strip)
    .filter(bool),
)
plain = st.one_of(
    texts.map(Paragraph),
    texts.map(SectionHead),
    st.builds(EditorsNote, texts, st.lists(texts, min_size=1, max_size=2).map(tuple)),
    st.tuples(texts, texts).map(lambda row: Table(row, (row, row[::-1]))),
)


def shown(blocks: tuple[Block, ...]) -> str:
    """Render; leave out what only the express lane adds, white space between tags, and entities."""
    nowhere = Surroundings({}, str, {}, str)
    html = render(blocks, nowhere, Profile()).html
    html = re.sub(r'<span class="dateline">([^<]*)</span>', r"\1", html)
    html = re.sub(r'<h2 id="s[0-9]+">', "<h2>", html)
    html = re.sub(r'<span(?: class="unit")?>([^<]*)</span>', r"\1", html)  # heads, names
    html = html.replace('<p class="names" ', "<p ")
    html = re.sub(r">\s+<", "><", html)
    return "".join(unescape(part) for part in re.split("(<[^>]*>)", html))


def both(blocks: tuple[Block, ...]) -> tuple[str, str]:
    return shown(blocks), shown((Markup(body.write(blocks)),))


def parted(blocks: list[Block]) -> bool:
    """Tell that no two notes follow each other: to Markdown they are one quotation."""
    return not any(
        isinstance(one, EditorsNote) and isinstance(other, EditorsNote)
        for one, other in pairwise(blocks)
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(plain, min_size=1, max_size=4).filter(parted).map(tuple))
def test_blocks_look_as_python_markdown_makes_them(blocks: tuple[Block, ...]) -> None:
    express, markdown = both(blocks)
    assert express == markdown


pieces = st.lists(
    st.one_of(
        texts,
        st.text(st.sampled_from("甲乙a1 #>|-*\n\t　"), max_size=8),
        texts.map(lambda text: f"## {text}"),
    ),
    max_size=5,
)


@settings(max_examples=1000, deadline=None)
@given(pieces, st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n"]))
def test_a_plain_body_is_read_as_any_other(pieces: list[str], between: str) -> None:
    """A `Markup` behind it keeps a body from the express lane; itself it is one block more."""
    markdown = between.join(pieces)
    read = body.read(markdown)
    assert body.read(f"{markdown}\n\n***") in (
        (*read, Markup("***")),
        (*read[:-1], Markup(f"{getattr(read[-1], 'source', '')}\n\n***")) if read else (),
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_article_of_the_typeset_pages(page: Path) -> None:
    for article in json.loads(page.read_text("utf-8"))["articles"]:
        blocks = tuple(Paragraph(text) for text in article["paragraphs"])
        assert body.read(body.write(blocks)) == blocks
        express, markdown = both(blocks)
        assert express == markdown


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_article_of_the_sample_edition(file: Path) -> None:
    text, _ = article_file.clean(file.read_text("utf-8"), file.name)
    blocks = body.read(front.split(text)[1])
    told = (Paragraph, SectionHead, EditorsNote, Table)
    express, markdown = both(tuple(block for block in blocks if isinstance(block, told)))
    assert express == markdown
