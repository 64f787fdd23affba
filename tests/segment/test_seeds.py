"""The two sample pages, article by article."""

from pathlib import Path

import pytest

from banmian.config.profile import Profile
from banmian.model.article import ContributorType, Direction, Figure, Genre, Role, SectionHead
from banmian.model.layout import PageCut, Piece
from banmian.readers import read_text
from banmian.segment import segment_page

SEEDS = Path(__file__).parents[2] / "seeds"
PROFILE = Profile(collectives=("仲驿", "宗合"))


def cut(prefix: str) -> PageCut:
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    return segment_page(read_text(path.read_bytes(), path.name), PROFILE)


@pytest.fixture(scope="module")
def front() -> PageCut:
    return cut("000")


@pytest.fixture(scope="module")
def second() -> PageCut:
    return cut("002")


def head(piece: Piece) -> tuple[str | None, str | None, str | None, str | None]:
    return (piece.kicker, piece.headline, piece.deck, piece.byline)


def test_heads_and_bylines_of_the_first_page(front: PageCut) -> None:
    assert sorted(map(head, front.pieces), key=str) == sorted(
        [
            (None, "白山黑水换新天", "东北邮电管理总局寻访记", None),
            (None, "巾帼心向党 巧手送祝福", None, "□王成成 摄影报道"),
            (
                "开启邮政援疆工作新征程 共谱企业高质量发展新篇章",
                "集团公司在乌鲁木齐召开首次援疆工作座谈会",
                None,
                "□仲驿",
            ),
            (None, "120处边海防部队点位全面实现通邮", None, "□仲驿"),
            (None, None, None, "□胡艳"),
            (None, "临时邮路开通", None, "（通讯员 管金威 记者 亢俊杰）"),
            (None, "聆听“初心”的声音", None, "□房叶舟"),
            (None, None, None, "□仲驿"),
            (
                None,
                "北京邮政在“五进”中开展“赏邮票 学党史”主题活动",
                None,
                "（记者 杨光 通讯员 万宇）",
            ),
        ],
        key=str,
    )
    assert front.leftovers == ()


def test_heads_and_bylines_of_the_second_page(second: PageCut) -> None:
    assert list(map(head, second.pieces)) == [
        (None, "87小时，保费突破30亿元！", "——湖北武汉市分公司“开门红”战役告捷", "□肖芳"),
        ("绥宁县分公司", "警邮联合宣传交通安全", None, "□胡阳华"),
        ("玉溪市分公司", "“微车管所”开通上线", None, "□段娟"),
        ("靖江市分公司", "“邮票博雅课堂”纳入“乡村公开课”", None, "□刘佳"),
        (None, "布局谋篇 落实落细", None, "□宗合"),
        (None, None, None, None),
        (None, "确保艺考考卷及时收寄", None, "□周雯晴 摄影报道"),
    ]
    assert second.leftovers == ()


def by_headline(page: PageCut, headline: str) -> Piece:
    return next(piece for piece in page.pieces if piece.headline == headline)


def test_a_headline_without_text_is_a_piece_of_its_own(front: PageCut) -> None:
    piece = by_headline(front, "白山黑水换新天")
    assert (piece.genre, piece.body, piece.lines) == (Genre.HEADLINE_ONLY, (), (1, 3))


def test_authors_have_roles_and_types(front: PageCut, second: PageCut) -> None:
    lead = by_headline(front, "临时邮路开通").authors
    assert [(author.name, author.role) for author in lead] == [
        ("管金威", Role.CORRESPONDENT),
        ("亢俊杰", Role.REPORTER),
    ]
    (photographer,) = by_headline(front, "巾帼心向党 巧手送祝福").authors
    assert photographer.role is Role.TEXT_AND_PHOTO
    (collective,) = by_headline(second, "布局谋篇 落实落细").authors
    assert (collective.name, collective.type) == ("宗合", ContributorType.COLLECTIVE)


def test_a_lead_credit_leaves_the_paragraph_and_the_dateline_stays(front: PageCut) -> None:
    first = by_headline(front, "临时邮路开通").body[0]
    assert getattr(first, "text", "").startswith("本报讯 6月23日11时35分，1.5万余件广东")


def test_section_heads(second: PageCut) -> None:
    feature = by_headline(second, "87小时，保费突破30亿元！")
    assert [block.text for block in feature.body if isinstance(block, SectionHead)] == [
        "“后浪”的大单",
        "“老将”的服务经",
        "“寿星”的意外惊喜",
        "“劳模”的另一个战场",
    ]
    continued = by_headline(second, "布局谋篇 落实落细")
    heads = [block.text for block in continued.body if isinstance(block, SectionHead)]
    assert heads == ["力求新突破 推动高质量发展"]


def test_a_jump_line(second: PageCut) -> None:
    (jump,) = by_headline(second, "布局谋篇 落实落细").jumps
    assert (jump.direction, jump.page, jump.text) == (Direction.FROM, "1", "（上接第1版）")


def test_nobody_is_given_a_figure(front: PageCut, second: PageCut) -> None:
    blocks = [block for page in (front, second) for piece in page.pieces for block in piece.body]
    assert not any(isinstance(block, Figure) for block in blocks)


def test_what_an_editor_is_told(front: PageCut, second: PageCut) -> None:
    told = [(d.code, d.where.line, dict(d.values)) for d in front.diagnostics]
    assert ("BM202", 342, {"date": "11月31日"}) in told
    assert [code for code, _, _ in told].count("BM203") == 2
    strange = next(d for d in second.diagnostics if d.code == "BM201")
    assert dict(strange.values)["char"] == "U+FFFD"


def test_the_first_page_has_no_section_heads(front: PageCut) -> None:
    blocks = [block for piece in front.pieces for block in piece.body]
    assert not any(isinstance(block, SectionHead) for block in blocks)
