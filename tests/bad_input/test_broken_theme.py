"""A theme with a mistake: template, line and page are named, and the old site stays."""

from pathlib import Path

import pytest

from edition import PAGE, own_theme, paper, run, tree


@pytest.fixture
def themed(tmp_path: Path) -> Path:
    """A small edition with a theme of its own, built."""
    project = paper(tmp_path, PAGE, settings='theme = "ours"\n')
    own_theme(project)
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    return project


ARTICLE, MACROS = "article.html", "_macros.html"
BODY, ONE = "{{ article.body }}", '{{ words[kind ~ "_one"] if count == 1 else'
AN_ARTICLE, AN_ISSUE = "/2021-06-24/", "example/"

MISTAKES = [
    ("unknown attribute", ARTICLE, BODY, "{{ article.bodi }}", "'bodi'", AN_ARTICLE),
    ("unknown variable", ARTICLE, BODY, "{{ artikel }}", "'artikel' is undefined", AN_ARTICLE),
    ("unknown in a macro", MACROS, ONE, "{{ wrds.one or", "'wrds' is undefined", AN_ISSUE),
    ("missing include", ARTICLE, BODY, '{% include "no.html" %}', "no.html", AN_ARTICLE),
    ("missing base", ARTICLE, "base.html", "basis.html", "basis.html", AN_ARTICLE),
    ("outside", ARTICLE, BODY, '{% include "../theme.toml" %}', "../theme.toml", AN_ARTICLE),
    ("syntax", ARTICLE, BODY, "{% if %}", "Expected an expression", AN_ARTICLE),
    ("syntax in a macro", MACROS, "{% macro mark", "{% makro mark", "'makro'", ""),
    ("no filter of this name", ARTICLE, BODY, "{{ article.body | shout }}", "'shout'", AN_ARTICLE),
    ("endless macro", MACROS, ONE, "{{ amount(count, words, kind) or", "recursion", AN_ISSUE),
    ("division by zero", ARTICLE, BODY, "{{ 1 // 0 }}", "by zero", AN_ARTICLE),
]


@pytest.mark.parametrize(
    ("template", "old", "new", "says", "page"),
    [row[1:] for row in MISTAKES],
    ids=[row[0] for row in MISTAKES],
)
def test_a_mistake_in_a_template_is_named_and_the_old_site_stays(
    themed: Path,
    capsys: pytest.CaptureFixture[str],
    template: str,
    old: str,
    new: str,
    says: str,
    page: str,
) -> None:
    site = tree(themed / "site" / "public")
    file = themed / "themes" / "ours" / "templates" / template
    text = file.read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert run("build", "--project", themed, "--lang", "en") == 2
    said = capsys.readouterr().err
    assert f"{template}:{line}: " in said, said
    assert says in said
    assert page in said
    assert "docs/theme-contract.md" in said
    assert tree(themed / "site" / "public") == site
    assert [path.name for path in (themed / "site").glob(".public*-new")] == []


def test_a_template_that_includes_itself_without_end(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tree(themed / "site" / "public")
    file = themed / "themes" / "ours" / "templates" / ARTICLE
    file.write_text(file.read_text("utf-8").replace(BODY, '{% include "article.html" %}'), "utf-8")
    assert run("build", "--project", themed, "--lang", "en") == 2
    assert "recursion" in capsys.readouterr().err
    assert tree(themed / "site" / "public") == site


def test_a_template_that_is_no_text_is_named(
    themed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = themed / "themes" / "ours" / "templates" / ARTICLE
    file.write_bytes(b"<p>\n\xff</p>\n")
    assert run("build", "--project", themed) == 2
    assert "themes/ours/templates/article.html:2: byte 4 is not UTF-8" in capsys.readouterr().err
