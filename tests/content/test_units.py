"""Whose article it is: units and provinces of the seeds' articles, and the cases that go wrong."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from banmian.config.edition import read_edition
from banmian.config.profile import Profile
from banmian.config.units import Unit, squeezed
from banmian.content import article_file
from banmian.content.cards import article_card
from banmian.content.plain_text import body_lines
from banmian.content.units import Named, named, names
from banmian.model.article import (
    Article,
    Contributor,
    ContributorType,
    EditorsNote,
    Figure,
    Genre,
    Paragraph,
    Placement,
    Table,
)
from banmian.model.correction import ArticleStatus, Withdrawal
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId

ROOT = Path(__file__).parents[2]
EDITION = read_edition((ROOT / "site" / "edition.toml").read_text("utf-8"), "edition.toml")
BRANCHES = tuple(
    unit
    for unit in EDITION.units
    if unit.name.removesuffix("分公司").rstrip("省区市") == unit.province
)

HEADQUARTERS = Unit("集团公司", ("中国邮政集团有限公司",))
HUNAN = Unit("湖南省分公司", ("湖南省邮政分公司", "湖南邮政"), "湖南")
CHANGSHA = Unit("长沙市分公司", ("长沙市邮政分公司",), "湖南")
YUEYANG = Unit("岳阳市分公司", ("岳阳市邮政分公司",), "湖南")
YICHANG = Unit("宜昌市分公司", (), "湖北")
UNITS = (HEADQUARTERS, HUNAN, CHANGSHA, YUEYANG, YICHANG)

# slug of the sample's article, its units and provinces as an editor counted them
REFERENCE = [
    ("bai-shan-hei-shui-huan-xin-tian", "", ""),
    ("jin-guo-xin-xiang-dang-qiao-shou-song-zhu-fu", "吉林省分公司", "吉林"),
    (
        "ji-tuan-gong-si-zai-wu-lu-mu-qi-zhao-kai-shou-ci-yuan-jiang",
        "集团公司 新疆区分公司",
        "新疆",
    ),
    (
        "120-chu-bian-hai-fang-bu-dui-dian-wei-quan-mian-shi-xian",
        "集团公司 云南省分公司 广东省分公司 新疆区分公司",
        "云南 广东 新疆",
    ),
    ("shang-hai-shi-jing-an-qu-shi-zhong-guo-gong-chan-dang-zao-qi", "静安区分公司", "上海"),
    ("lin-shi-you-lu-kai-tong", "辽宁省分公司", "辽宁"),
    ("ling-ting-chu-xin-de-sheng-yin", "嘉兴市分公司", "浙江"),
    ("ri-qian-ji-tuan-gong-si-dui-quan-guo-you-zheng-dai-li-jin", "集团公司", ""),
    ("bei-jing-you-zheng-zai-wu-jin-zhong-kai-zhan-shang-you-piao", "北京市分公司", "北京"),
    ("87-xiao-shi-bao-fei-tu-po-30-yi-yuan", "武汉市分公司", "湖北"),
    ("jing-you-lian-he-xuan-chuan-jiao-tong-an-quan", "绥宁县分公司", "湖南"),
    ("wei-che-guan-suo-kai-tong-shang-xian", "玉溪市分公司", "云南"),
    ("you-piao-bo-ya-ke-tang-na-ru-xiang-cun-gong-kai-ke", "靖江市分公司", "江苏"),
    (
        "bu-ju-mou-pian-luo-shi-luo-xi",
        "黑龙江省分公司 福建省分公司 山东省分公司 重庆市分公司 贵州省分公司 邮储银行甘肃省分行 "
        "上海市分公司 浙江省分公司 邮储银行江西省分行 新疆区分公司 中国集邮有限公司",
        "黑龙江 福建 山东 重庆 贵州 甘肃 上海 浙江 江西 新疆",
    ),
    ("cong-ke-ji-jin-bu-kan-xin-ji-shu-tui-dong-chan-ye-zhuan-xing", "集团公司", ""),
    ("que-bao-yi-kao-kao-juan-ji-shi-shou-ji", "保定市分公司", "河北"),
]


def of_the_sample(slug: str) -> Article:
    (path,) = (ROOT / "site" / "content").glob(f"*/*-{slug}.md")
    found = article_file.read(path.read_text("utf-8"), path.name).article
    assert found
    return found


def article(
    *body: str,
    kicker: str = "",
    headline: str = "",
    deck: str = "",
    byline: str = "",
    source: str = "",
) -> Article:
    return Article(
        id=ArticleId("k3f9"),
        slug="x",
        genre=Genre.NEWS,
        placements=(Placement("1", 1),),
        kicker=kicker or None,
        headline=headline or None,
        deck=deck or None,
        byline=byline or None,
        source=source or None,
        body=tuple(map(Paragraph, body)),
    )


def of(one: Article, units: Sequence[Unit] = UNITS) -> Named:
    return named(one, Profile(), names(tuple(units), Profile().units))


def lead(text: str, units: Sequence[Unit] = UNITS) -> str:
    """Give the units of an article of one paragraph."""
    return " ".join(of(article(text), units).units)


def provinces(one: Article, units: Sequence[Unit] = UNITS) -> str:
    return " ".join(of(one, units).provinces)


@pytest.mark.parametrize(("slug", "units", "of_provinces"), REFERENCE)
def test_reference(slug: str, units: str, of_provinces: str) -> None:
    found = of(of_the_sample(slug), EDITION.units)
    assert (" ".join(found.units), " ".join(found.provinces)) == (units, of_provinces)


@pytest.mark.parametrize(("slug", "of_provinces"), [(slug, of) for slug, _, of in REFERENCE])
def test_the_branches_of_provinces_are_list_enough_for_provinces(
    slug: str, of_provinces: str
) -> None:
    expected = set(of_provinces.split())
    if slug == "bu-ju-mou-pian-luo-shi-luo-xi":
        expected -= {"甘肃", "江西"}  # of the bank's branches, which these are not
    if slug == "ling-ting-chu-xin-de-sheng-yin":
        expected = set()  # 嘉兴邮政 does not end as a listed unit does
    assert len(BRANCHES) == 17
    assert set(provinces(of_the_sample(slug), BRANCHES).split()) == expected


def test_who_signs_comes_first() -> None:
    told = article("集团公司召开会议。", headline="岳阳市分公司试点", byline="长沙市分公司 张三")
    assert of(told).units == ("长沙市分公司",)
    assert of(replace(told, byline=None, source="湖南邮政")).units == ("湖南省分公司",)
    ours = Contributor("岳阳市分公司", type=ContributorType.COLLECTIVE)
    assert of(replace(told, byline="□本报通讯员", authors=(ours,))).units == ("岳阳市分公司",)


def test_then_the_heads_with_the_first_paragraph() -> None:
    told = article(
        "湖南省分公司联合岳阳市分公司开展培训。",
        "宜昌市分公司曾来学习。",
        kicker="长沙市分公司",
        headline="培训开班",
    )
    assert of(told).units == ("长沙市分公司", "湖南省分公司", "岳阳市分公司")
    assert of(replace(told, kicker=None)).units == ("湖南省分公司", "岳阳市分公司")
    assert of(replace(told, kicker=None, deck="——记长沙市分公司投递员张三")).units[0] == (
        "长沙市分公司"
    )


def test_a_round_up_is_of_all_that_it_tells_of() -> None:
    turns = ("长沙市分公司提速。湖南省岳阳市分公司增量。", "今年，宜昌市分公司转型。")
    assert len(of(article("集团公司作出部署。", *turns)).units) == 4
    assert of(article("集团公司作出部署。", turns[0], "集团公司支持。")).units == ("集团公司",)
    assert of(article("各地开局良好。", turns[0])).units == ("长沙市分公司", "岳阳市分公司")


def test_what_is_only_listed_is_not_told_of() -> None:
    winners = "获奖的有长沙市分公司、岳阳市分公司、宜昌市分公司。"
    assert of(article("会议揭晓名单。", winners, "一等奖：长沙市分公司 岳阳市分公司")).units == ()
    table = Table(("单位", "件"), (("长沙市分公司", "9"), ("岳阳市分公司", "8")))
    told = article("上半年上稿情况公布。")
    assert of(replace(told, body=(*told.body, table))).units == ()


def test_a_caption_is_the_first_paragraph_where_there_is_no_other() -> None:
    picture = Figure("a.jpg", caption="日前，长沙市分公司的投递员在雪中。")
    assert of(replace(article(), body=(picture,))).units == ("长沙市分公司",)
    note = EditorsNote("编者按", ("岳阳市分公司的做法值得一看。",))
    told = article("长沙市分公司开班。")
    assert of(replace(told, body=(note, picture, *told.body))).units == ("长沙市分公司",)


def test_the_longest_name_counts() -> None:
    county = Unit("长沙县分公司", (), "湖南")
    bank = Unit("邮储银行")
    branch = Unit("邮储银行湖南省分行", (), "湖南")
    assert lead("长沙县分公司开业。", [county, Unit("沙县分公司")]) == "长沙县分公司"
    assert lead("邮储银行湖南省分行开业。", [bank, branch]) == "邮储银行湖南省分行"
    assert (
        lead("邮储银行湖南省分行和邮储银行开会。", [branch, bank]) == "邮储银行湖南省分行 邮储银行"
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("位于马鞍山市分公司的展厅", "鞍山市分公司"),
        ("公安县分公司开业", "安县分公司"),
        ("湖南建工集团公司来访", "集团公司"),
        ("岳阳市分公司开业", "阳市分公司"),
        ("用KEMS公司的系统", "EMS公司"),
        ("用EMS2的系统", "EMS"),
    ],
)
def test_a_name_inside_a_longer_word_is_none(text: str, unit: str) -> None:
    assert lead(text, [Unit(unit)]) == ""
    assert lead(f"日前，由{unit}主办", [Unit(unit)]) == unit


@pytest.mark.parametrize(
    "text",
    [
        "近日，由长沙市分公司主办",
        "湖南长沙市分公司主办",
        "湖南省长沙市邮政分公司主办",
        "记者从长沙市分公司获悉",
        "“长沙市分公司的服务真好”",
        "喜迎新春 长沙市分公司开班",
        "集团公司长沙市分公司",
        "走进 长沙市分 公司",
        "走进：长 沙 市 分 公 司",
    ],
)
def test_how_a_name_stands(text: str) -> None:
    assert "长沙市分公司" in lead(text).split()


def test_width_and_case_do_not_matter() -> None:
    unit = Unit("EMS（北京）公司")
    assert lead("日前，ｅｍｓ(北京) 公司开业", [unit]) == unit.name
    assert lead("日前，长沙市\u200b分公司开业") == "长沙市分公司"


def test_provinces_are_those_of_the_units() -> None:
    both = article("湖北宜昌市分公司与长沙市分公司、岳阳市分公司签约，前往广东。")
    assert provinces(both) == "湖北 湖南"


def test_a_province_beside_a_unit_that_is_not_listed() -> None:
    county = "石门县邮政分公司"
    assert provinces(article(f"湖南省{county}开业。")) == "湖南"
    assert provinces(article("湖南送来祝福。", kicker="石门县分公司")) == "湖南"
    assert provinces(article(f"集团公司和湖南省{county}签约。")) == "湖南"
    assert provinces(article("湖南省人民政府开会。")) == "", "nothing of ours is in it"
    assert provinces(article(f"广东省{county}开业。")) == "", "no province of the list"
    assert provinces(article(f"{county}开业。", "湖南省的经验。")) == "", "not in the lead"


@pytest.mark.parametrize(
    "text",
    ["太湖南岸的支点", "在湖南路网点", "洞庭湖南路", "由湖南中路支局", "西湖南线"],
)
def test_what_only_looks_like_a_province(text: str) -> None:
    assert provinces(article(f"{text}，石门县分公司开业。")) == ""


def test_where_an_article_was_sent_from_says_nothing() -> None:
    capital = [*UNITS, Unit("北京市分公司", (), "北京")]
    assert provinces(article("新华社北京1月1日电 石门县分公司开业。"), capital) == ""
    assert provinces(article("本报湖南讯 石门县分公司开业。"), capital) == "湖南"


def test_a_region_comes_by_its_units() -> None:
    east = [Unit("南京分拨中心", (), "华东")]
    assert provinces(article("南京分拨中心启用。"), east) == "华东"
    assert provinces(article("华东的徐州分拨中心启用。"), east) == ""


def test_a_province_is_called_as_the_list_calls_it() -> None:
    whole = [Unit("湖南省分公司", (), "湖南省")]
    assert provinces(article("湖南石门县分公司开业。"), whole) == "湖南省"


def test_without_a_list_there_is_nothing() -> None:
    assert names((), Profile().units) is None
    assert of(article("长沙市分公司开业。"), ()) == Named()


def test_a_card_has_them_and_that_of_a_withdrawn_article_has_not() -> None:
    known = names(UNITS, Profile().units)
    told = article("长沙市分公司开业。")
    card = article_card(told, Profile(), known)
    assert (card.units, card.provinces) == (("长沙市分公司",), ("湖南",))
    withdrawal = Withdrawal(PartialDate.parse("2021-07-01"), "失实")
    gone = replace(told, status=ArticleStatus.WITHDRAWN, withdrawal=withdrawal)
    card = article_card(gone, Profile(), known)
    assert (card.units, card.provinces) == ((), ())
    assert of(gone) == Named()


PIECES = st.sampled_from(
    "长沙 岳阳 宜昌 市 县 省 分公司 邮政 集团 公司 湖南 湖北 由 在 ， 。 马 a １ \u3000".split(" ")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join).map(str.strip).filter(bool)
LISTS = st.permutations(UNITS)


@given(TEXTS, st.lists(TEXTS, max_size=3), TEXTS, LISTS)
def test_what_is_named_stands_there_and_the_order_of_the_list_does_not_matter(
    headline: str, body: list[str], byline: str, units: list[Unit]
) -> None:
    one = article(*body, headline=headline, byline=byline)
    found = of(one, units)
    assert found == of(one)
    texts = [squeezed(text) for text in (headline, byline, *body_lines(one.body))]
    by_name = {unit.name: unit for unit in units}
    for name in found.units:
        unit = by_name[name]
        assert any(form in text for form in (unit.name, *unit.also) for text in texts)
    for province in found.provinces:
        assert any(province in text for text in texts) or any(
            by_name[name].province == province for name in found.units
        )
    assert len(set(found.units)) == len(found.units)


@given(TEXTS)
def test_more_units_take_none_away(text: str) -> None:
    assert set(of(article(text), (CHANGSHA,)).units) <= set(of(article(text)).units)
