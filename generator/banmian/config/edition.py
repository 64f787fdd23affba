"""`site/edition.toml`: what an edition is called, where it lives, what it is about."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, field

from banmian.config.fonts import check_font
from banmian.config.headline_face import HeadlineFace, check_headline_face
from banmian.config.legal import Legal, check_legal
from banmian.config.profile import Profile, check_profile
from banmian.config.report import check_report
from banmian.config.rhythm import Rhythm, check_rhythm
from banmian.config.share import Share
from banmian.config.toml import line_of, settings
from banmian.config.units import Unit, check_units
from banmian.errors import SettingsError
from banmian.model.line import check_line
from banmian.model.slugs import is_page_address, is_slug

_HOST = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/-]*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
"""A tag of BCP 47, as far as an edition needs one."""
_OFFSET = re.compile(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")


class Topic(Struct, frozen=True):
    """A topic of the edition's controlled vocabulary (专题).

    `strong` and `weak` are trigger words; `stock` are phrases in which a trigger does not count
    (set endings, names of other things). `timely` topics are bound to a time and marked
    as such.
    """

    name: str
    slug: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()
    timely: bool = False


class Edition(Struct, frozen=True, dict=True):
    """The settings of an edition. `address` is where it will be published, ending in `/`.

    `redirects` lead from addresses that were published to others of the site. `targets` are the
    hosts to publish to, by name, as they stand in the file (`config.targets` reads them): nothing
    that is built depends on them. `search` is "packs" where the index is to have few, large files.
    `data`: machines get issues whole, and feeds whole texts.
    """

    title: str
    address: str
    subtitle: str = ""
    publisher: str = ""
    language: str = "zh-CN"
    time_zone: str = "+08:00"
    theme: str = "broadsheet"
    notice: str = ""
    report: str = ""
    search: bool | str = True
    data: bool = True
    newspaper: Profile = field(default_factory=Profile)
    topics: tuple[Topic, ...] = ()
    units: tuple[Unit, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    legal: Legal = field(default_factory=Legal)
    rhythm: Rhythm = field(default_factory=Rhythm)
    share: Share = field(default_factory=Share)
    headline_face: HeadlineFace = field(default_factory=HeadlineFace)

    @cached_property
    def topic_slugs(self) -> Mapping[str, str]:
        """The slug of each topic, by name."""
        return {topic.name: topic.slug for topic in self.topics}

    @property
    def base_path(self) -> str:
        """The path of the address: `/` or `/paper/`."""
        return urlsplit(self.address).path


def read_edition(text: str, path: str) -> Edition:
    """Read `edition.toml`.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    edition = settings(text, Edition, path)
    try:
        address = urlsplit(edition.address)
    except ValueError:
        address = urlsplit("")
    if address.scheme not in {"http", "https"} or not _HOST.fullmatch(edition.address):
        raise SettingsError(
            f"{path}: address = {edition.address!r} is no web address 不是网址",
            'write it whole 写全: address = "https://paper.example.com/"',
        )
    if not edition.address.endswith("/") or address.query or address.fragment:
        raise SettingsError(
            f"{path}: address = {edition.address!r} must end with / 须以 / 结尾",
            "end the address with a slash 网址末尾加 /",
        )
    if not _LANGUAGE.fullmatch(edition.language):
        raise SettingsError(
            f"{path}:{line_of(text, 'language')}: language = {edition.language!r} 不是语言代码",
            'write a language tag, with a hyphen 写成: "zh-CN", "zh-Hant", "zh-TW", "en"',
        )
    if not _OFFSET.fullmatch(edition.time_zone):
        raise SettingsError(
            f"{path}:{line_of(text, 'time_zone')}: time_zone = {edition.time_zone!r} 不是时区",
            'write the hours ahead of UTC 写成与世界时之差: time_zone = "+08:00"',
        )
    if edition.search not in {True, False, "packs"}:
        raise SettingsError(
            f"{path}:{line_of(text, 'search')}: search = {edition.search!r} 不认识",
            'write one of 写其中之一: true, false, "packs"',
        )
    for name in ("title", "subtitle", "publisher", "notice"):
        _check_text(getattr(edition, name), name, name == "title", f"{path}:{line_of(text, name)}")
    check_report(edition.report, f"{path}:{line_of(text, 'report')}")
    _check_topics(edition.topics, path)
    _check_redirects(edition.redirects, text, path)
    check_legal(edition.legal, text, path)
    check_profile(edition.newspaper, text, path)
    check_units(edition.units, text, path)
    check_rhythm(edition.rhythm, text, path)
    for font in (edition.share.font, edition.headline_face.font):
        check_font(font, text, path)
    check_headline_face(edition.headline_face, text, path)
    return edition


def _check_text(value: str, name: str, required: bool, place: str) -> None:
    if not value and not required:
        return
    try:
        check_line(value)
    except ValueError as error:
        raise SettingsError(
            f"{place}: {name}: {error}", "one line of text 一行文字，首尾不留空格"
        ) from None


def _check_topics(topics: tuple[Topic, ...], path: str) -> None:
    names: set[str] = set()
    slugs: set[str] = set()
    for topic in topics:
        if not is_slug(topic.slug):
            raise SettingsError(
                f"{path}: the topic {topic.name} has the slug {topic.slug!r} 专题短名不合规",
                "use a-z, 0-9 and single hyphens 只用小写字母、数字和单个连字符",
            )
        _check_text(topic.name, "name", True, f"{path}: topics.{topic.slug}")
        if not topic.name.strip() or not all(map(str.strip, (*topic.strong, *topic.weak))):
            raise SettingsError(
                f"{path}: the topic {topic.slug} has an empty name or trigger 名称或触发词为空",
                "fill it in or take it out 填上或删去",
            )
        if topic.name in names or topic.slug in slugs:
            raise SettingsError(
                f"{path}: the topic {topic.name} ({topic.slug}) stands twice 专题重复",
                "give each topic one name and one slug 每个专题一个名称、一个短名",
            )
        names.add(topic.name)
        slugs.add(topic.slug)


def _check_redirects(redirects: Mapping[str, str], text: str, path: str) -> None:
    for old, new in redirects.items():
        place = f"{path}:{line_of(text, old)}"
        if not is_page_address(old) or (new and not is_page_address(new)):
            raise SettingsError(
                f"{place}: {old!r} = {new!r} are no addresses 不是网址",
                'write them without / in front 前面不写 /，末尾写 /: "topics/old/" = "topics/new/"',
            )
        seen, target = {old}, new
        while target in redirects:
            if target in seen:
                raise SettingsError(
                    f"{place}: {old} leads back to {target} 转来转去，没有去处",
                    "let one of them lead to a page that there is 让其中一个转到现有的页面",
                )
            seen.add(target)
            target = redirects[target]
