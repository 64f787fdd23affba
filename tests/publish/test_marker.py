"""The marker comes from a host: what it names is only believed where it can do no harm."""

import json
from pathlib import Path

import pytest

from banmian.publish.changes import Changes, compare
from banmian.publish.marker import Marker, is_settled, next_marker, read_marker, retained, sparing
from banmian.publish.site import BuiltSite

SITE = BuiltSite(Path(), {"assets/new/a.css": 1, "index.html": 1, "2021-06/a/index.html": 1})
NOON = "2026-11-22T12:00:00+08:00"
NOTHING = Changes((), (), ())


def content(**more: object) -> bytes:
    return json.dumps({"made by": "Banmian", "release": NOON, **more}).encode()


def test_it_is_read_as_it_was_written() -> None:
    marker = next_marker(SITE, Marker("", ("assets/old/",)), NOON)
    assert marker == Marker(
        NOON, ("assets/new/", "assets/old/"), ("2021-06", "assets", "index.html")
    )
    assert read_marker(marker.write()) == marker
    assert retained(SITE, marker) == ("assets/old/",)


@pytest.mark.parametrize("entries", [None, "2021-06", {"2021-06": 1}, 3, [["2021-06"], 4, None]])
def test_entries_that_are_none_are_none(entries: object) -> None:
    assert read_marker(content(entries=entries)) == Marker(NOON)
    assert read_marker(content()) == Marker(NOON)


def test_an_entry_is_one_name() -> None:
    entries = ["", ".", "..", "/", "/etc", "a/", "a/b", "../a", "a\0", "a b", "...", ".x", "版"]
    assert read_marker(content(entries=entries)) == Marker(NOON, (), ("a b", "...", ".x", "版"))


def test_a_folder_of_assets_is_one() -> None:
    assets = ["assets/a/", "assets/../", "assets/a/b/", "/assets/a/", "assets/", 1, "assets/b"]
    assert read_marker(content(assets=assets)) == Marker(NOON, ("assets/a/",))


def test_a_search_file_is_one() -> None:
    files = [
        "search/0123456789.bin",
        "search/index.json",
        "search/../a.bin",
        "a/0.bin",
        1,
        "/0.bin",
    ]
    told = read_marker(content(texts=files, spared=files))
    assert told == Marker(NOON, texts=("search/0123456789.bin",), spared=("search/0123456789.bin",))
    assert read_marker(told.write()) == told


def test_search_files_are_spared_where_all_texts_are_known_and_there() -> None:
    old, new, text = "search/0a.bin", "search/0b.bin", "search/0c.bin"
    site = BuiltSite(Path(), {new: 1, text: 1}, texts=(text,))
    gone = Changes((new,), (), ("a.html", old))
    there = Marker(NOON, texts=(text,))
    assert sparing(site, there, gone) == Changes((new,), (), ("a.html",), (old,))
    for other in (None, Marker(NOON), Marker(NOON, texts=(text, old))):
        assert sparing(site, other, gone) == gone
    older = Changes((new,), (), ("search/0d.bin", old))
    assert sparing(site, Marker(NOON, texts=(text,), spared=("search/0d.bin",)), older) == Changes(
        (new,), (), ("search/0d.bin",), (old,)
    )
    many = Changes((), (), tuple(f"search/{n:010x}.bin" for n in range(1001)))
    assert sparing(site, there, many) == many


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"{}", b'{"made by": "Jekyll"}'])
def test_what_banmian_did_not_write_is_no_marker(said: bytes) -> None:
    assert read_marker(said) is None


def test_only_below_the_entries_anything_is_removed() -> None:
    there = dict.fromkeys(
        [
            *("ads.txt", "b/c", "2021-06.txt", "2021-060/a", "x/2021-06/a", "banmian.json"),
            *("2021-06/old.html", "assets/kept/a.css", "assets/older/a.css"),
        ],
        "",
    )
    changes = compare({}, there, {"2021-06", "assets", "banmian.json"}, ("assets/kept/",))
    assert changes == Changes((), (), ("2021-06/old.html", "assets/older/a.css"))
    assert compare({}, there, ()).none


def test_settled_is_a_whole_release_with_all_its_entries() -> None:
    there = next_marker(SITE, None, NOON)
    assert is_settled(SITE, there, NOTHING)
    assert not is_settled(SITE, None, NOTHING)
    assert not is_settled(SITE, there, Changes((), (), ("gone.html",)))
    assert not is_settled(SITE, Marker("", there.assets, there.entries), NOTHING)
    assert not is_settled(SITE, Marker(NOON, there.assets), NOTHING)
