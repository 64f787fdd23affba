"""What templates see: the theme contract.

Small read-only views, not the model's own objects. Every template gets `frame`, what stands
around any page, and one view by the name that `TEMPLATES` gives. All addresses (`href`) are
relative to the page that is being made, but for those of `404.html`, which begin with `/`.
Text is plain and escaped by the environment; only `body` and `linked_data` of `ArticleView`, `csl`
of its citation, `body` of `SheetView` and the `lines` of a list are finished.
`docs/theme-contract.md` is generated from this module's docstrings.
"""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct


class Link(Struct, frozen=True):
    """A text that leads somewhere; `href` is "" where there is nowhere to go."""

    text: str
    href: str


class NavigationLink(Struct, frozen=True):
    """A link of the main navigation; `current` on the page that it leads to."""

    text: str
    href: str
    current: bool


class Around(Struct, frozen=True):
    """What stands around the pages of a site, the same on many: what the parts in `around/` see.

    `edition`, `subtitle`, `publisher`, `notice` and `rights` come from `edition.toml`, "" where not
    given; `legal` are the lines of its `[legal]`, with an address where a register has one.
    `feed` (Atom) and `json_feed` hold the newest articles; `opensearch` is the description by which
    a browser adds the search. `corrections` is the address of the page of all corrections.
    `navigation` holds the site's own
    pages and the sheets (单页) that ask for it, `sheets` the others: a page that shows both leads
    everywhere.
    `assets` maps an asset's name in the theme to its address; those of the search client stand
    under `search/`. `policy` is the Content-Security-Policy that a page says of itself.
    `phrases` are the theme's words in the edition's language, from `theme.toml`.
    """

    language: str
    edition: str
    subtitle: str
    publisher: str
    notice: str
    rights: str
    legal: tuple[Link, ...]
    home: str
    search: str
    opensearch: str
    feed: str
    json_feed: str
    corrections: str
    navigation: tuple[NavigationLink, ...]
    sheets: tuple[NavigationLink, ...]
    assets: Mapping[str, str]
    policy: Markup
    phrases: Mapping[str, str]


class ShareView(Struct, frozen=True):
    """The picture that a link to a page is shown with elsewhere: `href` is its whole address.

    `width` and `height` are in pixels, `alt` says what is on it. `href` is "" where there is none.
    """

    href: str
    width: int
    height: int
    alt: str


class Frame(Around, frozen=True):
    """What stands around every page, with what is its own.

    `title` and `description` are for the head; `canonical` is its full address, `share_picture` for
    links to it. `day` is how its issue is set, "festive" (套红) or "mourning" (素色), mostly "";
    the home page has it of the newest. `headline_face` is the style sheet that loads the face of
    headlines where an edition has one: a font named by `--headlines`. `around` are the
    theme's templates in `around/` by name, rendered once for many pages: `frame.around.footer`.
    """

    title: str
    description: str
    canonical: str
    share_picture: ShareView
    day: str
    headline_face: str
    around: Mapping[str, Markup]


class DateView(Struct, frozen=True):
    """A date: `text` for reading (2021年6月), `datetime` for machines (2021-06)."""

    text: str
    datetime: str


class PlaceView(Struct, frozen=True):
    """Where an article stands in print.

    `issue` (2021年6月) and `pages` (第1版) are links; `assumed` says that a page's number is the
    editor's assumption (推定).
    """

    issue: Link
    pages: tuple[Link, ...]
    assumed: bool


class ReferenceView(Struct, frozen=True):
    """An article as another page names it; a withdrawn one without its title (稿件已撤回)."""

    title: str
    href: str
    place: PlaceView


class CorrectionView(Struct, frozen=True):
    """A correction (更正) that the edition made to an article: when, and what was wrong."""

    date: DateView
    note: str


