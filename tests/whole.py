"""The sample edition with all that an edition can have, and its pages by kind."""

import re
from pathlib import Path

from banmian.model.ids import parse_issue_id
from edition import copy_sample, edit, png

_PICTURES = """\
+++
id = "picture1"
headline = "信箱旁的老照片"
placements = [{ page = "1", position = 90 }]
slug = "lao-zhao-pian"
corrections = [{ date = "2021-07-02", note = "图片说明有误，摄影者应为李四。" }]
+++

![一只旧信箱](images/a.png "李四 摄")

信箱立在村口，**四十年**没有挪过。

| 年份 | 信件 |
|---|---|
| 1981 | 12300 |
| 2021 | 860 |
"""


def whole_sample(folder: Path) -> Path:
    """Copy the sample, with a picture, a correction, a withdrawal and an address that leads on."""
    project = copy_sample(folder)
    issue = project / "site" / "content" / "2021-06"
    (issue / "images").mkdir()
    (issue / "images" / "a.png").write_bytes(png("gray"))
    (issue / "1-lao-zhao-pian.md").write_text(_PICTURES, "utf-8")
    gone = next(issue.glob("*jin-guo-xin-xiang-dang*.md"))
    withdrawal = 'withdrawal = { date = "2021-07-05", reason = "应作者要求。" }'
    gone.write_text(
        gone.read_text("utf-8").replace("+++\n", f'+++\nstatus = "withdrawn"\n{withdrawal}\n', 1)
    )
    settings = project / "site" / "edition.toml"
    edit(settings, "[newspaper]", '[redirects]\n"topics/old/" = "topics/"\n\n[newspaper]')
    return project


def kind(path: str, content: str) -> str:
    """Name the kind of page that a file of a site is, by where it lies and what it says."""
    first, *rest = path.removesuffix("index.html").rstrip("/").split("/")
    if 'http-equiv="refresh"' in content:
        return "moved"
    try:
        parse_issue_id(first)
    except ValueError:
        years = (re.sub(r"\d{4}", "year", part) for part in rest)
        return "-".join([first or "home", *(p if p == "year" else "one" for p in years)])
    if not rest or rest[0] == "p":
        return "page" if rest else "issue"
    return "withdrawn" if 'content="noindex"' in content else "article"


def kinds(public: Path) -> dict[str, str]:
    """Give the largest page of each kind of a site, by its address below the root."""
    found: dict[str, tuple[int, str]] = {}
    for file in public.rglob("*.html"):
        path, content = file.relative_to(public).as_posix(), file.read_text("utf-8")
        name = kind(path, content)
        found[name] = max(found.get(name, (0, "")), (len(content), path))
    return {name: path.removesuffix("index.html") for name, (_, path) in sorted(found.items())}
