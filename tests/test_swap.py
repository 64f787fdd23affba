"""The swap: whatever stops it, the next command finds the old site or the new, whole."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.errors import UserError
from banmian.press import swap
from banmian.press.stage import Stage
from edition import tree

OLD = {"a/index.html": b"a", "b/index.html": b"b", "c/d": b"file", "e.html": b"e"}
NEW = {"a/index.html": b"A", "c/d/index.html": b"folder", "f/g/index.html": b"g", "e.html": b"e"}
STEPS = ("replace", "unlink", "link", "makedirs", "rmdir", "fsync")


def put(public: Path, files: dict[str, bytes]) -> None:
    """Swap a site in, as a build does."""
    stage = Stage(swap.begin(public), public, known=False)
    staged = [path for path, content in files.items() if stage.put(path, content, {})[1]]
    drop = [path for path in tree(public) if path not in files] if public.exists() else []
    swap.replace(public, swap.Plan(tuple(staged), tuple(drop)))


def fails_at(last: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the swap stopped at its change of this number."""
    left = [last]

    def stopping(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **options: object) -> object:
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt
            return real(*args, **options)

        return step

    for name in STEPS:
        monkeypatch.setattr(swap.os, name, stopping(getattr(os, name)))


def test_a_swap_writes_only_what_differs(tmp_path: Path) -> None:
    public = tmp_path / "public"
    put(public, OLD)
    before = (public / "e.html").stat().st_ino
    put(public, NEW)
    assert tree(public) == NEW
    assert (public / "e.html").stat().st_ino == before
    assert not (tmp_path / ".public.banmian-new").exists()


@pytest.mark.parametrize("last", range(1, 32))
def test_an_interrupted_swap_is_ended_or_was_none(tmp_path: Path, last: int) -> None:
    public = tmp_path / "public"
    put(public, OLD)
    with pytest.MonkeyPatch.context() as patch:
        fails_at(last, patch)
        stopped = False
        try:
            put(public, NEW)
        except KeyboardInterrupt:
            stopped = True
    swap.recover(public)
    assert tree(public) in (OLD, NEW)
    assert not (tmp_path / ".public.banmian-new").exists()
    assert stopped or last > 15
    if tree(public) == NEW:
        swap.undo(public)
        assert tree(public) == OLD


def test_the_site_before_comes_back_and_goes_again(tmp_path: Path) -> None:
    public = tmp_path / "public"
    put(public, OLD)
    with pytest.raises(UserError, match="no earlier site"):
        swap.undo(public)
    put(public, NEW)
    for expected in (OLD, NEW, OLD):
        swap.undo(public)
        assert tree(public) == expected


@pytest.mark.parametrize("journal", ["", "{", "[]", '{"put": ["../../x"], "drop": []}'])
def test_a_journal_that_was_spoilt_is_named(tmp_path: Path, journal: str) -> None:
    public = tmp_path / "public"
    put(public, OLD)
    (tmp_path / ".public.banmian-new").mkdir()
    (tmp_path / ".public.banmian-new" / "journal.json").write_text(journal, "utf-8")
    with pytest.raises(UserError, match="journal"):
        swap.recover(public)
    assert tree(public) == OLD