class ArticleSummary(Struct, frozen=True):
    """An article in a list.

    `title` is what to call it: the headline, joined with a kicker that is its subject
    (绥宁县分公司 警邮联合宣传交通安全); its first words where `headline_missing`.
    `href` is "" for a headline without text (`genre` "headline-only"), `kicker` where it is joined
    or absent.
    `continued` is the jump line where the text goes on from another page (上接第1版). `excerpt` is
    the beginning of the text, at most 90 characters.
    Of a `withdrawn` article there is nothing but its place: `title` says that it is withdrawn,
    `href` leads to the page that says why. `corrected` is true where the edition has corrections
    (更正) of it, `draft` only in a preview.
    """

    title: str
    href: str
    headline_missing: bool
    kicker: str
    deck: str
    byline: str
    genre: str
    continued: str
    excerpt: str
    length: int
    place: PlaceView
    topics: tuple[Link, ...]
    corrected: bool
    withdrawn: bool
    draft: bool


class EarlierView(Struct, frozen=True):
    """An article of an earlier issue on the same matter.

    `date` is for reading; `reason` says what both stand in (同一栏目：支部生活), with the theme's
    words `same_series`, `same_column`, `same_unit` and `same_topic`.
    """

    title: str
    href: str
    date: str
    reason: str


class CitationView(Struct, frozen=True):
    """How to cite an article (引用).

    `text` is the reference by GB/T 7714—2025; `csl` is CSL-JSON for a `script` of the type
    `application/vnd.citationstyles.csl+json`. `title` is the title as it is cited, `authors` sign,
    `paper` is the newspaper, `date` as precise as it is known (2021-06), `pages` the 版次 (1, 2).
    """

    text: str
    title: str
    authors: tuple[str, ...]
    paper: str
    date: str
    pages: str
    csl: Markup


class SourceView(Struct, frozen=True):
    """Lines of a source file (3-9, 12), and the printed page that it is the text of."""

    page: Link
    file: str
    lines: str


class OriginView(Struct, frozen=True):
    """Where an article comes from.

    `repairs` counts the lines that were repaired by kind: "spread", "spacing", "lost-glyph",
    "radical", "vertical". `edited`: an editor has been at work since it was imported.
    """

    sources: tuple[SourceView, ...]
    repairs: Mapping[str, int]
    edited: bool


class ArticleView(Struct, frozen=True):
    """An article (`article.html`).

    `headline` is as printed; where `headline_missing` it is the first words of the text.
    `title` is what lists call it, with a unit kicker joined. `column` is its 栏目, whose page is at
    `column_href`, "" where it has none; `series` and `units` are those that it belongs to.
    `byline` is the printed byline
    without its mark or brackets, in parts; a part with an `href` is a name. `continued` and
    `continues` are jump lines (上接第1版, 下转第3版), with an address where the edition has it.
    `body` is HTML: p, h2, figure, blockquote, div.table (a table in a box to scroll), div.poem of
    p.verse, p.names (a row of names, each a span); the dateline is `span.dateline`.
    `corrections` are what the edition corrected, newest first; `corrected_by` later articles that
    correct this one, `corrects` the articles that this one corrects. `earlier` are at most three
    articles of earlier issues on the same matter, the closest first. `report` is where a
    reader tells of an error in it, prefilled, "" where nobody listens. `origin` is where it comes
    from, None where no record tells. `linked_data` is JSON-LD for
    a `script` of the type `application/ld+json`: the article, and the way to it. A theme that uses
    none of it, `citation`, `origin` and `earlier` costs nothing for them.
    """

    title: str
    headline: str
    headline_missing: bool
    kicker: str
    deck: str
    column: str
    column_href: str
    series: Link
    units: tuple[Link, ...]
    source: str
    genre: str
    byline: tuple[Link, ...]
    date: DateView
    place: PlaceView
    topics: tuple[Link, ...]
    continued: Link
    continues: Link
    body: Markup
    corrections: tuple[CorrectionView, ...]
    corrected_by: tuple[ReferenceView, ...]
    corrects: tuple[ReferenceView, ...]
    earlier: tuple[EarlierView, ...]
    draft: bool
    linked_data: Markup
    citation: CitationView
    report: str
    origin: OriginView | None
    previous: Link
    next: Link


