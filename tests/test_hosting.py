"""What servers are told: one policy and one table of lifetimes, in every host's words."""

import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.hosting.lifetimes import OTHERS, cache_control
from banmian.hosting.nginx import nginx
from banmian.hosting.place import Place
from banmian.hosting.policy import check_sources, headers, page_policy
from edition import POLICY, ROOT, edit, run

PATHS = (
    *("index.html", "2021-06/index.html", "2021-06/p/1/index.html", "feed.xml", "404.html"),
    *("banmian.json", "assets/0123456789ab/broadsheet.css", "assets/0123456789ab/search/ask.js"),
    *("search/index.html", "search/index.json", "search/0a1b.bin", "search/opensearch.xml"),
    *("images/a.png", "2021-06/images/a.png", "2021-06/images/a.png.320.webp", "imagesque/x/"),
)


def told(headers_file: str, path: str) -> list[tuple[str, str]]:
    """The headers of a path as Netlify and Cloudflare Pages read the file: all rules that fit."""
    found, fits = [], False
    for line in headers_file.splitlines():
        if line.startswith("/"):
            pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            fits = bool(re.fullmatch(pattern, path))
        elif fits:
            name, _, value = line.strip().partition(": ")
            found.append((name, value))
    return found


@pytest.mark.parametrize("address", ["https://paper.example/", "https://paper.example/paper/"])
def test_headers_file_says_each_header_once(sample: Path, address: str) -> None:
    edit(sample / "site/edition.toml", "https://youzhengbao.example/", address)
    assert run("build", "--project", sample, "--quiet") == 0
    text = (sample / "site/public/_headers").read_text("utf-8")
    base = address.removeprefix("https://paper.example")
    for path in PATHS:
        said = told(text, base + path)
        assert len(dict(said)) == len(said), path
        assert dict(said).get("Cache-Control", OTHERS) == cache_control(path)
        assert dict(said).items() >= headers(POLICY).items()
    assert not told(text, "/elsewhere/") or base == "/"
    assert max(map(len, text.splitlines())) < 2000, "Cloudflare Pages takes no longer line"


def test_pages_say_the_same_policy(built: Path) -> None:
    policy = headers(POLICY)["Content-Security-Policy"]
    assert policy == f"{page_policy(POLICY)}; frame-ancestors 'none'"
    for file in built.rglob("*.html"):
        assert f'http-equiv="Content-Security-Policy" content="{page_policy(POLICY)}"' in (
            file.read_text("utf-8")
        ), file


def test_a_theme_says_what_it_needs(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    themes = sample / "themes" / "broadsheet"
    for path in (ROOT / "themes" / "broadsheet").rglob("*"):
        if path.is_file():
            copy = themes / path.relative_to(ROOT / "themes" / "broadsheet")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    toml = themes / "theme.toml"
    text = toml.read_text("utf-8")
    toml.write_text(f"{text}\n[policy]\nimg-src = ['blob:']\nworker-src = [\"'self'\"]\n", "utf-8")
    assert run("build", "--project", sample, "--quiet") == 0
    for file in ("_headers", "index.html"):
        said = (sample / "site" / "public" / file).read_text("utf-8")
        assert "img-src 'self' data: blob:;" in said
        assert "worker-src 'self'" in said
    capsys.readouterr()
    for server in ("nginx", "caddy"):
        assert run("headers", server, "--project", sample) == 0
        assert "img-src 'self' data: blob:;" in capsys.readouterr().out
    toml.write_text(f"{text}\n[policy]\nscript-src = [\"'unsafe-inline'\"]\n", "utf-8")
    assert run("build", "--project", sample) == 2
    assert "unsafe-inline" in capsys.readouterr().err


@pytest.mark.parametrize("root", ["/srv/a b", "/srv/a;}", "rel", '/srv/"', "/srv/$host", "/a\n/b"])
def test_a_folder_that_no_configuration_can_name_is_refused(
    sample: Path, root: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for server in ("nginx", "caddy"):
        assert run("headers", server, "--root", root, "--project", sample) == 2
        assert "--root /srv/paper/current" in capsys.readouterr().err


@given(
    st.dictionaries(
        st.sampled_from(["img-src", "script-src", "frame-ancestors", "a-src", "img-src x"]),
        st.lists(
            st.builds(
                str.__add__,
                st.sampled_from(["", "'self'", "data:", "https://a.example", "'sha256-aa"]),
                st.text(st.sampled_from(" ;,\n\"'<>&*/:=.a"), max_size=4),
            )
        ),
    )
)
def test_no_source_says_more_than_itself(more: dict[str, list[str]]) -> None:
    try:
        check_sources(more)
    except ValueError:
        return
    assert not set('"<>&\n;,') & set("".join(chain.from_iterable(more.values())))


@pytest.mark.parametrize(
    "more",
    [
        {"script-src": ["'unsafe-inline'"]},
        {"script-src": ["'unsafe-eval'"]},
        {"script-src": ["*"]},
        {"img-src": ["http://a.example"]},
        {"img-src": ["data: blob:"]},
        {"img-src": ['data:"; x']},
        {"base-uri": ["'self'"]},
        {"report-uri": ["https://a.example"]},
    ],
)
def test_what_is_too_wide_is_refused(more: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=r"-src|-uri"):
        check_sources(more)


def test_the_documentation_has_what_is_written() -> None:
    place = Place("https://paper.example.com/", "/srv/paper/current", headers({}))
    assert f"```nginx\n{nginx(place)}```" in (ROOT / "docs" / "serving.md").read_text("utf-8")
