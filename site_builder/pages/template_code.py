"""How a template becomes code: as Jinja does it, with three steps shortened that a page takes thousands of
times.

Jinja's own code escapes through two Python calls and a string class, reads each attribute through the
environment, and calls a macro through three more calls. Here escaping is one call into C, an attribute is an
attribute, a macro with all its arguments is called at once: half the time of a page of evidence. The bytes
are the same (tests/pages/test_pages_templates.py compares them with plain Jinja's).
"""

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from site_builder.pages.shared.escaping import written


class PageCode(CodeGenerator):
    """Jinja's code with `written` for `escape`, and attributes read as attributes: `view.rows` never means
    `view["rows"]`."""

    asked = False
    """Inside `… is defined`: there a missing attribute is an answer and no error"""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # Jinja's name
        """Make `written` known to the template."""
        self.writeline(f"from {written.__module__} import {written.__name__}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{written.__name__}(")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """A test may ask whether something is there."""
        self.asked, before = True, self.asked
        super().visit_Test(node, frame)
        self.asked = before

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`a.b` is `a.b`, but for names that Python keeps for itself."""
        if self.asked or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")


class PageContext(Context):
    """Jinja's names and calls, with a short way to macros."""

    def call(self, function: Any, *arguments: Any, **named: Any) -> Any:
        """Call a macro, when all its arguments are given in order; anything else as Jinja does."""
        if (
            type(function) is Macro
            and len(arguments) == len(function.arguments)
            and not (function.catch_kwargs or function.catch_varargs or function.caller)
        ):
            return Markup(function._func(*arguments))
        return super().call(function, *arguments, **named)
