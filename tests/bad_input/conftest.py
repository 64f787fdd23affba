"""What the tests of bad input share: a place for mounts of their own."""

from collections.abc import Iterator

import pytest

from mounts import Mounts, mounts


@pytest.fixture
def disks() -> Iterator[Mounts]:
    """A place for mounts that nobody else sees; skipped where the machine allows none."""
    with mounts() as place:
        if place is None:
            pytest.skip("this machine lets us mount nothing: neither root nor user namespaces")
        yield place
