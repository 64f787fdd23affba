"""A branch of a git remote: real repositories, real commits, real pushes."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import searched
from hypothesis import HealthCheck, given, settings
from stores import EVENING, NIGHT, NOON, SITES, Files, a_site, git, no_news, publish, write_site

from banmian.config.targets import GitTarget, Limits
from banmian.errors import HostError, UserError
from banmian.publish.git import GitHost
from banmian.publish.limits import GITHUB_PAGES, default_limits
from banmian.publish.marker import next_marker, read_marker
from banmian.publish.site import read_site
from edition import tree

OURS = {"banmian.json", ".nojekyll", "CNAME"}


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return bare(tmp_path / "pages.git")


@pytest.fixture
def host(tmp_path: Path, remote: Path) -> GitHost:
    return GitHost(GitTarget("git", str(remote)), tmp_path / "scratch")


def bare(folder: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", "--bare", folder], check=True)
    return folder


def there(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    """What the branch holds, by path."""
    paths = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {path: git(remote, "show", f"{branch}:{path}") for path in paths if path}


def listed(remote: Path) -> dict[str, str]:
    """The mode, kind and content of all that the branch holds, by path."""
    lines = git(remote, "ls-tree", "-r", "-z", "gh-pages").split("\0")
    return {path: about for about, _, path in (line.partition("\t") for line in lines if line)}


def commits(remote: Path) -> list[str]:
    return git(remote, "log", "--format=%s", "gh-pages").splitlines()


def commit_elsewhere(remote: Path, files: Files, folder: Path, branch: str = "gh-pages") -> None:
    """Somebody else commits to the branch and pushes."""
    known = ["--branch", branch] if git(remote, "branch", "--list", branch) else []
    subprocess.run(["git", "clone", "--quiet", *known, remote, folder], check=True)
    commit_in(folder, files, branch)


def commit_in(folder: Path, files: Files, branch: str = "gh-pages") -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "add", "--", *sorted(path.name for path in folder.iterdir() if path.name != ".git"))
    git(folder, "-c", "user.name=N", "-c", "user.email=e@x", "commit", "--quiet", "-m", "other")
    git(folder, "push", "--quiet", "origin", f"HEAD:{branch}")


def test_a_site_becomes_the_branch(tmp_path: Path, remote: Path, host: GitHost) -> None:
    files = a_site("0123456789ab", a="一版")
    sight = publish(host, write_site(tmp_path / "public", files), NOON)
    assert sight.marker is None
    assert not sight.strange
    assert set(sight.changes.added) == set(files)
    found = there(remote)
    assert set(found) == {*files, "banmian.json", ".nojekyll"}
    assert {path: found[path] for path in files} == files
    marker = read_marker(host.read(["banmian.json"])["banmian.json"])
    assert marker
    assert (marker.release, marker.assets) == (NOON, ("assets/0123456789ab/",))
    assert host.read(["a/index.html"])["a/index.html"] == "一版".encode()
    assert no_news(host, tmp_path / "public")


def test_a_publication_is_one_commit_of_its_moment(
    tmp_path: Path, remote: Path, host: GitHost
) -> None:
    for moment, text in ((NOON, "one"), (EVENING, "two"), (NIGHT, "two")):
        publish(host, write_site(tmp_path / "public", a_site("0123456789ab", a=text)), moment)
    assert commits(remote) == [f"Publish {EVENING}", f"Publish {NOON}"]  # nothing was new at night
    assert git(remote, "log", "-1", "--format=%cI %aI", "gh-pages") == f"{EVENING} {EVENING}"


def test_changes_are_told_before_they_are_made(tmp_path: Path, remote: Path, host: GitHost) -> None:
    public = write_site(tmp_path / "public", a_site("0123456789ab", a="one", b="two"))
    publish(host, public, NOON)
    (public / "a" / "index.html").write_text("新")
    (public / "b" / "index.html").unlink()
    (public / "new.html").write_text("new")
    before = git(remote, "rev-parse", "gh-pages")
    changes = host.look(read_site(public)).changes
    assert changes.added == ("new.html",)
    assert changes.changed == ("a/index.html",)
    assert changes.removed == ("b/index.html",)
    assert git(remote, "rev-parse", "gh-pages") == before


def test_search_files_of_the_release_before_stay_where_no_text_is_gone(
    tmp_path: Path, host: GitHost
) -> None:
    searched.check(host, tmp_path / "site")


def test_assets_of_the_release_before_stay_for_one_more(
    tmp_path: Path, remote: Path, host: GitHost
) -> None:
    styles = []
    for style, moment in (("a" * 12, NOON), ("b" * 12, EVENING), ("c" * 12, NIGHT)):
        publish(host, write_site(tmp_path / "public", a_site(style, a=style)), moment)
        styles.append({path.split("/")[1] for path in there(remote) if path.startswith("assets/")})
        assert no_news(host, tmp_path / "public")
    assert styles == [{"a" * 12}, {"a" * 12, "b" * 12}, {"b" * 12, "c" * 12}]


def test_the_domain_is_written_or_left_as_it_is(
    tmp_path: Path, remote: Path, host: GitHost
) -> None:
    public = write_site(tmp_path / "public", a_site("0123456789ab"))
    commit_elsewhere(remote, {"CNAME": "old.example.com\n"}, tmp_path / "else")
    assert not publish(host, public, NOON).strange  # a CNAME alone is nobody's site
    assert there(remote)["CNAME"] == "old.example.com"
    named = GitTarget("git", str(remote), domain="new.example.com")
    publish(GitHost(named, tmp_path / "scratch"), public, EVENING)
    assert there(remote)["CNAME"] == "new.example.com"
    publish(host, public, NIGHT)
    assert there(remote)["CNAME"] == "new.example.com"


def test_somebody_elses_branch_is_told(tmp_path: Path, remote: Path, host: GitHost) -> None:
    commit_elsewhere(remote, {"README.md": "mine"}, tmp_path / "else")
    public = write_site(tmp_path / "public", a_site("0123456789ab"))
    sight = host.look(read_site(public))
    assert sight.strange
    assert sight.changes.removed == ()


def test_what_is_of_others_stays(tmp_path: Path, remote: Path, host: GitHost) -> None:
    """Whatever it is; but below Banmian's names only the site is."""
    folder = tmp_path / "else"
    theirs = {"README.md": "mine", "tools/build.sh": "#!/bin/sh", "a/notes.txt": "theirs"}
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    write_site(folder / "keep", {"x.txt": ""})
    (folder / "keep" / "link").symlink_to("/etc/passwd")
    (folder / "keep" / "run").write_text("#!/bin/sh")
    (folder / "keep" / "run").chmod(0o755)
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    git(folder, "remote", "add", "origin", str(remote))
    commit_in(folder, theirs)
    kept = listed(remote)
    assert kept.pop("a/notes.txt")
    public = tmp_path / "public"
    for style, moment, month, gone in (
        ("a", NOON, "2021-05", ()),  # with --force: no name is Banmian's yet
        ("b", EVENING, "2021-06", ("2021-05/index.html", "a/notes.txt")),
        ("c", NIGHT, "2021-06", (f"assets/{'a' * 12}/broadsheet.css",)),
    ):
        files = {**a_site(style * 12, a=style), f"{month}/index.html": "一版"}
        sight = publish(host, write_site(public, files), moment)
        assert sight.changes.removed == gone
        assert kept.items() <= listed(remote).items()
    assert no_news(host, public)
    assert not [path for path in listed(remote) if path.startswith("2021-05/")]
    git(folder, "pull", "--quiet", "origin", "gh-pages")
    commit_in(folder, {"google1234.html": "google-site-verification"})
    assert no_news(host, public)
    publish(host, write_site(public, a_site("c" * 12, a="four")), NIGHT)
    assert host.rollback() == NIGHT
    kept["google1234.html"] = listed(remote)["google1234.html"]
    assert kept.items() <= listed(remote).items()
    assert host.read(["a/index.html"]) == {"a/index.html": b"c"}


