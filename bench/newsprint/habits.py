"""A newspaper and its habits: how it signs, leads, marks and points on."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .names import COLLECTIVE, pick_name, pick_stem, pick_unit

END_STYLES = ("mark", "mark", "mark", "bracket", "bracket", "plain", "role")


@dataclass
class Paper:
    """One newspaper page's habits."""

    name: str
    city: str
    month: int
    day: int
    mark: str
    mark_gap: str
    joiner: str
    role_gap: str
    role_words: tuple[str, str]
    correspondents: float
    pad: str
    news_place: str
    exception: float
    end_style: str
    end_roles: float
    brief_signed: float
    brief_style: str
    feature_place: str
    lead_word: str
    lead_share: float
    lead_gap: tuple[str, str]
    dateline: str
    dateline_share: float
    agency_share: float
    photo_style: str
    collective: str
    collective_share: float
    kicker_share: float
    unit_kickers: bool
    deck_share: float
    section_mark: str
    full_digits: bool
    quotes: str
    jump_form: str
    unusual: float
    paragraph_limit: int

    @classmethod
    def draw(cls, rng: Random) -> Paper:
        """A newspaper drawn at random."""
        city = pick_stem(rng)
        news_place = rng.choices(("lead", "end", "top", "mixed"), (34, 42, 14, 10))[0]
        return cls(
            name=rng.choice((city, city, pick_stem(rng)))
            + rng.choice(
                (
                    "日报",
                    "晚报",
                    "邮政报",
                    "工人报",
                    "青年报",
                    "法治报",
                    "铁道报",
                    "石油报",
                    "教育报",
                    "农民报",
                    "时报",
                    "快报",
                    "都市报",
                    "周报",
                    "新闻",
                )
            ),
            city=city,
            month=rng.randint(1, 12),
            day=rng.randint(1, 28),
            mark=rng.choices("□■◆●◎▲▪◇○△", (40, 12, 10, 7, 6, 8, 3, 3, 2, 2))[0],
            mark_gap=rng.choices(("", " ", "　"), (75, 20, 5))[0],
            joiner=rng.choices((" ", "、", "　", "  "), (66, 24, 7, 3))[0],
            role_gap=rng.choices((" ", "", "　", "："), (64, 26, 4, 6))[0],
            role_words=(
                rng.choices(
                    ("记者", "本报记者", "全媒体记者", "本报全媒体记者", "融媒体记者", "本刊记者"),
                    (52, 30, 7, 5, 4, 2),
                )[0],
                rng.choices(
                    ("通讯员", "特约记者", "特约通讯员", "实习生", "见习记者", "本报通讯员"),
                    (72, 8, 4, 7, 5, 4),
                )[0],
            ),
            correspondents=rng.choice((0.1, 0.3, 0.5, 0.7)),
            pad=rng.choices(("", " ", "　"), (74, 16, 10))[0],
            news_place=news_place,
            exception=rng.choice((0, 0.05, 0.12, 0.25)),
            end_style=rng.choice(END_STYLES),
            end_roles=rng.choice((0, 0, 0.15, 0.4)),
            brief_signed=rng.choice((0, 0.1, 0.3, 0.6, 0.6, 0.85, 1)),
            brief_style=rng.choice(("bracket", "bracket", "mark", "same")),
            feature_place=rng.choices(("top", "end", "same"), (45, 25, 30))[0],
            lead_word=rng.choices(
                (
                    "本报讯",
                    "本报讯",
                    "本网讯",
                    "本刊讯",
                    "【本报讯】",
                    "讯",
                    "本报消息",
                    "（本报讯）",
                ),
                (60, 20, 4, 3, 4, 2, 4, 1),
            )[0],
            lead_share=rng.choices((1, 0.9, 0.6, 0.3, 0), (34, 18, 12, 8, 28))[0],
            lead_gap=(rng.choice(("", " ", " ", "　")), rng.choice(("", "", " ", " ", "　"))),
            dateline=rng.choice(
                ("本报{c}{m}月{d}日电", "本报{c}{m}月{d}日讯", "本报{c}讯", "本报讯")
            ),
            dateline_share=rng.choice((0, 0, 0.1, 0.4, 0.9)),
            agency_share=rng.choice((0, 0, 0, 0.05, 0.15, 0.5)),
            photo_style=rng.choice(
                (
                    "{m}{n} 摄影报道",
                    "{m}{n} 摄影报道",
                    "{m}{n} 摄",
                    "（{n} 摄）",
                    "本报记者 {n} 摄",
                    "{n} 文/图",
                    "{m}{n}  文/图",
                    "（{n} 摄影报道）",
                    "{n}摄",
                    "（{n}摄）",
                    "图/文 {n}",
                    "文/图 {n}",
                    "{n} 图文报道",
                    "摄影报道：{n}",
                    "本报记者 {n} 摄影报道",
                    "{m}{n} 图/文",
                )
            ),
            collective=rng.choice(COLLECTIVE),
            collective_share=rng.choice((0, 0, 0, 0.08, 0.25)),
            kicker_share=rng.choice((0.05, 0.15, 0.3, 0.5)),
            unit_kickers=rng.random() < 0.3,
            deck_share=rng.choice((0.03, 0.1, 0.2, 0.4)),
            section_mark=rng.choices(("", "■", "●", "◆", "▲", "★", "》"), (80, 5, 4, 3, 3, 3, 2))[
                0
            ],
            full_digits=rng.random() < 0.06,
            quotes=rng.choices(("“”", "「」", '""'), (95, 2, 3))[0],
            jump_form=rng.choice(
                (
                    "（{w}第{p}版）",
                    "（{w}第 {p} 版）",
                    "（{w}{p}版）",
                    "（{w}第{c}版）",
                    "（{w}0{p}版）",
                    "（{w}A{p}版）",
                    "（{w}第{p}版）",
                    "({w}第{p}版)",
                    "▶▶{w}{p}版",
                )
            ),
            unusual=0.15,
            paragraph_limit=rng.choice((110, 150, 220, 400)),
        )

    def padded(self, name: str) -> str:
        """A name of two characters with what stands between them here."""
        return name[0] + self.pad + name[1] if self.pad and len(name) == 2 else name

    def names(self, rng: Random, n: int) -> tuple[str, list[str]]:
        """So many names: in print, and as a list."""
        names: list[str] = []
        while len(names) < n:
            name = pick_name(rng)
            if name not in names:
                names.append(name)
        return self.joiner.join(map(self.padded, names)), names

    def roles(self, rng: Random) -> tuple[str, list[str]]:
        """记者 张三 李四 通讯员 王五."""
        first, second = self.role_words
        if rng.random() < 0.06:
            first = rng.choice(
                (
                    "本报特约记者",
                    "首席记者",
                    "见习记者",
                    "特派记者",
                    "本报驻" + pick_stem(rng) + "记者",
                    "通讯员",
                    "本报评论员",
                    "本报通讯员",
                )
            )
        groups = [(first, rng.choices((1, 2, 3), (72, 24, 4))[0])]
        if rng.random() < self.correspondents:
            groups.append((second, rng.choices((1, 2, 3), (72, 22, 6))[0]))
            if rng.random() < 0.25:
                groups.reverse()
            if rng.random() < 0.05:
                groups.append(("实习生", 1))
        parts, authors = [], []
        for word, n in groups:
            text, names = self.names(rng, n)
            if any(x in authors for x in names):
                continue
            parts.append(word + self.role_gap + text)
            authors += names
        return rng.choices((" ", "　", "" if not self.role_gap else " "), (80, 10, 10))[0].join(
            parts
        ), authors

    def end_byline(self, rng: Random, kind: str, style: str = "") -> tuple[str, list[str]]:
        """A byline after a text: in print, and its authors."""
        style = style or self.end_style
        if style == "same":
            style = self.end_style
        if (
            kind in ("commentary", "verse", "letter", "list", "notice", "correction")
            and style == "role"
        ):
            style = rng.choice(("plain", "mark", "bracket"))
        if kind != "photo" and rng.random() < self.collective_share:
            text, authors = self.collective, [self.collective]
        elif style == "role" or (
            kind in ("news", "feature", "interview") and rng.random() < self.end_roles
        ):
            text, authors = self.roles(rng)
        else:
            text, authors = self.names(rng, rng.choices((1, 2, 3), (80, 16, 4))[0])
        if rng.random() < 0.03 and kind in ("news", "brief", "feature", "commentary"):
            text = pick_unit(rng) + " " + text
        if style == "mark":
            return self.mark + self.mark_gap + text, authors
        if style == "bracket":
            return f"（{text}）", authors
        return text, authors

    def photo_byline(self, rng: Random) -> tuple[str, list[str]]:
        """A byline of a photo: in print, and its authors."""
        style = self.photo_style
        if rng.random() < 0.12:
            style = rng.choice(
                (
                    "{m}{n} 文 {o} 图",
                    "文/{n} 图/{o}",
                    "（{n} {o} 摄影报道）",
                    "{n} 供图",
                    "（通讯员 {n} 摄）",
                    "通讯员 {n} 摄影报道",
                    "新华社记者 {n} 摄",
                    "{m}本报记者 {n} 摄影报道",
                    "特约记者 {n} 文/图",
                )
            )
        (text, authors), (other, others) = (
            self.names(rng, 2 if rng.random() < 0.15 and "{o}" not in style else 1),
            self.names(rng, 1),
        )
        if "{o}" not in style or others[0] in authors:
            return style.replace("{o}", text).format(m=self.mark, n=text), authors
        return style.format(m=self.mark, n=text, o=other), authors + others

    def jump(self, word: str, page: int) -> str:
        """A line that points to another page."""
        return self.jump_form.format(
            w=word, p=page, c="〇一二三四五六七八九"[page] if page < 10 else page
        )
