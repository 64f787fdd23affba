"""A site's part of a Caddyfile."""

from urllib.parse import urlsplit

from banmian.addresses import NOT_FOUND
from banmian.hosting.lifetimes import LIFETIMES, OTHERS
from banmian.hosting.media_types import MEDIA_TYPES
from banmian.hosting.place import Place

_KNOWN = frozenset(".avif .css .gif .html .jpeg .jpg .js .json .pdf .png .svg .webp .xml".split())
"""Whose types Caddy knows by itself, whatever the system does (Go's table)."""


def caddy(place: Place) -> str:
    """Write it: types, headers, lifetimes, the page for lost readers, compression."""
    base = place.base_path
    parts = urlsplit(place.address)
    site = parts.netloc if parts.scheme == "https" else f"http://{parts.netloc}"
    strip = "" if base == "/" else f"        uri strip_prefix {base[:-1]}\n"
    below = "" if base == "/" else f"    redir {base[:-1]} {base}\n"
    return f"""\
{site} {{
    encode zstd gzip
{below}    route {base}* {{
{strip}        root * {place.root}
{_headers(place)}{_lifetimes()}{_types()}        file_server
    }}
    handle_errors {{
        header -Cache-Control
        root * {place.root}
        rewrite * /{NOT_FOUND}
        file_server
    }}
}}
"""


def _headers(place: Place) -> str:
    return "".join(f'        header {name} "{value}"\n' for name, value in place.headers.items())


def _lifetimes() -> str:
    """The last that fits holds: the first of ours comes last."""
    text = f'        header Cache-Control "{OTHERS}"\n'
    for n, one in reversed(list(enumerate(LIFETIMES))):
        text += f"        @lifetime{n} path_regexp ^/{one.pattern}$\n"
        text += f'        header @lifetime{n} Cache-Control "{one.value}"\n'
    return text


def _types() -> str:
    """Say the types that Caddy does not know."""
    return "".join(
        f'        @{end[1:]} path *{end}\n        header @{end[1:]} Content-Type "{kind}"\n'
        for end, kind in MEDIA_TYPES.items()
        if end not in _KNOWN
    )
