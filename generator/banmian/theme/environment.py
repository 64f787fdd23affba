"""Rendering: a theme's templates with the views of the contract."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from banmian.errors import UserError
from banmian.theme.contexts import AROUND, LINE, TEMPLATES, Around, ArticleSummary, Frame, View
from banmian.theme.filters import FILTERS, QuickGenerator, quick_escape
from banmian.theme.theme import Theme

_TEMPLATE_OF = {kind: (file, name) for file, (name, kind) in TEMPLATES.items()}


class _Environment(Environment):
    """Jinja's environment, with what compiled templates escape by."""

    code_generator_class = QuickGenerator
    quick_escape = staticmethod(quick_escape)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what a template sees anyway, as one plain dict: it is copied for every page."""
        return {**self.globals, **(d or {})}


def environment(loader: BaseLoader) -> Environment:
    """Give what a theme's templates are compiled by."""
    made = _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= FILTERS
    return made


class Renderer:
    """Renders views with the templates of one theme; templates are compiled once."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._environment = environment(FunctionLoader(self._source))

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """Give a template under its own name, by which a traceback knows it."""
        source = self.theme.templates.get(name)
        return None if source is None else (source, name, None)

    def render(self, frame: Frame, view: View) -> bytes:
        """Give the page that shows `view`, as UTF-8.

        Raises:
            UserError: naming template, line and page when the template is wrong.
        """
        file, name = _TEMPLATE_OF[type(view)]
        return self._rendered(file, {"frame": frame, name: view}, frame.canonical).encode()

    def line(self, article: ArticleSummary, phrases: Mapping[str, str]) -> str:
        """Give an article as a line of a list, as `line.html` makes it.

        Raises:
            UserError: as `render`.
        """
        return self._rendered(LINE, {"article": article, "phrases": phrases}, article.title)

    def parts(self, around: Around) -> dict[str, Markup]:
        """Give the theme's templates in `around/`, rendered, by name.

        Raises:
            UserError: as `render`.
        """
        return {
            file.removeprefix(AROUND).removesuffix(".html"): Markup(  # noqa: S704 — a template's
                self._rendered(file, {"frame": around}, around.edition)
            )
            for file in self.theme.templates
            if file.startswith(AROUND)
        }

    def _rendered(self, file: str, variables: Mapping[str, object], page: str) -> str:
        try:
            return self._environment.get_template(file).render(variables)
        except Exception as error:  # whatever a template does wrong is its own mistake
            place = _place(error, file, self.theme)
            what = _what(error)
            raise UserError(
                f"{place}: {what} ({page})",
                "mend the template; what it may use 模板可用的内容见 docs/theme-contract.md",
            ) from error


def _what(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template 没有这个模板 {error.name}"
    if isinstance(error, RecursionError):
        return "endless recursion of templates or macros 模板或宏互相引用，没有尽头"
    return str(error)


def _place(error: Exception, file: str, theme: Theme) -> str:
    """Find file and line: a syntax error knows its own, others stand in the traceback."""
    name, line = file, getattr(error, "lineno", None)
    if line:
        name = getattr(error, "name", None) or file
    else:
        trace = error.__traceback__
        while trace:
            code = trace.tb_frame.f_code.co_filename
            if code in theme.templates:
                name, line = code, trace.tb_lineno
            trace = trace.tb_next
    place = theme.places.get(name, name)
    return f"{place}:{line}" if line else place