class WithdrawnView(Struct, frozen=True):
    """What stands in the place of a withdrawn article (`withdrawn.html`): when and why, no more."""

    date: DateView
    reason: str
    place: PlaceView
    draft: bool
    previous: Link
    next: Link


class PageSection(Struct, frozen=True):
    """A printed page in an issue: `title` is 第1版 with its name, `assumed` marks a 推定 number."""

    title: str
    href: str
    assumed: bool
    articles: tuple[ArticleSummary, ...]


class PastIssue(Struct, frozen=True):
    """An issue of the same day of an earlier year; `headline` is its first, or ""."""

    title: str
    href: str
    date: DateView
    headline: str


class IssueView(Struct, frozen=True):
    """An issue (`issue.html`; on the home page the newest).

    `title` is its date with the name of a supplement; `number` the printed 总期号 or "".
    `previous` and `next` are the neighbouring issues, by date; `same_days` those of the same day of
    earlier years (往年今日), newest first. `draft` is true only in a preview.
    `data` is the issue for machines, "" where the edition does not give it.
    """

    title: str
    href: str
    date: DateView
    number: str
    data: str
    pages: tuple[PageSection, ...]
    article_count: int
    same_days: tuple[PastIssue, ...]
    draft: bool
    previous: Link
    next: Link


class PageView(Struct, frozen=True):
    """A printed page on its own (`page.html`); `previous` and `next` are pages of the issue.

    `pages` are all pages of the issue by their labels. `staff` are its credits as printed, a role
    with its names each: 责任编辑 王某.
    """

    section: PageSection
    pages: tuple[NavigationLink, ...]
    staff: tuple[str, ...]
    issue: Link
    date: DateView
    previous: Link
    next: Link


class IssueLine(Struct, frozen=True):
    """An issue in a list; `headlines` are the first few of its articles' titles."""

    title: str
    href: str
    date: DateView
    page_count: int
    article_count: int
    headlines: tuple[str, ...]
    draft: bool


class CountLine(Struct, frozen=True):
    """A topic, a person, a column in a list, with the number of articles.

    `marked` is true for a topic bound to a time (专题) and for a collective pen name.
    """

    name: str
    href: str
    count: int
    marked: bool


class HomeView(Struct, frozen=True):
    """The front page (`home.html`): the newest issue, the latest other ones, the topics."""

    issue: IssueView
    issues: tuple[IssueLine, ...]
    topics: tuple[CountLine, ...]


class TopicsView(Struct, frozen=True):
    """All topics that articles have (`topics.html`), the most used first.

    `kinds` leads to the lists of every kind that there are, to the page itself too.
    """

    topics: tuple[CountLine, ...]
    kinds: tuple[NavigationLink, ...]


class Bar(Struct, frozen=True):
    """A year or a month of a plot: how it is called, for machines too, and its articles.

    `height` is `count` in hundredths of the highest, at least 1 where there is any. `href` leads to
    the year's own page, "" where it has none.
    """

    text: str
    datetime: str
    count: int
    height: int
    href: str


class PlotView(Struct, frozen=True):
    """A list's articles over time: a bar a year, or a month where they are of a few years.

    No `bars` where all are of one. `highest` is the one with most articles.
    """

    bars: tuple[Bar, ...]
    highest: Bar


class ListView(Struct, frozen=True):
    """The articles of a list: those of the newest years, or those of an earlier `year`.

    `lines` are the articles, newest issue first, each as `line.html` makes it; `count` says how
    many there are, on the front page with those on other pages. `year` is "" on the front page,
    and its `years` lead to the pages of earlier years. `front` leads to the front page,
    `overview` to all lists of its kind, `previous`
    to the page of the year before, `next` to that of the year after. `plot` and `related` are on
    the front page: the topics that most often stand on the same articles, with how many. `feed`
    (Atom) and `json_feed` have what is new. A theme that uses none of these costs nothing for them.
    """

    lines: Markup
    count: int
    year: str
    years: tuple[Link, ...]
    front: Link
    overview: Link
    previous: Link
    next: Link
    plot: PlotView
    related: tuple[CountLine, ...]
    feed: str
    json_feed: str