def test_a_branch_that_moved_is_not_overwritten(
    tmp_path: Path, remote: Path, host: GitHost
) -> None:
    public = write_site(tmp_path / "public", a_site("0123456789ab", a="one"))
    publish(host, public, NOON)
    (public / "a" / "index.html").write_text("two")
    site = read_site(public)
    sight = host.look(site)
    commit_elsewhere(remote, {"b.html": "theirs"}, tmp_path / "else")
    with pytest.raises(HostError, match="rejected") as trouble:
        host.put(site, sight, next_marker(site, sight.marker, EVENING), lambda *_: None)
    assert "run it again" in trouble.value.hint
    assert there(remote)["b.html"] == "theirs"
    publish(host, public, NIGHT)
    assert commits(remote) == [f"Publish {NIGHT}", "other", f"Publish {NOON}"]
    assert there(remote)["b.html"] == "theirs"


def test_the_release_before_comes_back_and_forth(
    tmp_path: Path, remote: Path, host: GitHost
) -> None:
    public = write_site(tmp_path / "public", a_site("a" * 12, a="one"))
    with pytest.raises(UserError, match="no release before"):
        host.rollback()
    publish(host, public, NOON)
    with pytest.raises(UserError, match="no release before"):
        host.rollback()
    first = there(remote)
    publish(host, write_site(public, a_site("b" * 12, a="two")), EVENING)
    second = there(remote)
    assert host.rollback() == NOON
    assert there(remote) == first
    assert len(commits(remote)) == 3
    assert host.rollback() == EVENING
    assert there(remote) == second


