"""Who bylines name: a table of hard ones, and every byline of the sample pages."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.config.profile import Profile
from banmian.model.article import ContributorType
from banmian.segment.bylines import authors_of

HERE = Path(__file__).parent
PROFILE = Profile(name="云泽日报", collectives=("仲驿", "宗合"), byline_words=("驻村记者", "手绘"))
KIND = {
    ContributorType.PERSON: "",
    ContributorType.COLLECTIVE: "~c",
    ContributorType.AGENCY: "~a",
}


def table(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(byline.replace("\\u3000", "\u3000"), authors) for byline, authors in rows]


def read(byline: str) -> str:
    return " ".join(
        f"{one.name.replace(' ', '_')}:{one.role}{KIND[one.type]}"
        for one in authors_of(byline, PROFILE)
    )


@pytest.mark.parametrize(("byline", "authors"), table("bylines.tsv"))
def test_who_signs(byline: str, authors: str) -> None:
    assert read(byline) == authors


@pytest.mark.parametrize(("byline", "authors"), table("bylines_not_yet.tsv"))
@pytest.mark.xfail(strict=True)
def test_who_signs_is_not_told_yet(byline: str, authors: str) -> None:
    assert read(byline) == authors


@pytest.mark.parametrize("page", sorted(HERE.parent.glob("pages/*.json")), ids=lambda p: p.stem)
def test_every_byline_of_the_sample_pages(page: Path) -> None:
    for article in json.loads(page.read_text("utf-8"))["articles"]:
        names = [one.name for one in authors_of(article["byline"] or "", PROFILE)]
        assert names == article["authors"], article["byline"]


def test_a_name_stands_once_and_who_wrote_and_photographed_did_both() -> None:
    assert read("记者 张建国 □张建国") == "张建国:reporter"
    assert read("记者 张建国 （张建国 摄）") == "张建国:text-and-photo"


WORDS = (
    "记者 张三 李 四 和 （ ） / ： 、 · _ 摄 文/图 据 新华社 市气象局 等 本报 评论员 提供",
    "图片由 A by 1 “",
)


@given(st.lists(st.sampled_from([*" ".join(WORDS).split(), " "]), max_size=12).map("".join))
def test_any_byline_is_read(byline: str) -> None:
    people = authors_of(byline, Profile(byline_words=("by",), byline_marks="“"))
    names = [one.name for one in people]
    assert len(set(names)) == len(names)
