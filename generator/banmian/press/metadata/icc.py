"""The colour profile of a picture (ICC), of whatever format."""

from banmian.press.metadata.strict import check


def sound_profile(profile: bytes | None) -> bytes | None:
    """Give a colour profile without what stands behind its end; None where it is none."""
    if profile is None or profile[36:40] != b"acsp":
        return None
    size = int.from_bytes(profile[:4])
    return profile[:size] if 128 <= size <= len(profile) else None


def check_profile(profile: bytes) -> None:
    """Go on only where a colour profile is one, up to its end.

    Raises:
        ValueError: when it is not.
    """
    check(sound_profile(profile) == profile, "no profile")
