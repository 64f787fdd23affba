"""Whose article it is: the units (单位) and provinces (省份) that an edition counts articles by.

What is asked is 上稿: what of a unit was printed. So a unit that signs comes first, then those in
heads and lead; a name in passing counts for nothing. `docs/settings.md` tells the rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from banmian.config.profile import Profile
from banmian.config.units import Unit, folded, squeezed
from banmian.content.plain_text import body_lines
from banmian.model.article import Article, Paragraph, SectionHead
from banmian.model.provinces import FULL_NAMES, short_name
from banmian.text.characters import HAN
from banmian.text.datelines import split_dateline

_ROUND_UP = 3
"""A text that tells of as many units after its lead is a round-up (综合稿): all of theirs."""

_BEFORE = (
    "的了在由和与及以对向从到是为将等据经让使被给该各即于如赴驻后前时日月年把受至自合入进请员者记"
)
"""Han that may stand right before a unit's name. Any other makes it another's: 马 in 马鞍山市."""

_AREA = "省市州盟区县旗"
_TURN = "，。；！？…“‘（—,;!?("
"""Behind these a clause or quotation begins: with what is told of. Lists follow on ： and 、."""

_COMPASS = frozenset("河北 山西 山东 江西 河南 湖北 湖南 海南 云南".split())
"""Provinces whose names other places have in them (佛山西站, 太湖北岸), and 河北区."""

_STREET = "(?![东南西北中]{0,2}(?:路|街|大道|站)|岸|麓)"
_LATIN = re.compile("[0-9a-z]{2}")
_REACH = 24
"""Characters before a name that are looked at."""


class Named(Struct, frozen=True):
    """Units and provinces of an article, in the order in which it names them."""

    units: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


class Names(Struct, frozen=True):
    """A list of units made ready to look for.

    `units` and `provinces` give what each name or form stands for, `lengths` how long names are
    that end in a character, longest first; `last` finds these. `opens` finds that a name can begin
    here, `subject` that one here is what a clause tells of, `kin` what ends as the listed units of
    provinces do.
    """

    units: Mapping[str, Unit]
    provinces: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    last: re.Pattern[str]
    opens: re.Pattern[str]
    subject: re.Pattern[str]
    province: re.Pattern[str]
    kin: re.Pattern[str]


@lru_cache(maxsize=4)
def names(units: tuple[Unit, ...], endings: tuple[str, ...]) -> Names | None:
    """Make a list ready, None where there is none; `endings` are those of units' names."""
    if not units:
        return None
    by_name = {squeezed(name): unit for unit in units for name in (unit.name, *unit.also)}
    listed = dict.fromkeys(unit.province for unit in units if unit.province)
    provinces = {form: one for one in listed for form in _forms(one)}
    before = f"(?:{_any_of(provinces)})"
    return Names(
        by_name,
        provinces,
        lengths := _lengths(by_name),
        last=re.compile(f"[{re.escape(''.join(lengths))}]"),
        opens=re.compile(f"(?:^|[^{HAN}0-9a-z]|[{_BEFORE}{_AREA}]|{before})$"),
        subject=re.compile(f"(?:^|[{_TURN}]){before}?(?:[{HAN}]{{2,4}}[{_AREA}])?$"),
        province=re.compile("|".join(map(_as_province, _longest_first(provinces))) or "(?!)"),
        kin=re.compile(_any_of(_endings(units, endings))),
    )


def named(article: Article, profile: Profile, known: Names | None) -> Named:
    """Tell whose article it is: nobody's without a list, or where it was withdrawn."""
    if known is None or article.withdrawal:
        return Named()
    lead = _lead(article)
    dateline, rest = split_dateline(lead, profile)
    signed = (article.byline, article.source, *(one.name for one in article.authors), dateline)
    heads = (article.kicker, article.headline, article.deck)
    units = _units(signed, known) or _told(article, heads, lead, known)
    where = rest if dateline.endswith(("电", "電")) else lead  # 电 tells where it was sent from
    return Named(
        tuple(unit.name for unit in units),
        tuple(dict.fromkeys(unit.province for unit in units if unit.province))
        or _provinces((article.byline, article.source, *heads, where), known),
    )


