"""Who a byline names, in what role (署名)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from banmian.config.profile import Profile
from banmian.model.article import Contributor, ContributorType, Role
from banmian.segment.credit_tokens import Kind, Token, tokens_of
from banmian.text.characters import HAN
from banmian.text.credit_words import TOGETHER, role_of, work_of
from banmian.text.names import is_foreign_name, is_name, split_names
from banmian.text.scripts import both_scripts, simplified

_AND = "和与及暨同與"
_SIDES = re.compile(f"(.{{2,}}?)[{_AND}&](.{{2,}})")
_ALIKE = re.compile(both_scripts("(?:评论员|评论部)$"))
_SHORT_UNIT = "局|公司|集团|中心|委|厅|支局|分行|支行"
_UNIT = (
    "委员会|学院|大学|中学|小学|学校|幼儿园|党校|法院|检察院|医院|研究院|研究所|派出所|支队|大队|中队|总队|"
    "消防队|银行|协会|学会|联合会|总会|工会|妇联|总社|通讯社|记者站|电视台|报社|新闻|客户端|日报|晚报|晨报|"
    "时报|周报|[省市县区镇乡村厂矿]|街道|社区|部|[组班]|办公室|编委会|理事会|秘书处|联盟|工作室"
)
_IS_UNIT = re.compile(both_scripts(rf".+(?:{_SHORT_UNIT})|.{{2,}}(?:{_UNIT})|本[报刊台网社].*"))
_UNIT_AND_NAME = re.compile(
    both_scripts(rf"(?P<unit>.{{2,}}(?:{_SHORT_UNIT}|{_UNIT}))(?P<name>[{HAN}]{{2,3}})")
)
_TITLE = re.compile(
    both_scripts(
        r".{2,}(?:教授|老师|博士|院士|研究员|主任|局长|书记|校长|院长|律师|医生|医师|专家|学生|会员|作家)"
    )
)
_DATELINE = re.compile(both_scripts(r".*[0-9日月].*电|.{0,4}[讯电发]"))
_MEDIUM = re.compile(both_scripts(".{2,}[报社网台刊]"))
_NOBODY = re.compile(both_scripts("受访者|受访单位|本人|资料|网络|.*提供|."))
_FROM_PLACE = re.compile(both_scripts("报道|报导"))
_ENDS = re.compile(both_scripts("(?:报道|报导|消息|电|讯|微信公众号|公众号|微博|等)$"))


class _Group(Struct):
    """Names under one role word or work word, in the order of print."""

    role: Role
    people: list[Contributor] = field(default_factory=list)
    units: list[Contributor] = field(default_factory=list)
    source: bool = False

    def named(self) -> list[Contributor]:
        """Give who signs: people; their units only where none of them is named."""
        return self.people or self.units


def authors_of(byline: str, profile: Profile) -> tuple[Contributor, ...]:
    """Read the contributors of a byline as printed: □王成成 摄影报道, （记者 杨光 通讯员 万宇）.

    A role word stands before the names that it is for; what they did (摄, 文/图) after them, or
    before where nothing else is there for it (文/张三 图/李四). Units before a name are not
    contributors; where a unit signs alone (市气象局 供稿) it is a collective.
    """
    groups = _Reader(profile).read(tokens_of(byline, profile))
    return tuple(_once(one for group in groups for one in group.named()))


def _once(found: Iterable[Contributor]) -> Iterator[Contributor]:
    """Give each name once; who wrote and took the picture did both."""
    known: dict[str, Contributor] = {}
    for one in found:
        first = known.setdefault(one.name, one)
        if (first.role is Role.PHOTO) != (one.role is Role.PHOTO):
            known[one.name] = replace(first, role=Role.TEXT_AND_PHOTO)
    yield from known.values()


class _Reader:
    """Reads the words of one byline into groups."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._agencies = sorted(profile.agencies, key=len, reverse=True)
        self._said = Role.AUTHOR  # by the last role word
        self._does: Role | None = None  # by a work word before a role word
        self._groups = [_Group(Role.AUTHOR)]

    def read(self, tokens: Sequence[Token]) -> list[_Group]:
        for at, token in enumerate(tokens):
            if token.kind is Kind.ROLE:
                self._role(token, tokens, at)
            elif token.kind is Kind.WORK:
                self._work(token, tokens, at)
            elif token.kind is Kind.FROM:
                self._groups.append(_Group(Role.AUTHOR, source=True))
            else:
                if token.glue == ";" and self._groups[-1].named():
                    self._groups.append(_Group(self._said))
                self._name(token.text, tokens[at + 1] if at + 1 < len(tokens) else None)
        return self._groups

    def _role(self, token: Token, tokens: Sequence[Token], at: int) -> None:
        self._said = role_of(token.text)
        self._groups.append(_Group(self._does or self._said))
        self._does = None
        if _ALIKE.search(token.text) and not _is(Kind.NAME, tokens, at + 1):
            self._collective(token.text)

    def _work(self, token: Token, tokens: Sequence[Token], at: int) -> None:
        role = work_of(token.text)
        if self._is_before(token, tokens, at):
            self._does = role if _is(Kind.ROLE, tokens, at + 1) else None
            self._groups.append(_Group(role or self._said))
            return
        group = self._groups[-1]
        if role:
            group.people = [replace(one, role=role) for one in group.people]
            group.units = [replace(one, role=role) for one in group.units]
        self._groups.append(_Group(self._said))

    def _is_before(self, token: Token, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a work word stands before its names, as in 文/张三 图/李四."""
        if at + 1 == len(tokens) or tokens[at + 1].kind is Kind.WORK:
            return False
        if tokens[at + 1].glue in ("/", ":") and token.glue != "/":
            return True
        if not self._groups[-1].named():
            return True
        if tokens[at + 1].kind is not Kind.NAME:
            return False
        after = next((one.kind for one in tokens[at + 1 :] if one.kind is not Kind.NAME), None)
        return after is not Kind.WORK and simplified(token.text) not in TOGETHER

    def _name(self, text: str, after: Token | None) -> None:
        text = text.strip("·•-—_“”\"' ")
        beside_role = after is not None and after.kind is Kind.ROLE
        if self._groups[-1].source:
            self._source(text)
        elif text in self._profile.collectives:
            self._collective(text)
        elif agency := self._agency(text):
            if not beside_role:
                self._groups[-1].units.append(_agency(agency))
        elif beside_role and (_IS_UNIT.fullmatch(text) or _MEDIUM.fullmatch(text)):
            return  # 人民日报 记者: whose reporter it is
        elif after and _FROM_PLACE.fullmatch(after.text) and not _is_person(text):
            self._groups[-1].units.append(_collective(text, self._said))  # 北京报道
        elif text and text not in _AND and not (text in self._profile.name or text == "等"):
            joined = beside_role and after is not None and not after.glue and text[-1] in _AND
            self._people(text[:-1] if joined and is_name(text[:-1]) else text)

    def _source(self, text: str) -> None:
        """Take what a text is from; 据新华社北京6月1日电 is from 新华社."""
        name = self._agency(text, exact=False) or _ENDS.sub("", text).strip("《》")
        if name and not (_DATELINE.fullmatch(name) or name in _AND):
            kind = _agency(name) if len(name) < 24 else None
            self._groups[-1].people.extend([kind] if kind else [])

    def _agency(self, text: str, *, exact: bool = True) -> str:
        """Name the agency that a word begins with; it is all, or a dateline follows."""
        for name in self._agencies:
            rest = text[len(name) :]
            if text.startswith(name) and (not (exact and rest) or _DATELINE.fullmatch(rest)):
                return name
        return ""

    def _people(self, text: str) -> None:
        group = self._groups[-1]
        text = text.removesuffix("等") if len(text) > 2 else text
        joint = _UNIT_AND_NAME.fullmatch(text)
        sides = _SIDES.fullmatch(text)
        if _NOBODY.fullmatch(text):
            return
        if is_name(text) and not _is_place(text):
            group.people.append(Contributor(text, group.role))
        elif sides and all(map(_is_person, sides.groups())):
            for side in sides.groups():
                self._people(side)
        elif _IS_UNIT.fullmatch(text) or _TITLE.fullmatch(text):
            group.units.append(_collective(text, group.role))
        elif joint and is_name(joint["name"]):
            group.people.append(Contributor(joint["name"], group.role))
        elif not any(char.isdigit() for char in text):
            group.people.extend(self._one(name, group.role) for name in split_names(text))

    def _one(self, name: str, role: Role) -> Contributor:
        if name in self._profile.collectives:
            return _collective(name, role)
        long = len(name) > 6 and not is_foreign_name(name)
        return _collective(name, role) if long else Contributor(name, role)

    def _collective(self, name: str) -> None:
        self._groups[-1].people.append(_collective(name, self._groups[-1].role))


def _is(kind: Kind, tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is kind


def _is_person(text: str) -> bool:
    return is_name(text) or is_foreign_name(text)


def _is_place(text: str) -> bool:
    return len(text) > 2 and _IS_UNIT.fullmatch(text) is not None


def _agency(name: str) -> Contributor:
    return Contributor(name, Role.AUTHOR, ContributorType.AGENCY)


def _collective(name: str, role: Role) -> Contributor:
    return Contributor(name, role, ContributorType.COLLECTIVE)
