"""`report` of `edition.toml`: where readers tell of errors (报错), by mail or an issue tracker."""

import re
from urllib.parse import quote

from banmian.errors import SettingsError

_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PAGE = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[A-Za-z0-9._~%/?&=+{}-]*")
_PLACES = ("{title}", "{address}")


def report_link(report: str, title: str, address: str, subject: str) -> str:
    """Give the link by which a reader reports an error in an article; "" where nobody listens.

    `subject` is the mail's, with %s for the title; `address` is the article's whole address.
    """
    if not report:
        return ""
    if _MAIL.fullmatch(report):
        said = quote(subject.replace("%s", title), safe="")
        return f"mailto:{report}?subject={said}&body={quote(address + chr(10), safe='')}"
    return report.replace("{title}", quote(title, safe="")).replace(
        "{address}", quote(address, safe="")
    )


def check_report(report: str, place: str) -> None:
    """Check the setting.

    Raises:
        SettingsError: naming `place` and what to write.
    """
    rest = report
    for one in _PLACES:
        rest = rest.replace(one, "")
    is_page = _PAGE.fullmatch(report) and not {"{", "}"} & set(rest)
    if report and not is_page and not _MAIL.fullmatch(report):
        raise SettingsError(
            f"{place}: report = {report!r} is neither a mail address nor a page 不是邮箱或网址",
            'write one of 写其中之一: report = "editor@paper.example", '
            'report = "https://tracker.example/new?title={title}&body={address}"',
        )