def _lead(article: Article) -> str:
    """Give the first paragraph, or what else the text begins with."""
    paragraphs = (block.text for block in article.body if type(block) is Paragraph)
    return next(paragraphs, "") or next(body_lines(article.body), "")


def _running(article: Article) -> Iterator[str]:
    """Give the running text: tables and captions name units and tell of none."""
    return (block.text for block in article.body if isinstance(block, Paragraph | SectionHead))


def _told(
    article: Article, heads: Iterable[str | None], lead: str, known: Names
) -> tuple[Unit, ...]:
    """Give the units that an article tells of which none signs."""
    above = _units(heads, known)
    if above:
        return _units((*heads, lead), known)
    led = _units((lead,), known)
    told = [unit for unit in _units(_running(article), known, subjects=True) if unit not in led]
    return (*led, *told) if not led or len(told) >= _ROUND_UP else led


def _units(
    texts: Iterable[str | None], known: Names, *, subjects: bool = False
) -> tuple[Unit, ...]:
    """Give the units that texts name, each once; of `subjects` those that a clause begins with."""
    found = (_mentions(text, known, subjects) for text in texts if text)
    return tuple(dict.fromkeys(unit for units in found for unit in units))


def _mentions(text: str, known: Names, subjects: bool) -> Iterator[Unit]:
    """Give the units that stand in a text, the longest at each place.

    White space may be inside a name, where a line was cut; before one it is as good as a mark, but
    in a clause.
    """
    parts = folded(text).split()
    line = "".join(parts)
    starts = () if subjects else frozenset(accumulate(map(len, parts)))
    before = known.subject if subjects else known.opens
    end = 0
    for at, stop in _spans(line, known):
        if at < end:
            continue
        behind_another = at == end > 0 and not subjects
        if behind_another or at in starts or before.search(line, max(0, at - _REACH), at):
            yield known.units[line[at:stop]]
        end = stop


def _spans(line: str, known: Names) -> list[tuple[int, int]]:
    """Give where names stand, of those that end at a place the longest; they may overlap."""
    spans = []
    for found in known.last.finditer(line):
        stop = found.end()
        ends = (stop - length for length in known.lengths[found.group()])
        at = next((at for at in ends if at >= 0 and line[at:stop] in known.units), stop)
        if at < stop and not _LATIN.match(line, stop - 1):
            spans.append((at, stop))
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def _provinces(texts: Iterable[str | None], known: Names) -> tuple[str, ...]:
    """Give the provinces that are named beside a unit which is not listed."""
    text = "\n".join(folded(text) for text in texts if text)
    if not known.kin.search(text):
        return ()
    found = (known.provinces[one.group()] for one in known.province.finditer(text))
    return tuple(dict.fromkeys(found))


def _forms(province: str) -> tuple[str, ...]:
    """Give the ways to write a province as listed; a region (华东) that is none has its own."""
    short = short_name(province)
    return (short, FULL_NAMES[short]) if short else (squeezed(province),)


def _as_province(form: str) -> str:
    """Give the pattern of a province named by itself: no region, street or station."""
    if form in _COMPASS:
        return f"(?:(?<=[{_BEFORE}报])|(?<![{HAN}])){form}(?!区){_STREET}"
    return f"{form}{_STREET}" if short_name(form) else "(?!)"


def _endings(units: Iterable[Unit], endings: Sequence[str]) -> Iterator[str]:
    """Give how the names of a province's units end: 分公司."""
    longest_first = [ending for ending in _longest_first(endings) if len(ending) > 1]
    for unit in units:
        if unit.province:
            yield from [one for one in longest_first if unit.name.endswith(one)][:1]


def _lengths(names: Iterable[str]) -> Mapping[str, Sequence[int]]:
    lengths: dict[str, list[int]] = {}
    for name in _longest_first(names):
        known = lengths.setdefault(name[-1], [])
        if len(name) not in known:
            known.append(len(name))
    return lengths


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words))) or "(?!)"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
