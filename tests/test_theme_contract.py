"""The theme's contract: documented, and kept by the theme that ships."""

import re
import runpy
from pathlib import Path

import pytest

from banmian.app.project import Project, load_theme
from banmian.errors import SettingsError, UserError
from banmian.theme.theme import Theme, check_whole, read_theme
from edition import ROOT, own_theme, run


@pytest.fixture(scope="module")
def broadsheet() -> Theme:
    return load_theme(Project(ROOT), "broadsheet")


def test_the_document_is_generated_anew_with_the_code() -> None:
    for name, page in runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"].items():
        assert (ROOT / "docs" / name).read_text("utf-8") == page(), "run `make docs`"


def test_no_inline_script_or_style(broadsheet: Theme) -> None:
    for source in broadsheet.templates.values():
        assert " style=" not in source
        assert "<style" not in source
        assert not re.search(r"<[^>]*\son\w+\s*=", source)
        assert "javascript:" not in source
        assert "|safe" not in source.replace(" ", "")


def test_an_undefined_variable_names_template_line_and_page(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = own_theme(sample, "own")
    article = theme / "templates" / "article.html"
    article.write_text(
        article.read_text("utf-8") + "\n{% block nameplate %}{{ article.colour }}{% endblock %}"
    )
    lines = len(article.read_text("utf-8").splitlines())
    settings = sample / "site" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace('"broadsheet"', '"own"'), "utf-8")
    assert run("build", "--project", sample, "--quiet") == 2
    said = capsys.readouterr().err
    assert f"article.html:{lines}: " in said
    assert "colour" in said
    assert "https://youzhengbao.example/2021-01/" in said


def test_a_theme_of_another_contract_or_without_a_template_is_refused() -> None:
    with pytest.raises(SettingsError, match="contract"):
        read_theme('name = "x"\ncontract = 99', "theme.toml", {}, {})
    with pytest.raises(SettingsError, match=r"home\.html"):
        check_whole(read_theme('name = "x"\ncontract = 2', "theme.toml", {}, {}), "theme.toml")


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(UserError, match="nosuch"):
        load_theme(Project(ROOT), "nosuch")
    with pytest.raises(UserError):
        load_theme(Project(ROOT), "../themes/broadsheet")
