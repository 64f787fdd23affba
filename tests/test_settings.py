"""Settings: what is wrong is named with file, line and the way out."""

import pytest

from banmian.config.edition import read_edition
from banmian.config.report import report_link
from banmian.config.seeds import page_of_path, read_seeds
from banmian.config.toml import TomlError, decode
from banmian.content.front import FrontMatter
from banmian.errors import SettingsError
from banmian.model.dates import PartialDate
from banmian.model.ids import parse_issue_id

GOOD = 'title = "报"\naddress = "https://paper.example/"\n'


@pytest.mark.parametrize(
    ("report", "link"),
    [
        ("", ""),
        (
            "news@paper.example",
            "mailto:news@paper.example?subject=%E6%8A%A5%E9%94%99%EF%BC%9A%E7%94%B2%26%22"
            "&body=https%3A%2F%2Fp.example%2F1%2F%0A",
        ),
        (
            "https://t.example/new?title={title}&body={address}",
            "https://t.example/new?title=%E7%94%B2%26%22&body=https%3A%2F%2Fp.example%2F1%2F",
        ),
    ],
)
def test_a_report_is_prefilled_and_no_title_gets_out_of_its_place(report: str, link: str) -> None:
    edition = read_edition(f'{GOOD}report = "{report}"\n', "site/edition.toml")
    made = report_link(edition.report, '甲&"', "https://p.example/1/", "报错：%s")
    assert made == link


