"""What the program itself says on a page: dates, page numbers, in the edition's language."""

import re
from collections.abc import Iterable
from datetime import date

from banmian.model.article import Jump
from banmian.model.dates import PartialDate
from banmian.model.issue import Page

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_TRADITIONAL = {"tw", "hk", "mo"}


def spoken(language: str) -> str:
    """Give the language in which an edition's pages speak: `zh-Hans`, `zh-Hant`, `en`, ….

    Of Chinese the script decides (zh-Hant-CN), or else the region: Taiwan, Hong Kong and Macau
    read traditional characters, all others simplified ones (`zh` too).
    """
    first, *more = language.lower().split("-")
    if first != "zh":
        return first
    if "hans" in more or not ("hant" in more or _TRADITIONAL.intersection(more)):
        return "zh-Hans"
    return "zh-Hant"


def is_chinese(language: str) -> bool:
    """Tell whether an edition's language is Chinese; English is spoken for all others."""
    return spoken(language).startswith("zh-")


def said(hans: str, hant: str, en: str, language: str) -> str:
    """Give one of three wordings, in the language that an edition speaks."""
    return {"zh-Hans": hans, "zh-Hant": hant}.get(spoken(language), en)


def date_text(date: PartialDate, language: str) -> str:
    """Say a date as far as it is known: 2021年6月24日, 2021年6月, 2021年."""
    if is_chinese(language):
        month = f"{date.month}月" if date.month else ""
        day = f"{date.day}日" if date.day else ""
        return f"{date.year}年{month}{day}"
    day = f"{date.day} " if date.day else ""
    month = f"{_MONTHS[date.month - 1]} " if date.month else ""
    return f"{day}{month}{date.year}"


def issue_title(date: PartialDate, name: str, language: str) -> str:
    """Give an issue's title: its date, with the name of a supplement behind it."""
    text = date_text(date, language)
    return f"{text} {name}" if name else text


def issue_number(number: str, language: str) -> str:
    """Give an issue's number: 总第1234期; "" where it is not known."""
    if not number:
        return ""
    return said(f"总第{number}期", f"總第{number}期", f"No. {number}", language)


def month_title(month: int, language: str) -> str:
    """Give a month of a year: 6月, June."""
    return f"{month}月" if is_chinese(language) else _MONTHS[month - 1]


def page_title(page: Page, language: str) -> str:
    """Give a printed page's title: 第1版, with its name behind it."""
    number = f"第{page.label}版" if is_chinese(language) else f"Page {page.label}"
    return f"{number} {page.name}" if page.name else number


def pages_text(labels: Iterable[str], language: str) -> str:
    """Give several printed pages: 第3版、第5版."""
    titles = (page_title(Page(label), language) for label in labels)
    return ("、" if is_chinese(language) else ", ").join(titles)


def number_span(first: int, last: int) -> str:
    """Give printed numbers from one to another: 1234–1236."""
    return f"{first}" if first == last else f"{first}–{last}"


def day_span(first: date, last: date, language: str) -> str:
    """Give days of a year from one to another: 2月11日—2月17日."""
    if is_chinese(language):
        days = [f"{day.month}月{day.day}日" for day in (first, last)]
    else:
        days = [f"{day.day} {_MONTHS[day.month - 1]}" for day in (first, last)]
    return days[0] if first == last else ("—" if is_chinese(language) else "–").join(days)


def assumed(language: str) -> str:
    """Say that a page's number is the editor's assumption."""
    return "推定" if is_chinese(language) else "assumed"


def withdrawn(language: str) -> str:
    """Say what stands for the title of a withdrawn article."""
    return said("稿件已撤回", "稿件已撤回", "Article withdrawn", language)


def correction(title: str, language: str) -> str:
    """Say that an article is corrected."""
    return f"更正：{title}" if is_chinese(language) else f"Correction: {title}"


def publication_number(cn: str, language: str) -> str:
    """Give a publication number (CN 11-0001) with what it is, where that has a name."""
    named = {"zh-Hans": "国内统一连续出版物号 ", "zh-Hant": "國內統一連續出版物號 "}
    return named.get(spoken(language), "") + cn


def jump_text(jump: Jump) -> str:
    """Give a jump line without its brackets and spaces: 上接第1版."""
    return re.sub(r"[\s（）()]", "", jump.text)
