"""A theme as a value: its settings, templates and assets."""

import hashlib
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from banmian import addresses
from banmian.config.toml import settings
from banmian.errors import SettingsError
from banmian.hosting.policy import check_sources
from banmian.theme.contexts import REQUIRED

CONTRACT = 2
"""The version of the contract that `contexts` describes."""


class ThemeSettings(Struct, frozen=True):
    """`theme.toml`. `phrases` are the theme's words, by language: `zh`, `en`.

    `policy` says what its pages need beyond the strict Content-Security-Policy, by directive.
    """

    name: str
    contract: int
    policy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: dict[str, dict[str, str]] = field(default_factory=dict)


class Theme(Struct, frozen=True, dict=True):
    """A theme: `templates` by file name, `assets` by path below `assets/`."""

    settings: ThemeSettings
    templates: Mapping[str, str]
    assets: Mapping[str, bytes]

    @cached_property
    def asset_folder(self) -> str:
        """The folder that the assets are published in, named by the digest of all of them.

        One digest for all, so that ES modules can import each other by their plain names.
        """
        digest = hashlib.sha256()
        for name, content in sorted(self.assets.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return f"{addresses.ASSETS}{digest.hexdigest()[:12]}"

    def phrases(self, language: str) -> Mapping[str, str]:
        """Give the theme's words in a language (`zh-CN` → `zh`); English where it has none."""
        short = language.partition("-")[0].lower()
        return self.settings.phrases.get(short) or self.settings.phrases.get("en", {})


def read_theme(
    toml: str, path: str, templates: Mapping[str, str], assets: Mapping[str, bytes]
) -> Theme:
    """Make a theme of its files' contents.

    Raises:
        SettingsError: for a wrong `theme.toml`, another contract, or a missing template.
    """
    read = settings(toml, ThemeSettings, path)
    if read.contract != CONTRACT:
        raise SettingsError(
            f"{path}: contract = {read.contract}, but this Banmian speaks {CONTRACT} 主题约定不符",
            "see 参见 docs/theme-contract.md",
        )
    try:
        check_sources(read.policy)
    except ValueError as error:
        raise SettingsError(
            f"{path}: policy: {error} is no source that pages may use 不能这样放宽",
            "see 参见 docs/serving.md",
        ) from None
    missing = sorted(set(REQUIRED) - set(templates))
    if missing:
        raise SettingsError(
            f"{path}: the theme lacks 主题缺少 {', '.join(missing)}",
            "see 参见 docs/theme-contract.md",
        )
    return Theme(read, templates, assets)
