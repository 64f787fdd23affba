"""A theme that extends another: what it does not have itself is that one's."""

from pathlib import Path

import pytest

from banmian.app.project import Project, load_theme
from banmian.errors import SettingsError
from banmian.theme.theme import Theme
from edition import PAGE, edit, own_theme, paper, run, tree


def lay(project: Path, name: str, settings: str, **templates: str) -> Path:
    """Write a theme of the project's own; a template's name stands without `.html`."""
    theme = project / "themes" / name
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.toml").write_text(f'name = "{name}"\ncontract = 2\n{settings}\n', "utf-8")
    for template, text in templates.items():
        (theme / "templates" / f"{template}.html").write_text(text, "utf-8")
    return theme


def loaded(project: Path, name: str = "mine") -> Theme:
    return load_theme(Project(project), name)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return paper(tmp_path / "paper", PAGE, settings='theme = "mine"\n')


def site(project: Path) -> dict[str, bytes]:
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    return tree(project / "site" / "public")


def test_nothing_but_settings_makes_the_site_of_the_theme_that_it_extends(project: Path) -> None:
    lay(project, "mine", 'extends = "broadsheet"')
    mine = site(project)
    edit(project / "site/edition.toml", '"mine"', '"broadsheet"')
    assert site(project) == mine


def test_a_template_of_its_own_stands_everywhere(project: Path) -> None:
    foot = '{% extends "base/around/footer.html" %}'
    theme = lay(project, "mine", 'extends = "base"')
    (theme / "templates" / "around").mkdir()
    (theme / "templates" / "around" / "footer.html").write_text(f"<p>mine</p>\n{foot}\n", "utf-8")
    for path, content in site(project).items():
        if path.endswith("index.html"):
            assert b"<p>mine</p>" in content
            assert b'<footer class="bottom">' in content


def test_a_block_of_the_extended_template_is_replaced(project: Path) -> None:
    page = '{% extends "base/404.html" %}{% block main %}<p>lost</p>{{ super() }}{% endblock %}'
    lay(project, "mine", 'extends = "broadsheet"', **{"404": page})
    found = site(project)["404.html"].decode()
    assert "<p>lost</p>" in found
    assert '<p class="over">404</p>' in found


def test_what_a_template_extends_by_its_plain_name_is_the_nearest_one(project: Path) -> None:
    lay(project, "mine", 'extends = "ours"', base='{% extends "ours/base.html" %}{# mine #}')
    lay(project, "ours", 'extends = "base"', base="{% extends 'base/base.html' %}{# ours #}")
    theme = loaded(project)
    assert theme.bases == ("ours", "base")
    assert "mine" in theme.templates["base.html"]
    assert "ours" in theme.templates["ours/base.html"]
    assert "<!doctype html>" in theme.templates["base/base.html"]
    assert theme.templates["ours/article.html"] == theme.templates["article.html"]
    assert "ours/base/article.html" not in theme.templates
    assert "<!doctype html>" in site(project)["index.html"].decode()


def test_assets_and_words_lie_over_those_of_the_theme_that_it_extends(project: Path) -> None:
    theme = lay(project, "mine", 'extends = "base"\n[phrases.en]\nsearch = "Look up"')
    (theme / "assets").mkdir()
    (theme / "assets" / "base.css").write_text("mine", "utf-8")
    mine, base = loaded(project), loaded(project, "base")
    assert mine.assets == {**base.assets, "base.css": b"mine"}
    assert mine.phrases("en") == {**base.phrases("en"), "search": "Look up"}
    assert mine.phrases("zh-CN") == base.phrases("zh-CN")


WRONG = [
    ('extends = "nosuch"', "themes/mine/theme.toml:3: there is no theme 'nosuch'"),
    ('extends = "../base"', "themes/mine/theme.toml:3: there is no theme '../base'"),
    ('extends = "mine"', "themes/mine/theme.toml:3: .*mine → mine"),
    ('extends = "ours"', "themes/ours/theme.toml:4: .*mine → ours → mine"),
    ('extends = "old"', "themes/old/theme.toml:2: contract = 1"),
    ("extends = 3", "themes/mine/theme.toml:3: "),
]


@pytest.mark.parametrize(("settings", "says"), WRONG)
def test_what_cannot_be_extended_is_named_with_file_and_line(
    project: Path, settings: str, says: str
) -> None:
    lay(project, "mine", settings)
    lay(project, "ours", '\nextends = "mine"')
    edit(lay(project, "old", "") / "theme.toml", "contract = 2", "contract = 1")
    with pytest.raises(SettingsError, match=says):
        loaded(project)


def test_a_folder_with_the_name_of_the_extended_theme_is_refused(project: Path) -> None:
    theme = lay(project, "mine", 'extends = "base"')
    (theme / "templates" / "base").mkdir()
    (theme / "templates" / "base" / "home.html").write_text("", "utf-8")
    with pytest.raises(SettingsError, match=r"themes/mine/theme\.toml: templates/base/home\.html"):
        loaded(project)


def test_what_a_theme_of_banmians_extends_is_banmians(project: Path) -> None:
    """Whatever the project has of that name."""
    lay(project, "base", "")
    lay(project, "mine", 'extends = "broadsheet"')
    assert loaded(project).templates["article.html"]
    with pytest.raises(SettingsError, match=r"themes/base/theme\.toml: the theme lacks"):
        loaded(project, "base")


def test_a_mistake_is_named_where_it_stands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_theme(project)
    lay(project, "mine", 'extends = "ours"', moved='{% extends "ours/moved.html" %}')
    edit(project / "themes/ours/templates/home.html", "{% block main %}", "{% block main %}{{ x }}")
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--lang", "en") == 2
    home = (project / "themes/ours/templates/home.html").read_text("utf-8")
    line = home[: home.index("{{ x }}")].count("\n") + 1
    assert f"themes/ours/templates/home.html:{line}: 'x' is undefined" in capsys.readouterr().err


def test_what_is_replaced_costs_nothing(project: Path) -> None:
    """Linked data and citations are made where a template shows them, and nowhere else."""
    lay(project, "mine", 'extends = "base"', article="{{ article.title }}")
    lay(project, "ours", 'extends = "base"', article='{% extends "base/article.html" %}')
    assert not loaded(project).mentions("linked_data")
    assert loaded(project, "ours").mentions("linked_data")
