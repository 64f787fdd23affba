"""`_headers`, from which Netlify and Cloudflare Pages take the headers of a site's files."""

from collections.abc import Iterator, Mapping

from banmian.hosting.lifetimes import LIFETIMES


def headers_file(base_path: str, headers: Mapping[str, str]) -> bytes:
    """Write the file for a site below a path of its host: paths in it begin at the host's root.

    Where several rules fit a file, their values are joined by commas: none of ours do for the same
    header. So pages have no lifetime here; both hosts let them be asked for each time.
    """
    lines = [*_rule(f"{base_path}*", headers)]
    for one in LIFETIMES:
        for glob in one.globs:
            lines += _rule(base_path + glob, {"Cache-Control": one.value})
    return "".join(lines).encode()


def _rule(path: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield f"{path}\n"
    yield from (f"  {name}: {value}\n" for name, value in headers.items())