def test_the_cache_may_be_lost_or_broken(tmp_path: Path, remote: Path, host: GitHost) -> None:
    public = write_site(tmp_path / "public", a_site("a" * 12, a="one"))
    publish(host, public, NOON)
    cache = tmp_path / "scratch" / "git"
    for number, breaking in enumerate(
        (
            lambda: subprocess.run(["rm", "-r", tmp_path / "scratch"], check=True),
            lambda: (cache / "shallow.lock").write_text(""),
            lambda: (cache / "config").write_text("[core"),
            lambda: subprocess.run(["rm", "-r", cache / "objects"], check=True),
        )
    ):
        breaking()
        publish(host, write_site(public, a_site("a" * 12, a=f"after {number}")), EVENING)
        assert there(remote)["a/index.html"] == f"after {number}"


def test_killed_anywhere_the_branch_is_whole_and_it_can_be_done_again(
    tmp_path: Path, remote: Path, host: GitHost
) -> None:
    public = write_site(tmp_path / "public", a_site("a" * 12, a="old"))
    publish(host, public, NOON)
    old = there(remote)
    write_site(public, a_site("b" * 12, a="new"))
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout
    for word in ("ls-remote", "fetch", "hash-object -w", "update-index", "commit-tree", "push"):
        # A git that kills who called it, before it does what the word says.
        wrapper.write_text(
            f'#!/bin/sh\ncase " $* " in *" {word} "*) kill -9 $BANMIAN; exit 1;; esac\n'
            f'exec {real.strip()} "$@"\n'
        )
        wrapper.chmod(0o755)
        script = (
            "import os, sys; os.environ['BANMIAN'] = str(os.getpid())\n"
            "sys.path.insert(0, sys.argv[1])\n"
            "from test_git import GitHost, GitTarget, Path, publish\n"
            "host = GitHost(GitTarget('git', sys.argv[2]), Path(sys.argv[3]))\n"
            "publish(host, Path(sys.argv[4]), sys.argv[5])\n"
        )
        folder = Path(__file__).parent
        words = [folder, remote, tmp_path / "scratch", public, EVENING]
        killed = subprocess.run(
            [sys.executable, "-c", script, *map(str, words)],
            env={
                **os.environ,
                "PATH": f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": os.pathsep.join((str(folder), str(folder.parent))),
            },
            capture_output=True,
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL, (word, killed.stderr)
        assert there(remote) == old, word
    publish(host, public, EVENING)
    assert there(remote)["a/index.html"] == "new"


def test_a_repository_around_is_not_touched(
    tmp_path: Path, remote: Path, host: GitHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    subprocess.run(["git", "init", "--quiet", mine], check=True)
    hooks = mine / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "post-commit", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mine}/hooked\n")
        (hooks / name).chmod(0o755)
    (mine / "edition.toml").write_text("title")
    git(mine, "add", "edition.toml")
    before = tree(mine)
    monkeypatch.chdir(mine)
    monkeypatch.setenv("GIT_DIR", str(mine / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(mine / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(mine))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.hooksPath")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(hooks))
    publish(host, write_site(tmp_path / "public", a_site("0123456789ab")), NOON)
    assert tree(mine) == before
    monkeypatch.undo()
    assert set(there(remote)) >= {"index.html", "banmian.json"}


@pytest.mark.parametrize(
    ("config", "author"),
    [("", "Banmian <banmian@localhost>"), ("[user]\nname = 王 <x>\nemail = w@x", "王 x <w@x>")],
)
def test_the_user_signs_and_nobody_must(
    tmp_path: Path, remote: Path, host: GitHost, monkeypatch: pytest.MonkeyPatch, config: str,
    author: str,
) -> None:  # fmt: skip
    (tmp_path / "gitconfig").write_text(config)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("GIT_COMMITTER_EMAIL", raising=False)
    for text, moment in (("one", NOON), ("two", EVENING)):
        publish(host, write_site(tmp_path / "public", a_site("a" * 12, a=text)), moment)
    host.rollback()
    signed = git(remote, "log", "--format=%an <%ae>|%cn <%ce>", "gh-pages").splitlines()
    assert signed == [f"{author}|{author}"] * 3


@pytest.mark.parametrize(
    "remote",
    [
        "-oProxyCommand=touch x",
        "--upload-pack=touch x:y",
        "ext::sh -c touch% x",
        "fd::17",
        "pages.git",
        "../pages.git",
        "",
        "https://",
    ],
)
def test_a_remote_that_git_could_misread_is_refused(tmp_path: Path, remote: str) -> None:
    with pytest.raises(UserError, match="not the address of a git repository"):
        GitHost(GitTarget("git", remote), tmp_path / "scratch")


@pytest.mark.parametrize("branch", ["-f", "a b", "a..b", "a:b", "x.lock", "", "a\nb", "*"])
def test_a_branch_that_is_none_is_refused(tmp_path: Path, branch: str) -> None:
    with pytest.raises(UserError, match="not a branch's name"):
        GitHost(GitTarget("git", str(tmp_path), branch), tmp_path / "scratch")


def test_a_branch_in_a_folder_of_branches(tmp_path: Path, remote: Path) -> None:
    host = GitHost(GitTarget("git", remote.as_uri(), "数字报/主"), tmp_path / "scratch")
    publish(host, write_site(tmp_path / "public", a_site("a" * 12)), NOON)
    assert "index.html" in there(remote, "数字报/主")
    assert no_news(host, tmp_path / "public")


@pytest.mark.parametrize(
    ("remote", "told"),
    [
        ("/nowhere/pages.git", "must be there already"),
        ("http://user:sekret99@127.0.0.1:1/pages.git", "network"),
        ("ssh://git@127.0.0.1:1/pages.git", "network"),
    ],
)
def test_a_remote_that_does_not_answer(tmp_path: Path, remote: str, told: str) -> None:
    host = GitHost(GitTarget("git", remote), tmp_path / "scratch")
    with pytest.raises(HostError) as trouble:
        host.look(read_site(write_site(tmp_path / "public", {"index.html": ""})))
    assert told in trouble.value.hint
    assert "sekret99" not in trouble.value.message + trouble.value.hint


def test_the_host_may_refuse(tmp_path: Path, remote: Path, host: GitHost) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'error: File x.webp is 123.00 MB' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(HostError, match=re.escape("File x.webp is 123.00 MB")) as trouble:
        publish(host, write_site(tmp_path / "public", a_site("a" * 12)), NOON)
    assert "refuses" in trouble.value.hint
    assert not git(remote, "branch", "--list")


@pytest.mark.parametrize("name", ["a\nb.html", "a.html\r"])
def test_a_name_that_would_be_two_is_refused(tmp_path: Path, host: GitHost, name: str) -> None:
    public = write_site(tmp_path / "public", {"index.html": "", name: ""})
    with pytest.raises(UserError, match="file of this name") as refused:
        publish(host, public, NOON)
    assert "rename it" in refused.value.hint


def test_odd_names_are_names(tmp_path: Path, remote: Path, host: GitHost) -> None:
    names = ('"a".html', "a\tb", "-f", "版　面", "a\\b", " x ", "*", "$(touch x)", ":(top)a")
    files = {f"{name}/{name}": name for name in names} | dict.fromkeys(names[1::2], "beside")
    del files["a\tb/a\tb"], files["版　面/版　面"], files[" x / x "], files["$(touch x)/$(touch x)"]
    publish(host, write_site(tmp_path / "public", files), NOON)
    assert host.read(sorted(files)) == {path: text.encode() for path, text in files.items()}
    assert set(listed(remote)) == {*files, "banmian.json", ".nojekyll"}
    assert no_news(host, tmp_path / "public")


def test_a_folder_may_become_a_file(tmp_path: Path, remote: Path, host: GitHost) -> None:
    commit_elsewhere(remote, {"a": "theirs", "b/c": "theirs"}, tmp_path / "else")
    files = {"a/index.html": "ours", "b": "ours"}
    publish(host, write_site(tmp_path / "public", files), NOON)
    assert {path: text for path, text in there(remote).items() if path not in OURS} == files
    turned = {"a": "ours", "b/index.html": "ours"}
    publish(host, write_site(tmp_path / "public", turned), EVENING)
    assert {path: text for path, text in there(remote).items() if path not in OURS} == turned


def test_any_bytes_are_read(tmp_path: Path, host: GitHost) -> None:
    public = write_site(tmp_path / "public", {"empty": ""})
    contents = {"a": b"\n\n\0\xff", "b": b"x blob 3\nabc\n", "empty": b"", "c": b"\n"}
    for name, content in contents.items():
        (public / name).write_bytes(content)
    publish(host, public, NOON)
    assert host.read([*contents, "a"]) == contents


def test_what_is_not_there_cannot_be_read(tmp_path: Path, host: GitHost) -> None:
    publish(host, write_site(tmp_path / "public", a_site("a" * 12)), NOON)
    with pytest.raises(HostError, match=re.escape("2021/index.html")):
        host.read(["2021/index.html"])


def test_known_hosts_have_limits() -> None:
    for remote in ("https://GitHub.com/a/b", "git@github.com:a/b", "ssh://git@github.com:22/a/b"):
        assert default_limits(GitTarget("git", remote)) == GITHUB_PAGES
    own = Limits(files=5)
    assert default_limits(GitTarget("git", "git@github.com:a/b", limits=own)) == own
    assert default_limits(GitTarget("git", "https://github.com.example.com/b")) == Limits()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=SITES, second=SITES)
def test_the_second_site_and_kept_assets_are_all_that_is_there(
    tmp_path: Path, first: Files, second: Files
) -> None:
    with TemporaryDirectory(dir=tmp_path) as name:
        folder = Path(name)
        remote = bare(folder / "pages.git")
        host = GitHost(GitTarget("git", str(remote)), folder / "scratch")
        for files, moment in ((first, NOON), (second, EVENING)):
            publish(host, write_site(folder / "public", files), moment)
            assert no_news(host, folder / "public")
        paths = set(
            filter(None, git(remote, "ls-tree", "-rz", "--name-only", "gh-pages").split("\0"))
        )
        found = {
            path: git(remote, "show", f"gh-pages:{path}", strip=False) for path in paths - OURS
        }
        assert found == {
            **{path: text for path, text in first.items() if path.startswith("assets/")},
            **second,
        }
