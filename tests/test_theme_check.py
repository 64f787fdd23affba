"""`banmian theme check`: each defect of a theme is named where it stands, and nothing else."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from banmian.app import themes
from banmian.app.project import Project, read_folders, read_text, theme_folders
from banmian.model.diagnostics import Diagnostic
from banmian.theme.faults import faults
from banmian.theme.site import SAID
from edition import PAGE, ROOT, own_theme, paper, run, tree

HOME = "templates/home.html"
HEAD = 'name = "mine"\ncontract = 2\nextends = "base"\n'
MACRO = "{% macro m(one) %}\n{{ one.titel }}\n{% endmacro %}\n{{ m(home.issue) }}"

DEFECTS = [
    # what is written, to which file; the code, the line, what is said
    (HOME, "{{ home.issue.titel }}", "BM505", 1, "IssueView has no titel"),
    (HOME, "{{ home.isue.title }}", "BM505", 1, "HomeView has no isue"),
    (HOME, "\n{{ hom.issue.title }}", "BM504", 2, "no variable hom here"),
    (HOME, '{{ home["isue"] }}', "BM505", 1, "HomeView has no isue"),
    (HOME, "{% for a in home.issue.pages %}{{ a.titel }}{% endfor %}", "BM505", 1, "titel"),
    (
        HOME,
        "{% for a in home.issues | reverse %}{{ a.titel }}{% endfor %}",
        "BM505",
        1,
        "IssueLine",
    ),
    (HOME, "{% for a in home.topics[:3] %}{{ a.nam }}{% endfor %}", "BM505", 1, "CountLine"),
    (HOME, "{{ (home.topics | first).nam }}", "BM505", 1, "CountLine has no nam"),
    (HOME, "{{ home.topics[0].nam }}", "BM505", 1, "CountLine has no nam"),
    (HOME, '{{ home.topics | map(attribute="nam") | join }}', "BM505", 1, "CountLine has no nam"),
    (HOME, '{{ home.topics | selectattr("nam") | list }}', "BM505", 1, "CountLine has no nam"),
    (
        HOME,
        "{% for a in home.topics %}{{ loop.idnex }}{% endfor %}",
        "BM505",
        1,
        "loop has no idnex",
    ),
    (HOME, "{{ home.issue.title.uper() }}", "BM505", 1, "str has no uper"),
    (HOME, "{{ home.issues.title }}", "BM505", 1, "tuple has no title"),
    (HOME, "{% set a = home.issue %}\n{{ a.titel }}", "BM505", 2, "IssueView has no titel"),
    (HOME, "{% with a = home.issue %}{{ a.titel }}{% endwith %}", "BM505", 1, "IssueView"),
    (HOME, "{{ (home.issue if home.topics else home.issue).titel }}", "BM505", 1, "IssueView"),
    (HOME, "{{ frame.colour }}", "BM505", 1, "Frame has no colour"),
    (HOME, MACRO, "BM505", 2, "IssueView has no titel"),
    (HOME, "{% macro m(one) %}{{ onne }}{% endmacro %}", "BM504", 1, "no variable onne"),
    (HOME, "{{ frame.phrases.nosuch }}", "BM506", 1, "no phrase nosuch"),
    (HOME, '{{ frame.phrases["nosuch_" ~ home.issue.title] }}', "BM506", 1, "no phrase nosuch_.*"),
    (
        HOME,
        '{% for a in ["one", "lot"] %}{{ frame.phrases["page_" ~ a] }}{% endfor %}',
        "BM506",
        1,
        "no phrase page_lot",
    ),
    (HOME, '{{ frame.assets["nosuch.css"] }}', "BM509", 1, "no nosuch.css"),
    (HOME, "{{ frame.around.nosuch }}", "BM503", 1, "around/nosuch.html"),
    (HOME, '{% include "nosuch.html" %}', "BM503", 1, "no template nosuch.html"),
    (HOME, '{% extends "nosuch.html" %}', "BM503", 1, "no template nosuch.html"),
    (HOME, '{% extends "home.html" %}', "BM512", 1, "home.html → home.html"),
    (HOME, '{% from "_macros.html" import nosuch %}', "BM510", 1, "no macro nosuch"),
    (HOME, '{% import "_macros.html" as m %}{{ m.nosuch() }}', "BM510", 1, "no macro nosuch"),
    (HOME, '{% extends "base.html" %}\n{% block mian %}{% endblock %}', "BM513", 2, "block mian"),
    (HOME, '{% extends "base.html" %}{% block main %}{{ hom }}{% endblock %}', "BM504", 1, "hom"),
    (HOME, "<p>\n{% if %}", "BM501", 2, "Expected an expression"),
    (HOME, "<p>\n\n{{ home.issue.title | shout }}", "BM501", 3, "shout"),
    (HOME, "{% if home.issue is wet %}{% endif %}", "BM501", 1, "wet"),
    (HOME, "{{ " + "(" * 9999 + ")" * 9999 + " }}", "BM501", 0, "nested too deeply"),
    ("templates/around/foot.html", "{{ frame.canonical }}", "BM505", 1, "Around has no canonical"),
    ("templates/line.html", "{{ article.body }}", "BM505", 1, "ArticleSummary has no body"),
    ("templates/artikel.html", "<p>", "BM511", 0, "no page uses the template artikel.html"),
    (
        "theme.toml",
        HEAD + '[phrases.en]\nsearch = "Look up"\nmine = "Mine"\n[phrases.zh]\nmine = "我"\n'
        '[phrases.zh-Hant]\nmine = "我"',
        "BM508",
        6,
        "nothing uses the phrase mine",
    ),
    ("assets/own.js", '// mine\nimport { a } from "./nosuch.js";', "BM509", 2, "no nosuch.js"),
    (
        "assets/own.js",
        'const a = () => import("./search/nosuch.js");',
        "BM509",
        1,
        "search/nosuch.js",
    ),
    ("assets/a/own.css", "a { background: url(b.svg) }", "BM509", 1, "no a/b.svg"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = paper(tmp_path / "paper", PAGE, settings='theme = "mine"\n')
    write(project, "theme.toml", HEAD)
    return project


def write(project: Path, name: str, text: str) -> None:
    file = project / "themes" / "mine" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def found(project: Path, name: str = "mine") -> tuple[Diagnostic, ...]:
    return themes.check(Project(project), name).diagnostics


@pytest.mark.parametrize("name", ["base", "broadsheet"])
def test_the_themes_that_ship_have_none(name: str) -> None:
    assert found(ROOT, name) == ()


@pytest.mark.parametrize(("file", "text", "code", "line", "says"), DEFECTS)
def test_one_defect_is_named_where_it_stands_and_nothing_else(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    text: str,
    code: str,
    line: int,
    says: str,
) -> None:
    write(project, file, text)
    before = tree(project)
    (one,) = found(project)
    assert (one.code, one.where.path, one.where.line) == (code, f"themes/mine/{file}", line)
    assert run("theme", "check", "--project", project, "--lang", "en", "--strict") == 1
    assert says in capsys.readouterr().err
    assert tree(project) == before


SOUND = [
    "{% if colour is defined %}{{ colour }}{% endif %}",
    '{{ home.colour | default("red") }}{{ colour | default("red") }}',
    "{% if home.colour is defined %}{{ home.colour.name }}{% endif %}",
    "{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ range(3) | list }}",
    "{% for key, href in frame.assets.items() %}{{ key }}{{ href }}{% endfor %}",
    '{{ frame.phrases.get("nosuch") }}',
    '{{ home.issue.title.split("年")[0].strip() }}{{ home.issue.date.text[:4].upper() }}',
    "{% for link in frame.navigation + frame.sheets %}{{ link.current }}{% endfor %}",
    "{% macro tree(n) %}{{ n }}{% if n %}{{ tree(n - 1) }}{% endif %}{% endmacro %}{{ tree(3) }}",
    '{% macro m(s) %}{% if s | length < 9 %}{{ m(s ~ "x") }}{% endif %}{% endmacro %}{{ m("") }}',
    "{% macro box() %}{{ caller() }}{% endmacro %}{% call box() %}{{ home }}{% endcall %}",
    "{% for a in home.issues %}{% for b in a.headlines %}{{ loop.last }}{% endfor %}{% endfor %}",
    '{% include ["nosuch.html", "_style.html"] %}{% include "nosuch.html" ignore missing %}',
    '{% import "_macros.html" as m %}{{ m.mark("x") }}{% set one %}x{% endset %}{{ one | upper }}',
    '{% extends "base/home.html" %}{% block main %}{{ super() }}{{ home.issue }}{% endblock %}',
    '{{ (home.issues | sort(attribute="title") | list + home.issues | list)[0:0] | length }}',
]

UNTOLD = [
    "{{ (home.issue or home.topics).anything }}",
    "{{ frame.phrases[home.issue.title] }}",
    "{% set a = home.issue %}{% set a = home.topics %}{{ a.anything }}",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound_is_no_defect(project: Path, text: str) -> None:
    write(project, HOME, text if "extends" in text else f"<p>{text}</p>")
    assert found(project) == ()
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0


@pytest.mark.parametrize("text", UNTOLD)
def test_what_cannot_be_told_is_left_to_the_build(project: Path, text: str) -> None:
    write(project, HOME, text)
    assert found(project) == ()


def test_a_macro_is_looked_at_for_each_kind_of_value_that_it_is_called_with(project: Path) -> None:
    macro = "{% macro m(one) %}{{ one.count }}{% endmacro %}"
    write(project, HOME, f"{macro}\n{{{{ m(home.topics[0]) }}}}{{{{ m(home.issue) }}}}")
    (one,) = found(project)
    assert (one.code, one.where.line, dict(one.values)["thing"]) == ("BM505", 1, "IssueView")


def test_a_macro_imported_sees_nothing_of_the_page(project: Path) -> None:
    write(project, "templates/_own.html", "{% macro m() %}\n{{ frame.title }}{% endmacro %}")
    write(project, HOME, '{% from "_own.html" import m %}{{ m() }}')
    (one,) = found(project)
    assert (one.code, str(one.where)) == ("BM504", "themes/mine/templates/_own.html:2")


def test_a_template_that_every_theme_must_have(project: Path) -> None:
    own_theme(project, "mine")
    (project / "themes/mine/templates/moved.html").unlink()
    (one,) = found(project)
    assert (one.code, dict(one.values)["file"]) == ("BM502", "moved.html")


def test_what_is_taken_away_from_the_extended_theme_is_named_where_it_is_missed(
    project: Path,
) -> None:
    macros = (ROOT / "themes/base/templates/_macros.html").read_text("utf-8")
    write(project, "templates/_macros.html", macros.replace("macro counts(", "macro numbers("))
    found_at = {(one.code, Path(one.where.path).name) for one in found(project)}
    assert found_at == {("BM510", name) for name in ("home.html", "_lists.html")}


def test_a_phrase_in_one_language_only(project: Path) -> None:
    write(project, "theme.toml", HEAD + '\n[phrases.zh-Hant]\nmine = "我"\n')
    write(project, HOME, "{{ frame.phrases.mine }}")
    (one,) = found(project)
    assert (one.code, one.where.line) == ("BM507", 6)
    assert dict(one.values)["values"] == "zh-Hans, en"


def test_a_theme_of_its_own_in_one_language_lacks_nothing(project: Path) -> None:
    theme = own_theme(project, "mine")
    toml = (theme / "theme.toml").read_text("utf-8")
    (theme / "theme.toml").write_text(re.sub(r"(?s)\[phrases\.zh-.*(?=\[phrases\.en)", "", toml))
    assert found(project) == ()


def test_the_command_and_its_exit_codes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("theme", "check", "--project", project, "--lang", "en") == 0
    assert "The theme mine: nothing is wrong." in capsys.readouterr().out
    write(project, "templates/artikel.html", "<p>")
    assert run("theme", "check", "--project", project) == 0
    assert run("theme", "check", "mine", "--project", project, "--strict", "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["theme"], said["diagnostics"][0]["code"]) == ("mine", "BM511")
    assert run("theme", "check", "broadsheet", "--project", project) == 0
    assert run("theme", "check", "nosuch", "--project", project) == 2


def test_a_new_theme_is_whole_and_nothing_is_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("theme", "new", "ours", "--project", project, "--lang", "en") == 0
    assert 'theme = "ours"' in capsys.readouterr().out
    assert found(project, "ours") == ()
    before = tree(project)
    for name in ("ours", "mine", "base", "broadsheet", "../x", "", ".x"):
        assert run("theme", "new", name, "--project", project) == 2
    assert tree(project) == before


def test_the_program_asks_for_the_phrases_that_it_says() -> None:
    program = ROOT / "generator" / "banmian"
    texts = [path.read_text("utf-8") for path in program.rglob("*.py")]
    asked = {name for text in texts for name in re.findall(r"\.phrase\([\"'](\w+)[\"']\)", text)}
    assert asked <= SAID


def test_every_name_of_a_template_is_missed_when_it_is_misspelt() -> None:
    project = Project(ROOT)
    folders = theme_folders(project, "base")
    theme, toml = read_folders(project, folders), read_text(folders[0] / "theme.toml", project)
    source = theme.templates["issue.html"]
    names = re.compile(r"(?<=\w)\.[a-z_]+|(?<![\w.\"])[a-z_]+(?=[.(])")
    ends = [
        expression.start() + name.end()
        for expression in re.finditer(r"\{\{.*?\}\}", source)
        for name in names.finditer(expression.group())
    ]
    assert len(ends) > 25
    for end in ends:
        wrong = {**theme.templates, "issue.html": f"{source[:end]}xq{source[end:]}"}
        lines = {
            one.where.line
            for one in faults(replace(theme, templates=wrong), toml, "themes/base/theme.toml", {})
            if one.where.path == "themes/base/templates/issue.html"
        }
        assert lines == {source.count("\n", 0, end) + 1}, source[end - 20 : end]
