"""What is known before a publication: what a host takes, what goes first, what is read back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.config.targets import Limits
from banmian.errors import UserError
from banmian.publish.changes import Changes, Phase, phase
from banmian.publish.host import Room
from banmian.publish.plan import SAMPLE, check_room, plan, sample
from banmian.publish.site import BuiltSite

SITE = BuiltSite(Path(), {"index.html": 100, "a/index.html": 50})
NEW, CHANGED = Changes(("a/index.html",), (), ()), Changes((), ("a/index.html",), ())


def check(changes: Changes, room: Room, limits: Limits = Limits()) -> None:  # noqa: B008
    check_room(plan("web", "folder", "", changes, SITE, limits), SITE, room)


@pytest.mark.parametrize("room", [Room(files=0), Room(size=0), Room(size=49)])
def test_a_disk_without_room_is_refused(room: Room) -> None:
    with pytest.raises(UserError, match="takes at most"):
        check(NEW, room)


@pytest.mark.parametrize("room", [Room(), Room(files=1, size=50)])
def test_a_disk_with_room_is_not(room: Room) -> None:
    check(NEW, room)


def test_a_full_disk_takes_what_needs_no_room() -> None:
    check(Changes((), (), ("b.html",)), Room(files=0, size=0))
    check(CHANGED, Room(files=0))


def test_a_limit_of_0_is_none() -> None:
    check(NEW, Room(), Limits(files=0, size=0, file_size=0))
    for limits in (Limits(files=2), Limits(size=149), Limits(file_size=99)):
        with pytest.raises(UserError, match="takes at most"):
            check(NEW, Room(), limits)  # two files and the marker, 150 bytes, one of 100


SIZES = st.dictionaries(
    st.integers(0, 999).map(lambda number: f"{number}.html"), st.integers(0, 9), max_size=90
)


@given(sizes=SIZES, home=st.booleans(), still=st.integers(0, 9))
def test_about_twenty_files_are_read_back(sizes: dict[str, int], home: bool, still: int) -> None:
    """Law: home and the largest and a spread of what was sent: at most SAMPLE and those two."""
    paths = sorted(sizes)
    moving = paths[still:]
    site = BuiltSite(Path(), {**sizes, **({"index.html": 1} if home else {})})
    read = list(sample(Changes(tuple(moving[::2]), tuple(moving[1::2]), ("gone.html",)), site))
    assert read == sorted(set(read))
    assert set(read) <= {"index.html", *moving} & set(site.files)
    assert ("index.html" in read) == home
    assert min(len(moving), SAMPLE // 2) <= len(set(read) - {"index.html"}) <= SAMPLE + 1
    assert not moving or max(sizes[path] for path in moving) in {sizes.get(path) for path in read}


def test_what_lists_pages_goes_after_them_and_what_they_ask_for_before() -> None:
    order = {
        Phase.ASSET: (
            *("assets/0123456789ab/a.js", "2021-06/images/a.webp", "images/a.webp"),
            "search/0123456789.bin",
        ),
        Phase.PAGE: ("index.html", "404.html", "2021-06/feed.xml/index.html", "a/robots.txt"),
        Phase.LIST: (
            *("feed.xml", "corrections/feed.xml", "sitemap.xml", "robots.txt"),
            *("search/index.json", "_redirects"),
        ),
    }
    for when, paths in order.items():
        assert {path: phase(path) for path in paths} == dict.fromkeys(paths, when)
