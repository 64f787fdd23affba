"""The provinces of China as newspapers write them: 湖南, 湖南省."""

from collections.abc import Mapping


def _full_names() -> dict[str, str]:
    provinces = (
        "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
        "四川 贵州 云南 陕西 甘肃 青海 台湾"
    )
    names = {short: f"{short}省" for short in provinces.split()}
    names |= {short: f"{short}市" for short in ("北京", "天津", "上海", "重庆")}
    return names | {
        "内蒙古": "内蒙古自治区",
        "广西": "广西壮族自治区",
        "西藏": "西藏自治区",
        "宁夏": "宁夏回族自治区",
        "新疆": "新疆维吾尔自治区",
        "香港": "香港特别行政区",
        "澳门": "澳门特别行政区",
    }


FULL_NAMES: Mapping[str, str] = _full_names()
"""Short name → full name."""

_SHORT_NAMES = {full: short for short, full in FULL_NAMES.items()}


def short_name(name: str) -> str:
    """Give a province's short name for either of its names; "" for what is no province."""
    return name if name in FULL_NAMES else _SHORT_NAMES.get(name, "")
