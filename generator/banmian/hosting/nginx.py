"""A site's part of an nginx configuration, to be included in its `http` block."""

import re
from collections.abc import Iterable

from banmian.addresses import NOT_FOUND
from banmian.hosting.lifetimes import LIFETIMES, OTHERS
from banmian.hosting.media_types import MEDIA_TYPES
from banmian.hosting.place import Place

_CHARSET = "; charset=utf-8"


def nginx(place: Place) -> str:
    """Write it: types, headers, lifetimes, the page for lost readers, compression.

    nginx gives a header only where no inner block has any: all stand in one block, and the
    lifetime is a variable.
    """
    base, lifetime = place.base_path, f"$lifetime_{place.slug}"
    # of pages both take care by themselves
    texts = [kind.removesuffix(_CHARSET) for kind in _kinds() if kind.endswith(_CHARSET)]
    charset = [kind for kind in texts if kind != "text/html"]
    squeezed = [*charset, *(kind for kind in _kinds() if re.search("json|xml", kind))]
    below = "" if base == "/" else f"    location = {base[:-1]} {{ return 301 {base}; }}\n"
    folder = f"root {place.root};" if base == "/" else f"alias {place.root}/;"
    return f"""\
map $uri {lifetime} {{
    default "{OTHERS}";
{_lines(f'"~^{re.escape(base)}{one.pattern}$" "{one.value}";' for one in LIFETIMES)}}}

server {{
    listen {place.port};
    server_name {place.host};
    absolute_redirect off;
    error_page 404 {base}{NOT_FOUND};

    charset utf-8;
    charset_types {" ".join(charset)};
    gzip on;
    gzip_vary on;
    gzip_min_length 1000;
    gzip_types {" ".join(squeezed)};

{_lines(f'add_header {name} "{value}" always;' for name, value in place.headers.items())}\
    add_header Cache-Control {lifetime};

{below}    location {base} {{
        {folder}
        index index.html;
        types {{
{_lines((f"    {kind} {ends};" for kind, ends in _types().items()), 8)}        }}
    }}
}}
"""


def _kinds() -> list[str]:
    return list(dict.fromkeys(MEDIA_TYPES.values()))


def _types() -> dict[str, str]:
    """Give the ends of files' names by media type, without the character set."""
    return {
        kind.removesuffix(_CHARSET): " ".join(
            end[1:] for end, of in MEDIA_TYPES.items() if of == kind
        )
        for kind in _kinds()
    }


def _lines(lines: Iterable[str], indent: int = 4) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in lines)