def test_the_least_that_an_edition_needs() -> None:
    edition = read_edition(GOOD, "site/edition.toml")
    assert (edition.title, edition.base_path, edition.theme) == ("报", "/", "broadsheet")


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        (f'{GOOD}titel = "x"\n', "edition.toml:3: unknown key `titel`", "title"),
        (f'{GOOD}[newspaper]\nbyline_mark = "x"\n', "edition.toml:4: unknown key", "byline_marks"),
        (f'{GOOD}[newspaper]\nbyline_marks = "□记"\n', ":4: byline_marks", "byline_words"),
        (f'{GOOD}[newspaper]\nbyline_place = "top"\n', ":4: Invalid enum value", "'start'"),
        (f'{GOOD}[newspaper]\njumps_to = [\n"转{{page}}版",\n"▶"]\n', ":6: jumps_to", "{page}"),
        (f'{GOOD}[newspaper]\njumps_from = ["{{page}}"]\n', "would fit any line", "beside"),
        (f'{GOOD}[newspaper]\ndatelines = ["{{city}}专电"]\n', ":4: datelines", "{place} {date}"),
        (f'{GOOD}[newspaper]\ncolumns = [" "]\n', ":4: columns", "one line"),
        (f"{GOOD}theme = 7\n", "edition.toml:3: Expected `str`", ""),
        ('title = "报"\n', "`address` is missing", ""),
        ('title = "报"\naddress = "paper"\n', "is no web address", "https://"),
        ('title = "报"\naddress = "https://paper.example/x"\n', "must end with /", "/"),
        ('title = " "\naddress = "https://paper.example/"\n', ":1: title", ""),
        (f'{GOOD}time_zone = "Mars/Base"\n', ":3: time_zone", "+08:00"),
        (f'{GOOD}language = "zh_CN"\n', ":3: language", '"zh-CN"'),
        (f'{GOOD}language = ""\n', ":3: language", '"zh-CN"'),
        ('title = "报"\naddress = "https://[a/"\n', "is no web address", ""),
        ('title = "报"\naddress = "https://a/\\">/"\n', "is no web address", ""),
        (f"{GOOD}notice = “甲”\n", ":3: not valid TOML", "straight quotes"),
        (f'{GOOD}title = "again"\n', "edition.toml:3: ", ""),
        (f'{GOOD}[[topics]]\nname = "甲"\nslug = "../x"\nstrong = []\n', "slug '../x'", "a-z"),
        (
            f'{GOOD}[[topics]]\nname = "甲"\nslug = "a"\nstrong = []\n'
            '[[topics]]\nname = "乙"\nslug = "a"\nstrong = []\n',
            "stands twice",
            "",
        ),
        (f'{GOOD}[[topics]]\nname = "甲"\nslug = "a"\nstrnog = []\n', ":6: unknown key", "strong"),
        (f'{GOOD}[[units]]\nname = "甲分公司"\nalias = "甲"\n', ":5: unknown key `alias`", "also"),
        (f'{GOOD}report = "javascript:alert(1)"\n', ":3: report = ", "editor@"),
        (f'{GOOD}report = "https://t.example/{{body}}"\n', ":3: report = ", "{address}"),
        (f'{GOOD}report = "a b@c"\n', ":3: report = ", "editor@"),
        (f"{GOOD}[rhythm]\nweekdays = [0, 1]\n", ":4: weekdays = [0, 1]", "[1, 3, 5]"),
        (f'{GOOD}[rhythm]\nrest = ["2021-02-30"]\n', ":4: rest: '2021-02-30'", "2021-02-11/"),
        (f'{GOOD}[rhythm]\nrest = ["2021-02-11/2020-02-17"]\n', ":4: rest: ", "2021-02-11/"),
        (f'{GOOD}[rhythm]\nrest = ["2021-02-11/9999-02-17"]\n', ":4: rest: ", "2021-02-11/"),
        (f'{GOOD}[[units]]\nalso = ["甲分公司"]\n', "`name` is missing", ""),
        (f'{GOOD}[[units]]\nname = "甲分公司"\nalso = "甲邮政"\n', ":5: Expected", "write a list"),
        (f'{GOOD}[[units]]\nname = ""\n', ":4: units: name", "one line"),
        (f'{GOOD}[[units]]\nname = "甲分公司"\nalso = ["甲 "]\n', ":5: units: also", "one line"),
        (f'{GOOD}[[units]]\nname = "甲分公司"\nalso = ["甲"]\n', ":5: units: also", "whole"),
        (f'{GOOD}[[units]]\nname = "分公司"\n', ":4: units: name: '分公司' would fit any", "whole"),
        (f'{GOOD}[[units]]\nname = "甲分公司"\nprovince = "湘"\n', ":5: units: province", "whole"),
        (
            f'{GOOD}[newspaper]\nunits = ["甲分公司"]\n[[units]]\nname = "甲分公司"\n'
            '[[units]]\nname = "乙分公司"\nalso = ["甲 分公司"]\n',
            ":9: units: also: '甲 分公司' stands twice",
            "one unit",
        ),
        (
            f'{GOOD}units = [\n{{ name = "甲分公司" }},\n{{ name = "甲分公司" }},\n]\n',
            ":5: units: name: '甲分公司' stands twice",
            "",
        ),
        (
            f'{GOOD}[[units]]\nname = "甲分公司"\nprovince = "湖南"\n'
            '[[units]]\nname = "乙分公司"\nprovince = "湖南省"\n',
            ":8: units: province: '湖南' and '湖南省' are one province",
            '"湖南"',
        ),
    ],
)
def test_wrong_settings_are_named(text: str, says: str, hint: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_edition(text, "site/edition.toml")
    assert says in error.value.message
    assert hint in error.value.hint


def test_units_are_read() -> None:
    listed = '[[units]]\nname = "甲分公司"\nalso = ["甲邮政"]\nprovince = "湖南"\n'
    (unit,) = read_edition(GOOD + listed, "site/edition.toml").units
    assert (unit.name, unit.also, unit.province) == ("甲分公司", ("甲邮政",), "湖南")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[pages]]\nfile = "a.txt"\nissue = "2021-13"\npage = "1"\n', "no such month"),
        ('[[pages]]\nfile = "a.txt"\nissue = "June"\npage = "1"\n', "not an issue"),
        ('[[pages]]\nfile = "a.txt"\nissue = "2021"\npage = "../1"\n', "no page label"),
        ('[[pages]]\nfile = "a.txt"\nissue = "2021"\npage = 1\n', "seeds.toml:4: Expected `str`"),
        (
            '[[pages]]\nfile = "a.txt"\nissue = "2021"\npage = "1"\n'
            '[[pages]]\nfile = "b.txt"\nissue = "2021"\npage = "1"\n',
            "both page 1",
        ),
    ],
)
def test_wrong_seeds_are_named(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        read_seeds(text, "seeds/seeds.toml")


@pytest.mark.parametrize(
    ("path", "issue", "page"),
    [
        ("2021-06-24/01.txt", "2021-06-24", "1"),
        ("2021-06/A01.txt", "2021-06", "A01"),
        ("2021-10-09-tekan/04-05.txt", "2021-10-09-tekan", "04-05"),
    ],
)
def test_a_dated_folder_says_issue_and_page(path: str, issue: str, page: str) -> None:
    found = page_of_path(path)
    assert found is not None
    assert (found.issue, found.page) == (issue, page)


@pytest.mark.parametrize("path", ["01.txt", "june/01.txt", "2021-02-30/01.txt", "2021/第一版.txt"])
def test_other_paths_say_nothing(path: str) -> None:
    assert page_of_path(path) is None


@pytest.mark.parametrize("text", ["2021-06-24", "2021-06", "2021"])
def test_dates_keep_their_precision(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["2021-11-31", "2021-13", "21-06", "2021-6-4", "0000", "2021-06-24x"]
)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2021-06-24-B", "../2021", "2021-06-24-", "2021/06"])
def test_what_is_no_issue(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_issue_id(text)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('status = "Withdrawn"', "'withdrawn'"),
        ('authors = ["房叶舟"]', "{ name = …"),
        ('topics = "援疆"', '["…"]'),
        ('id = "efgh"', "twice"),
        ("genre: news", 'key = "value"'),
        ('source = "C:\\web"', "single quotes"),
        ("draft = true", "status"),
    ],
)
def test_a_hint_says_how_it_is_written(line: str, hint: str) -> None:
    front = f'id = "abcd"\nslug = "a"\nplacements = [{{ page = "1", position = 1 }}]\n{line}\n'
    with pytest.raises(TomlError) as refused:
        decode(front, FrontMatter)
    assert refused.value.line == 4
    assert hint in refused.value.hint
