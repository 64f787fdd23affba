"""Rendering: a theme's templates with the views of the contract."""

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound

from banmian.errors import UserError
from banmian.theme.contexts import TEMPLATES, Frame, View
from banmian.theme.theme import Theme

_TEMPLATE_OF = {kind: (file, name) for file, (name, kind) in TEMPLATES.items()}


class Renderer:
    """Renders views with the templates of one theme; templates are compiled once."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._environment = Environment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )

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
        try:
            template = self._environment.get_template(file)
            return template.render({"frame": frame, name: view}).encode()
        except Exception as error:  # whatever a template does wrong is its own mistake
            place = _place(error, file, self.theme)
            what = (
                f"there is no template 没有这个模板 {error.name}"
                if isinstance(error, TemplateNotFound)
                else str(error)
            )
            raise UserError(
                f"{place}: {what} ({frame.canonical})",
                "mend the template; what it may use 模板可用的内容见 docs/theme-contract.md",
            ) from error


def _place(error: Exception, file: str, theme: Theme) -> str:
    """Find template and line: a syntax error knows its own, others stand in the traceback."""
    line = getattr(error, "lineno", None)
    if line:
        return f"{getattr(error, 'name', None) or file}:{line}"
    place, trace = file, error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name in theme.templates:
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
