"""`site/edition.toml`: what an edition is called, where it lives, what it is about."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from banmian.config.profile import Profile
from banmian.config.toml import settings
from banmian.errors import SettingsError

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the edition's controlled vocabulary (专题).

    `strong` and `weak` are trigger words; `stock` are phrases in which a trigger does not count
    (set endings, names of other things). `timely` topics are bound to a time: they retire, their
    page stays.
    """

    name: str
    slug: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()
    timely: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """The settings of an edition. `address` is where it will be published, ending in `/`."""

    title: str
    address: str
    subtitle: str = ""
    publisher: str = ""
    language: str = "zh-CN"
    time_zone: str = "Asia/Shanghai"
    theme: str = "broadsheet"
    notice: str = ""
    newspaper: Profile = field(default_factory=Profile)
    topics: tuple[Topic, ...] = ()

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
    address = urlsplit(edition.address)
    if address.scheme not in {"http", "https"} or not address.netloc:
        raise SettingsError(
            f"{path}: address = {edition.address!r} is no web address 不是网址",
            'write it whole 写全: address = "https://paper.example.com/"',
        )
    if not edition.address.endswith("/") or address.query or address.fragment:
        raise SettingsError(
            f"{path}: address = {edition.address!r} must end with / 须以 / 结尾",
            "end the address with a slash 网址末尾加 /",
        )
    _check_topics(edition.topics, path)
    return edition


def _check_topics(topics: tuple[Topic, ...], path: str) -> None:
    names: set[str] = set()
    slugs: set[str] = set()
    for topic in topics:
        if not _SLUG.fullmatch(topic.slug):
            raise SettingsError(
                f"{path}: the topic {topic.name} has the slug {topic.slug!r} 专题短名不合规",
                "use a-z, 0-9 and single hyphens 只用小写字母、数字和单个连字符",
            )
        if topic.name in names or topic.slug in slugs:
            raise SettingsError(
                f"{path}: the topic {topic.name} ({topic.slug}) stands twice 专题重复",
                "give each topic one name and one slug 每个专题一个名称、一个短名",
            )
        names.add(topic.name)
        slugs.add(topic.slug)