class TopicView(Struct, frozen=True):
    """A topic with its articles (`topic.html`); `timely`: bound to a time."""

    name: str
    timely: bool
    list: ListView


class PeopleView(Struct, frozen=True):
    """All who sign (`people.html`), in the order of their pinyin; `kinds` as of `TopicsView`."""

    people: tuple[CountLine, ...]
    kinds: tuple[NavigationLink, ...]


class PersonView(Struct, frozen=True):
    """Someone who signs (`person.html`). `collective` is true for a collective pen name."""

    name: str
    collective: bool
    list: ListView


class ColumnsView(Struct, frozen=True):
    """All columns (`columns.html`), the most used first; `kinds` as of `TopicsView`."""

    columns: tuple[CountLine, ...]
    kinds: tuple[NavigationLink, ...]


class ColumnView(Struct, frozen=True):
    """A column (栏目) with its articles (`column.html`)."""

    name: str
    list: ListView


class UnitsView(Struct, frozen=True):
    """All units that articles are of (`units.html`), the most used first; `kinds` as before."""

    units: tuple[CountLine, ...]
    kinds: tuple[NavigationLink, ...]


class UnitView(Struct, frozen=True):
    """A unit (单位) of the settings' list with its articles (`unit.html`)."""

    name: str
    list: ListView


class AllSeriesView(Struct, frozen=True):
    """All series (`all-series.html`), the most used first; `kinds` as of `TopicsView`."""

    series: tuple[CountLine, ...]
    kinds: tuple[NavigationLink, ...]


class SeriesView(Struct, frozen=True):
    """A series (系列) with its articles (`series.html`)."""

    name: str
    list: ListView


class YearLine(Struct, frozen=True):
    """A year of the archive with its number of issues and articles."""

    year: str
    href: str
    issue_count: int
    article_count: int


class ArchiveView(Struct, frozen=True):
    """The archive (`archive.html`): its years, newest first; `coverage` says what it lacks."""

    years: tuple[YearLine, ...]
    coverage: str


class LackEntry(Struct, frozen=True):
    """Something that lacks: `text` names it, numbers or days or pages, or says how many.

    `issue` is the issue that it is about; for numbers the one before them, and `before` the one
    after them.
    """

    text: str
    issue: Link
    before: Link


class Lack(Struct, frozen=True):
    """What a year lacks of a kind, `count` in all, with its first `entries` and how many `more`.

    `kind` is "numbers" (总期号 that no issue has), "days" (the rhythm has an issue), "pages" (not
    there, though later ones of their issue are), "assumed" (pages whose label is not in print),
    "bare" (headlines without a text), "withdrawn" or "backward" (a number that is not above that
    of the issue before).
    """

    kind: str
    count: int
    entries: tuple[LackEntry, ...]
    more: int


class CoverageYear(Struct, frozen=True):
    """What there is of a year, and what lacks.

    `undated` issues are not known to the day, `unnumbered` ones have no number: there nothing can
    be told.
    """

    year: str
    href: str
    issue_count: int
    page_count: int
    article_count: int
    undated: int
    unnumbered: int
    lacks: tuple[Lack, ...]


class CoverageView(Struct, frozen=True):
    """What the edition lacks of the paper (`coverage.html`), by year, newest first.

    `rhythm`: it is known on which days there is an issue. `data` leads to all of it as JSON.
    """

    years: tuple[CoverageYear, ...]
    rhythm: bool
    data: str


class DayView(Struct, frozen=True):
    """A day of a calendar: `text` is its number, "" where a week has no such day.

    `kind` is "issue" (`href` leads there), "missing" (the edition's rhythm has one, and it is not
    here), "rest" (休刊) or "".
    """

    text: str
    href: str
    kind: str


class MonthView(Struct, frozen=True):
    """A month of a calendar: `title` (6月), `datetime` (2021-06), its weeks from Monday on."""

    title: str
    datetime: str
    weeks: tuple[tuple[DayView, ...], ...]


