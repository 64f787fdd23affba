"""What templates can ask for beside Jinja's own: headlines in units, links that may lead nowhere.

And quick escaping: nearly all text has nothing to escape.
"""

import re

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from banmian.theme.contexts import Link

_UNSAFE = re.compile("[&<>\"']").search
_UNIT = Markup('<span class="unit">%s</span>')


def quick_escape(value: object) -> str:
    """Escape as `markupsafe.escape` does; text that needs none stays the same object."""
    if type(value) is str:
        return str(escape(value)) if _UNSAFE(value) else value
    return value if type(value) is Markup else str(escape(value))


class QuickGenerator(CodeGenerator):
    """Compiles templates so that what they print is escaped by `quick_escape`."""

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not frame.eval_ctx.volatile and frame.eval_ctx.autoescape and finalize.src is None:
            self.write("environment.quick_escape(")
        else:
            super()._output_child_pre(node, frame, finalize)


def units(text: str) -> Markup:
    """Part a headline into units that break only between them: at blanks and before ——.

    A unit wraps inside only where it is longer than the line. Its text stays as it was.
    """
    if " " not in text and "——" not in text:
        return Markup(f'<span class="unit">{quick_escape(text)}</span>')  # noqa: S704 — escaped
    return Markup(" ").join(_pieces(part) for part in text.split(" "))


def _pieces(part: str) -> Markup:
    first, *others = part.split("——")
    pieces = [first] if first else []
    return Markup("").join(_UNIT % piece for piece in (*pieces, *(f"——{one}" for one in others)))


def linked(link: Link) -> Markup:
    """Give a link's text, as a link where it leads somewhere."""
    text = quick_escape(link.text)
    html = f'<a href="{quick_escape(link.href)}">{text}</a>' if link.href else text
    return Markup(html)  # noqa: S704 — escaped


FILTERS = {"units": units, "linked": linked}
