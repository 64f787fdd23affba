"""A theme as a value: its settings, templates and assets, with those of the theme it extends."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from banmian import addresses
from banmian.config.toml import line_of, settings
from banmian.errors import SettingsError
from banmian.hosting.policy import check_sources
from banmian.theme import wording
from banmian.theme.contexts import REQUIRED

CONTRACT = 2
"""The version of the contract that `contexts` describes."""

_SEE = "see 参见 docs/themes.md"


class ThemeSettings(Struct, frozen=True):
    """`theme.toml`. `phrases` are the theme's words by language: `zh-Hans`, `zh-Hant`, `en`.

    `extends` is the folder of the theme that has what is not here, "" where there is none.
    `policy` says what its pages need beyond the strict Content-Security-Policy, by directive.
    """

    name: str
    contract: int
    extends: str = ""
    policy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: dict[str, dict[str, str]] = field(default_factory=dict)


class Theme(Struct, frozen=True, dict=True):
    """A theme, whole: what it does not have itself is that of the theme it extends.

    `templates` by file name; those of a theme that it extends, `base`, also as `base/<name>`,
    even where they are replaced. `places` says which file each is. `assets` by path below
    `assets/`. `bases` are the themes that it extends, the nearest first.
    """

    settings: ThemeSettings
    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    places: Mapping[str, str]
    bases: tuple[str, ...]

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
        """Give the theme's words in an edition's language (`zh-TW`: those of `zh-Hant`).

        Where it lacks one: for `zh-Hant` that of `zh-Hans`, else the English one.
        """
        if language not in self._phrases:
            has, speaks = self.settings.phrases, wording.spoken(language)
            nearest = ("en", *(("zh-Hans",) if speaks == "zh-Hant" else ()), speaks)
            words = {name: word for one in nearest for name, word in has.get(one, {}).items()}
            self._phrases[language] = words
        return self._phrases[language]

    @cached_property
    def _phrases(self) -> dict[str, Mapping[str, str]]:
        return {}

    def plain(self) -> Iterator[str]:
        """Give the templates' names without those that say whose they are (`base/…`)."""
        whose = tuple(f"{name}/" for name in self.bases)
        return (name for name in self.templates if not name.startswith(whose))

    def mentions(self, word: str) -> bool:
        """Tell whether a template that may be used has this word.

        One that was replaced counts only where another names it.
        """
        plain = set(self.plain())
        return any(
            word in text and (name in plain or any(name in one for one in self.templates.values()))
            for name, text in self.templates.items()
        )


def read_settings(toml: str, path: str) -> ThemeSettings:
    """Read `theme.toml`.

    Raises:
        SettingsError: naming file and line of what is wrong, also for another contract.
    """
    read = settings(toml, ThemeSettings, path)
    if read.contract != CONTRACT:
        raise SettingsError(
            f"{path}:{line_of(toml, 'contract')}: contract = {read.contract}, "
            f"but this Banmian speaks {CONTRACT} 主题约定不符",
            "see 参见 docs/theme-contract.md",
        )
    try:
        check_sources(read.policy)
    except ValueError as error:
        raise SettingsError(
            f"{path}: policy: {error} is no source that pages may use 不能这样放宽",
            "see 参见 docs/serving.md",
        ) from None
    return replace(read, phrases=_by_language(read.phrases, toml, path))


def _by_language(
    phrases: Mapping[str, dict[str, str]], toml: str, path: str
) -> dict[str, dict[str, str]]:
    """Give a theme's words by the languages that it means: `zh` and `zh-CN` are `zh-Hans`."""
    found: dict[str, dict[str, str]] = {}
    for key, words in phrases.items():
        language = wording.spoken(key)
        if language in found:
            raise SettingsError(
                f"{path}:{line_of(toml, key)}: phrases.{key} are those of {language}, which stand "
                f"there too 与 {language} 是同一种语言",
                f"put them together 合成一段: [phrases.{language}]",
            )
        found[language] = words
    return found


def read_theme(
    toml: str,
    path: str,
    templates: Mapping[str, str],
    assets: Mapping[str, bytes],
    extended: Theme | None = None,
) -> Theme:
    """Make a theme of its files' contents, and of the theme that it extends.

    Raises:
        SettingsError: for a wrong `theme.toml` or another contract.
    """
    own = Theme(
        read_settings(toml, path),
        templates,
        assets,
        {name: f"{path.removesuffix('theme.toml')}templates/{name}" for name in templates},
        (),
    )
    return own if extended is None else _extended(own, extended, path)


def check_whole(theme: Theme, path: str) -> None:
    """Refuse a theme that lacks a template.

    Raises:
        SettingsError: naming those that it lacks.
    """
    missing = sorted(set(REQUIRED) - set(theme.templates))
    if missing:
        raise SettingsError(
            f"{path}: the theme lacks 主题缺少 {', '.join(missing)}",
            f'write them, or 写出来，或写上: extends = "base"; {_SEE}',
        )


def _extended(own: Theme, base: Theme, path: str) -> Theme:
    """Lay a theme over the one that it extends."""
    name = own.settings.extends
    taken = [one for one in (*own.templates, *base.plain()) if one.startswith(f"{name}/")]
    if taken:
        raise SettingsError(
            f"{path}: templates/{taken[0]}: {name}/ names the templates of the theme that it "
            f"extends 这个名字留给所扩展的主题",
            "rename the folder 给文件夹改名",
        )
    phrases = base.settings.phrases | {
        language: base.settings.phrases.get(language, {}) | words
        for language, words in own.settings.phrases.items()
    }
    needs, more = base.settings.policy, own.settings.policy
    policy = needs | {name: (*needs.get(name, ()), *of) for name, of in more.items()}
    return Theme(
        replace(own.settings, phrases=phrases, policy=policy),
        _laid(own.templates, base.templates, base, name),
        {**base.assets, **own.assets},
        _laid(own.places, base.places, base, name),
        (name, *base.bases),
    )


def _laid(
    own: Mapping[str, str], beneath: Mapping[str, str], base: Theme, name: str
) -> Mapping[str, str]:
    """Lay what a theme says of its templates over what the extended one says of its own."""
    return {**beneath, **{f"{name}/{one}": beneath[one] for one in base.plain()}, **own}