class ArchiveYearView(Struct, frozen=True):
    """A year of the archive (`archive-year.html`): its issues, oldest first.

    `months` are its calendar; none where no issue is known to the day.
    """

    year: str
    months: tuple[MonthView, ...]
    issues: tuple[IssueLine, ...]
    previous: Link
    next: Link


class CorrectionLine(Struct, frozen=True):
    """A correction or withdrawal in the list of all.

    `kind` is "correction" (its `note` says what was wrong), "notice" (the article `notice`
    corrects it) or "withdrawal" (`note` says why). `notice.href` is "" but for the second.
    """

    kind: str
    date: DateView
    note: str
    notice: Link
    article: ReferenceView


class CorrectionsView(Struct, frozen=True):
    """All corrections and withdrawals (`corrections.html`), newest first, and their Atom feed."""

    entries: tuple[CorrectionLine, ...]
    feed: str


class SearchView(Struct, frozen=True):
    """The search page (`search.html`).

    `index` is the address of the index file that the search client reads; `root` leads from this
    page to the site's root, for the addresses in the index.
    """

    index: str
    root: str
    article_count: int
    years: str
    topics: str
    people: str
    archive: str


class SheetView(Struct, frozen=True):
    """A sheet (单页): about, contact, imprint (`sheet.html`). `body` is HTML, as an article's."""

    title: str
    body: Markup


class NotFoundView(Struct, frozen=True):
    """The page for addresses that nothing answers (`404.html`)."""

    archive: str
    topics: str


class MovedView(Struct, frozen=True):
    """A page that stands where something was published once (`moved.html`), and leads on.

    `target` has the title of what is there as its text, or else its whole address.
    """

    target: Link


View = (
    HomeView
    | IssueView
    | PageView
    | ArticleView
    | WithdrawnView
    | TopicsView
    | TopicView
    | PeopleView
    | PersonView
    | ColumnsView
    | ColumnView
    | UnitsView
    | UnitView
    | AllSeriesView
    | SeriesView
    | ArchiveView
    | ArchiveYearView
    | CoverageView
    | CorrectionsView
    | SearchView
    | SheetView
    | NotFoundView
    | MovedView
)

TEMPLATES: Mapping[str, tuple[str, type[View]]] = {
    "home.html": ("home", HomeView),
    "issue.html": ("issue", IssueView),
    "page.html": ("page", PageView),
    "article.html": ("article", ArticleView),
    "withdrawn.html": ("withdrawn", WithdrawnView),
    "topics.html": ("topics", TopicsView),
    "topic.html": ("topic", TopicView),
    "people.html": ("people", PeopleView),
    "person.html": ("person", PersonView),
    "columns.html": ("columns", ColumnsView),
    "column.html": ("column", ColumnView),
    "units.html": ("units", UnitsView),
    "unit.html": ("unit", UnitView),
    "all-series.html": ("all_series", AllSeriesView),
    "series.html": ("series", SeriesView),
    "archive.html": ("archive", ArchiveView),
    "archive-year.html": ("year", ArchiveYearView),
    "coverage.html": ("coverage", CoverageView),
    "corrections.html": ("corrections", CorrectionsView),
    "search.html": ("search", SearchView),
    "sheet.html": ("sheet", SheetView),
    "404.html": ("not_found", NotFoundView),
    "moved.html": ("moved", MovedView),
}
"""The templates of pages, the name of its view in each, and the view's type."""

LINE = "line.html"
"""The template of an article in a list: it gets an `ArticleSummary` as `article`, and `phrases`."""

AROUND = "around/"
"""Templates here see nothing but `frame`, an `Around`; pages find them in `frame.around`."""

REQUIRED = ("home.html", "issue.html", "article.html", "withdrawn.html", "404.html", "moved.html")
"""The templates that a theme must have. Of the other kinds it makes those that it has.

Where a kind is not made, what would lead to it has no address: `href` is "".
"""
