"""A newspaper's profile: how it signs, dates and continues its articles.

Everything else that the segmenter uses is estimated from the page itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """`[newspaper]` of `edition.toml`; the defaults suit most papers of the mainland.

    `collectives` are collective pen names (集体笔名) and `agencies` news agencies; `units` are the
    endings of an organisation's name that can stand as a kicker above a headline.
    """

    name: str = ""
    byline_marks: str = "□■◆▲●◎○"
    datelines: tuple[str, ...] = ("本报讯", "本报综合消息", "本刊讯")
    collectives: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ("新华社", "中新社", "中国新闻社", "人民网", "新华网", "央视新闻")
    furniture: tuple[str, ...] = ()
    units: tuple[str, ...] = (
        "分公司",
        "公司",
        "支局",
        "分行",
        "支行",
        "集团",
        "总局",
        "管理局",
        "中心",
        "委员会",
        "街道",
        "镇",
        "县",
        "区",
        "市",
        "省",
    )
