"""What a browser may do with a page: its Content-Security-Policy, and the headers beside it."""

import re
from collections.abc import Mapping, Sequence

Sources = Mapping[str, Sequence[str]]
"""Where a page may take things from, by directive of the policy."""

_STRICT: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "style-src": ("'self'",),
    "script-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
}
_ONLY_IN_HEADER = frozenset({"frame-ancestors"})
"""What a browser heeds in a header, and reports as a mistake in a page."""

_MORE = frozenset(
    {*_STRICT, "frame-src", "manifest-src", "media-src", "object-src", "worker-src"} - {"base-uri"}
)
_SOURCE = re.compile(
    r"'self'|data:|blob:|'wasm-unsafe-eval'|'sha(?:256|384|512)-[A-Za-z0-9+/]+={0,2}'"
    r"|https://(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/-]*)?"
)

_BESIDE: Mapping[str, str] = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin",  # a search's address holds what was looked for
    "X-Content-Type-Options": "nosniff",
}


def check_sources(more: Sources) -> None:
    """Check what a theme needs beyond the strict policy.

    Raises:
        ValueError: naming a directive or a source that no policy of ours has; scripts and styles
            in pages (`'unsafe-inline'`) and code made of text (`'unsafe-eval'`) are none.
    """
    for directive, sources in more.items():
        if directive not in _MORE:
            raise ValueError(directive)
        for source in sources:
            if not _SOURCE.fullmatch(source):
                raise ValueError(f"{directive} = {source!r}")


def page_policy(more: Sources) -> str:
    """Give the policy as a page itself says it: `more` beyond the strict one."""
    return _policy({k: v for k, v in _together(more).items() if k not in _ONLY_IN_HEADER})


def headers(more: Sources) -> Mapping[str, str]:
    """Give the headers that go with every file, by name."""
    return {"Content-Security-Policy": _policy(_together(more)), **_BESIDE}


def _together(more: Sources) -> Sources:
    added = {k: (*_STRICT.get(k, ("'none'",)), *v) for k, v in more.items()}
    return {**_STRICT, **{k: _without_none(v) for k, v in added.items()}}


def _without_none(sources: Sequence[str]) -> Sequence[str]:
    some = tuple(dict.fromkeys(source for source in sources if source != "'none'"))
    return some or ("'none'",)


def _policy(sources: Sources) -> str:
    return "; ".join(f"{directive} {' '.join(of)}" for directive, of in sources.items())
