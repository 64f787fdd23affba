"""Topics of the sixteen articles of the seeds, as a reader judged them."""

import json
from pathlib import Path
from typing import Any

import pytest

from banmian.config.edition import Topic, read_edition
from banmian.content.topics import tag, texts
from banmian.model.article import Article, EditorsNote, Figure, Genre, Paragraph, Placement, Verse
from banmian.model.ids import ArticleId

ROOT = Path(__file__).parents[2]
EDITION = ROOT / "site" / "edition.toml"
VOCABULARY = read_edition(EDITION.read_text(encoding="utf-8"), "edition.toml").topics

# page, number of the article on it, the topics that a reader expects, and those he accepts
REFERENCE = [
    ("seed-000", 0, "邮史", "党建党史 建党百年"),
    ("seed-000", 1, "工会与职工 建党百年", "党建党史"),
    ("seed-000", 2, "援疆 干部人才", "规划与会议"),
    ("seed-000", 3, "军邮 普服通邮", "邮运网络"),
    ("seed-000", 4, "党建党史 集邮文传", "建党百年"),
    ("seed-000", 5, "国际业务 邮运网络", "疫情防控 寄递物流"),
    ("seed-000", 6, "集邮文传 党建党史", "建党百年 邮史"),
    ("seed-000", 7, "代理金融 营销“开门红” 典型与表彰", "合规与安全 保险"),
    ("seed-000", 8, "党建党史 集邮文传", "校园青少年 建党百年 合规与安全"),
    ("seed-002", 0, "营销“开门红” 保险 代理金融", "典型与表彰"),
    ("seed-002", 1, "政务便民 合规与安全", "寄递物流"),
    ("seed-002", 2, "政务便民", ""),
    ("seed-002", 3, "集邮文传 校园青少年", ""),
    (
        "seed-002",
        4,
        "规划与会议",
        "改革与科技 农村电商与乡村振兴 寄递物流 代理金融 邮储银行",
    ),
    ("seed-002", 5, "规划与会议 改革与科技", "寄递物流 邮储银行"),
    ("seed-002", 6, "寄递物流 校园青少年", ""),
]


def truth(page: str, number: int) -> dict[str, Any]:
    path = ROOT / "tests" / "pages" / f"{page}.json"
    article: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["articles"][number]
    return article


def head(article: dict[str, Any]) -> str:
    return "\n".join(article[part] for part in ("kicker", "headline", "deck") if article[part])


def paragraphs(article: dict[str, Any]) -> tuple[str, ...]:
    return (*article["paragraphs"], *article["section_heads"])


@pytest.mark.parametrize(("page", "number", "required", "accepted"), REFERENCE)
def test_reference(page: str, number: int, required: str, accepted: str) -> None:
    article = truth(page, number)
    found = tag(head(article), paragraphs(article), VOCABULARY)
    assert set(required.split()) <= set(found)
    assert set(found) <= {*required.split(), *accepted.split()}
    assert len(found) <= 4


@pytest.mark.parametrize(("page", "number", "required", "accepted"), REFERENCE)
def test_how_the_text_is_divided_matters_little(
    page: str, number: int, required: str, accepted: str
) -> None:
    article = truth(page, number)
    text = "".join(paragraphs(article))
    for divided in ((text,), tuple(text.split("。"))):
        found = tag(head(article), divided, VOCABULARY)
        assert set(required.split()) <= set(found) <= {*required.split(), *accepted.split()}


def topic(
    name: str = "甲",
    strong: tuple[str, ...] = (),
    weak: tuple[str, ...] = (),
    stock: tuple[str, ...] = (),
) -> Topic:
    return Topic(name=name, slug="jia", strong=strong, weak=weak, stock=stock)


def tagged(vocabulary: Topic, title: str = "", *body: str) -> bool:
    return tag(title, body, (vocabulary,)) == (vocabulary.name,)


def test_a_strong_word_in_the_head_is_enough_and_a_weak_one_is_not() -> None:
    assert tagged(topic(strong=("通邮",)), "哨所通邮")
    assert not tagged(topic(weak=("通邮",)), "哨所通邮")
    assert tagged(topic(weak=("通邮",)), "通邮不忘通邮人")


def test_a_word_counts_a_few_times_only() -> None:
    assert not tagged(topic(weak=("投递",)), "", "投递" * 50)
    assert tagged(topic(strong=("投递",)), "", "投递，投递")


def test_a_word_inside_a_longer_one_does_not_count_again() -> None:
    assert not tagged(topic(strong=("党史", "党史学习教育")), "", "党史学习教育")


def test_stock_phrases_do_not_count() -> None:
    centenary = topic(strong=("建党100周年",), stock=("迎接建党100周年",))
    assert not tagged(centenary, "以优异成绩迎接建党100周年")
    assert tagged(centenary, "庆祝建党100周年")
    assert not tagged(topic(strong=("合规",), stock=("符合规",)), "", "符合规定。" * 9)


def test_a_weak_word_that_is_an_item_of_a_list_does_not_count() -> None:
    insurance = topic(weak=("保险", "理财", "基金"))
    assert not tagged(insurance, "", "涉及存款、保险、理财、基金等业务。" * 9)
    assert tagged(insurance, "", "保险好卖，理财也好卖，基金还好卖。" * 9)
    assert tagged(insurance, "保险、理财开门红")


def test_what_stands_in_a_corner_of_a_survey_weighs_less() -> None:
    words = topic(strong=("集邮", "邮票"))
    corner = "集邮与邮票。"
    assert tagged(words, "", corner)
    assert not tagged(words, "", corner, *["各项业务均有增长。"] * 20)


def test_four_at_most_the_best_first_then_as_in_the_vocabulary() -> None:
    vocabulary = tuple(topic(name, strong=(name,)) for name in "甲乙丙丁戊")
    assert tag("甲乙丙丁戊", ("戊", "丁戊"), vocabulary) == ("戊", "丁", "甲", "乙")


def test_nothing_gives_nothing() -> None:
    assert tag("", (), VOCABULARY) == ()
    assert tag("", ("", ""), VOCABULARY) == ()
    assert tag("邮票", ("邮票",), (topic(),)) == ()


def test_words_are_not_patterns() -> None:
    assert not tagged(topic(strong=(".*",)), "任何文字")


def test_texts_of_an_article() -> None:
    article = Article(
        id=ArticleId("k3f9"),
        slug="x",
        genre=Genre.NEWS,
        placements=(Placement("1", 1),),
        kicker="引题",
        headline="主题",
        body=(
            Paragraph("一段"),
            EditorsNote("编者按", ("按语",)),
            Figure("a.jpg", caption="图说"),
            Figure("b.jpg"),
            Verse(("诗一", "", "诗二")),
        ),
    )
    assert texts(article) == ("引题\n主题", ("一段", "按语", "图说", "诗一\n\n诗二"))
