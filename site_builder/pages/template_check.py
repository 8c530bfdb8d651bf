"""Templates against the types of their views, before the first page is made: a name that no view has is an
error with template and line, not a page that fails for one report in a hundred.

Jinja's syntax tree is walked with the type of every name: the view's type at the top, the type of the members
in a loop, the types of the arguments in a macro (each macro is walked once per list of types it is called
with). Where a type is not known (the result of arithmetic, of a filter that is not in `RESULTS`) nothing is
claimed. Of a union an attribute must be there in at least one member: whether a template asks first which one
it has is not followed.
"""

import types
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes
from msgspec import Struct

from site_builder.pages.shared import urls
from site_builder.pages.shared.frame import PageInfo

TEMPLATE_CHECK_UNKNOWN: Any = Any
"""The type of what is not followed: any attribute may be there"""
RESULTS: dict[str, Any] = {
    "length": int,
    "count": int,
    "int": int,
    "round": float,
    "join": str,
    "replace": str,
    "upper": str,
    "lower": str,
    "trim": str,
    "string": str,
    "urlencode": str,
}
"""Filter → the type it gives, of those that matter to an attribute behind them"""
SAME_MEMBERS = frozenset(
    {"list", "sort", "reverse", "unique", "selectattr", "rejectattr", "select", "reject"}
)
"""Filters that give members of the same type as they are given"""
LOOP_NAMES = (
    "index",
    "index0",
    "revindex",
    "revindex0",
    "first",
    "last",
    "length",
    "cycle",
    "depth",
    "depth0",
    "previtem",
    "nextitem",
    "changed",
)
"""What Jinja's `loop` has"""
GLOBALS = frozenset(
    {
        "range",
        "dict",
        "lipsum",
        "cycler",
        "joiner",
        "namespace",
        "urls",
        "loop",
        "caller",
        "varargs",
        "kwargs",
    }
)
"""Names every template or macro may use without being given them"""


class TemplateFault(Struct, frozen=True, order=True):
    """Something a template asks for that nobody gives."""

    template: str
    line: int
    message: str
    """In Chinese: what is wrong, and the nearest name that exists if there is one"""


class _Loop:
    """The type of Jinja's `loop`."""


def check_templates(
    environment: Environment, sources: Mapping[str, str], views: Mapping[str, Any]
) -> tuple[TemplateFault, ...]:
    """All faults of the templates a build uses, in order of template and line.

    `sources` maps names (`pages/place.html`) to their text, `views` the name of each page template to the
    type of its view. A template that is not there or is not a template at all is a fault too.
    """
    checker = _Checker(environment, sources)
    for name, view in sorted(views.items()):
        checker.page(name, {"view": view, "info": PageInfo, "up": str})
    return tuple(sorted(checker.faults))


def nearest(name: str, known: Iterator[str] | frozenset[str] | list[str]) -> str:
    """The known name that differs least, empty when none is near. >>> nearest("titel", ["title", "url"])
    'title'
    """
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), 1, 0.6)
    return found[0] if found else ""


class _Checker:
    """Walks templates; `faults` grows."""

    def __init__(self, environment: Environment, sources: Mapping[str, str]) -> None:
        self.environment, self.sources = environment, sources
        self.faults: set[TemplateFault] = set()
        self._trees: dict[str, nodes.Template | None] = {}
        self._walked: set[tuple[str, str, str]] = set()

    def page(self, name: str, given: dict[str, Any]) -> None:
        """One page template with the types it is given."""
        tree = self.tree(name)
        if tree is not None:
            _Walk(self, name, given).body(tree.body)

    def tree(self, name: str) -> nodes.Template | None:
        """The syntax tree of a template; None, and a fault, when there is none."""
        if name not in self._trees:
            self._trees[name] = self._parse(name)
        return self._trees[name]

    def _parse(self, name: str) -> nodes.Template | None:
        if name not in self.sources:
            self.fault(name, 0, "主题文件夹里找不到这个模板")
            return None
        try:
            return self.environment.parse(self.sources[name], name)
        except TemplateSyntaxError as error:
            self.fault(error.name or name, error.lineno, f"模板写法有错：{error.message}")
            return None

    def macros(self, tree: nodes.Template) -> dict[str, nodes.Macro]:
        """The macros a template defines itself."""
        return {macro.name: macro for macro in tree.find_all(nodes.Macro)}

    def fault(self, template: str, line: int, message: str) -> None:
        """Note a fault; the same one seen in several calls of a macro is one."""
        self.faults.add(TemplateFault(template, line, message))

    def macro(self, template: str, macro: nodes.Macro, given: dict[str, Any], names: dict[str, Any]) -> None:
        """The body of a macro, once for each list of types it is called with."""
        key = (template, macro.name, repr(sorted((name, repr(kind)) for name, kind in given.items())))
        if key not in self._walked:
            self._walked.add(key)
            _Walk(self, template, {**names, **given}).body(macro.body)


class _Macro(Struct, frozen=True):
    """A macro as a name in a template: where it is defined, and what it sees there."""

    template: str
    node: nodes.Macro
    names: dict[str, Any]


class _Module(Struct, frozen=True):
    """An imported template as a name."""

    macros: dict[str, Any]


class _Walk:
    """One template or macro body with the types of its names."""

    def __init__(self, checker: _Checker, template: str, given: dict[str, Any]) -> None:
        self.checker, self.template = checker, template
        self.names: dict[str, Any] = dict(given)
        tree = checker.tree(template)
        if tree is not None:
            self._define(tree)

    def _define(self, tree: nodes.Template) -> None:
        """Names that stand for the whole template: its macros and imports."""
        for node in tree.body:
            if isinstance(node, nodes.Macro):
                self.names.setdefault(node.name, _Macro(self.template, node, {}))
            elif isinstance(node, (nodes.FromImport, nodes.Import)):
                self._imported(node)

    def _imported(self, node: nodes.FromImport | nodes.Import) -> None:
        source = node.template.value if isinstance(node.template, nodes.Const) else ""
        macros = self._macros_of(source, node.lineno) if source else {}
        if isinstance(node, nodes.Import):
            self.names[node.target] = _Module(macros)
            return
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            if source in self.checker.sources and name not in macros:
                self._missing(node.lineno, f"{source} 里没有宏 {name}", name, list(macros))
            self.names[alias] = macros.get(name, TEMPLATE_CHECK_UNKNOWN)

    def _macros_of(self, source: str, line: int) -> dict[str, Any]:
        if source not in self.checker.sources:
            self.checker.fault(self.template, line, f"要引入的模板 {source} 不在主题文件夹里")
            return {}
        tree = self.checker.tree(source)
        return (
            {}
            if tree is None
            else {name: _Macro(source, macro, {}) for name, macro in self.checker.macros(tree).items()}
        )

    def body(self, statements: list[nodes.Node]) -> None:
        """Statement after statement."""
        for statement in statements:
            self.statement(statement)

    def statement(self, node: nodes.Node) -> None:
        """One statement, with whatever stands inside it."""
        if isinstance(node, (nodes.Import, nodes.FromImport)):
            self._imported(node)
        elif isinstance(node, nodes.Macro):
            self.names[node.name] = _Macro(self.template, node, dict(self.names))
        elif isinstance(node, nodes.For):
            self._for(node)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self.type_of(node.node))
        elif isinstance(node, nodes.AssignBlock):
            self._bind(node.target, str)
            self.body(node.body)
        elif isinstance(node, nodes.If):
            self.type_of(node.test)
            for branch in (node.body, *(each.body for each in node.elif_), node.else_):
                self.body(branch)
            for each in node.elif_:
                self.type_of(each.test)
        else:
            for child in node.iter_child_nodes():
                if isinstance(child, nodes.Expr):
                    self.type_of(child)
                else:
                    self.statement(child)

    def _for(self, node: nodes.For) -> None:
        members = member_of(self.type_of(node.iter))
        before = dict(self.names)
        self._bind(node.target, members)
        self.names["loop"] = _Loop
        if node.test is not None:
            self.type_of(node.test)
        self.body(node.body)
        self.names = before
        self.body(node.else_)

    def _bind(self, target: nodes.Node, kind: Any) -> None:
        """`for a, b in …` and `set a = …`."""
        if isinstance(target, nodes.Name):
            self.names[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = fixed_parts(kind)
            for position, each in enumerate(target.items):
                self._bind(each, parts[position] if position < len(parts) else TEMPLATE_CHECK_UNKNOWN)

    def type_of(self, node: nodes.Node | None, asked: bool = False) -> Any:
        """The type of an expression; inside it every attribute is looked at. `asked`: inside `is defined`."""
        if node is None:
            return TEMPLATE_CHECK_UNKNOWN
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is not None:
            return method(node, asked)
        for child in node.iter_child_nodes():
            self.type_of(child)
        return TEMPLATE_CHECK_UNKNOWN

    def _name(self, node: nodes.Name, asked: bool) -> Any:
        if node.name in self.names:
            return self.names[node.name]
        if node.name not in GLOBALS and not asked:
            self._missing(node.lineno, f"没有 {node.name} 这个名字", node.name, list(self.names))
        return TEMPLATE_CHECK_UNKNOWN

    def _const(self, node: nodes.Const, _asked: bool) -> Any:
        return type(node.value)

    def _getattr(self, node: nodes.Getattr, asked: bool) -> Any:
        if isinstance(node.node, nodes.Name) and node.node.name == "urls" and "urls" not in self.names:
            if not hasattr(urls, node.attr):
                self._missing(node.lineno, f"urls 里没有 {node.attr}", node.attr, dir(urls))
            return TEMPLATE_CHECK_UNKNOWN
        owner = self.type_of(node.node, asked)
        if isinstance(owner, _Module):
            if node.attr not in owner.macros and owner.macros:
                self._missing(node.lineno, f"引入的模板里没有宏 {node.attr}", node.attr, list(owner.macros))
            return owner.macros.get(node.attr, TEMPLATE_CHECK_UNKNOWN)
        found, kind, known = attribute(owner, node.attr)
        if not found and not asked:
            self._missing(node.lineno, f"{spelled(owner)} 没有 {node.attr}", node.attr, known)
        return kind

    def _getitem(self, node: nodes.Getitem, asked: bool) -> Any:
        owner = self.type_of(node.node, asked)
        self.type_of(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return owner
        parts = fixed_parts(owner)
        if parts and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            return (
                parts[node.arg.value]
                if -len(parts) <= node.arg.value < len(parts)
                else TEMPLATE_CHECK_UNKNOWN
            )
        return member_of(owner, values=True)

    def _filter(self, node: nodes.Filter, _asked: bool) -> Any:
        if node.name not in self.checker.environment.filters:
            self._missing(
                node.lineno, f"没有过滤器 {node.name}", node.name, list(self.checker.environment.filters)
            )
        kind = self.type_of(node.node)
        for each in (*node.args, *node.kwargs):
            self.type_of(each)
        return kind if node.name in SAME_MEMBERS else RESULTS.get(node.name, TEMPLATE_CHECK_UNKNOWN)

    def _test(self, node: nodes.Test, _asked: bool) -> Any:
        if node.name not in self.checker.environment.tests:
            self._missing(
                node.lineno, f"没有判断 {node.name}", node.name, list(self.checker.environment.tests)
            )
        self.type_of(node.node, asked=node.name in ("defined", "undefined"))
        for each in node.args:
            self.type_of(each)
        return bool

    def _condexpr(self, node: nodes.CondExpr, _asked: bool) -> Any:
        self.type_of(node.test)
        one, other = self.type_of(node.expr1), self.type_of(node.expr2)
        return one if one == other or node.expr2 is None else TEMPLATE_CHECK_UNKNOWN

    def _or(self, node: nodes.Or, _asked: bool) -> Any:
        left, right = self.type_of(node.left), self.type_of(node.right)
        return left if left == right else TEMPLATE_CHECK_UNKNOWN

    def _call(self, node: nodes.Call, _asked: bool) -> Any:
        called = self.type_of(node.node)
        given = [self.type_of(each) for each in node.args]
        named = {each.key: self.type_of(each.value) for each in node.kwargs}
        if not isinstance(called, _Macro):
            return TEMPLATE_CHECK_UNKNOWN
        self._check_macro(node, called, given, named)
        return str

    def _check_macro(self, node: nodes.Call, called: _Macro, given: list[Any], named: dict[str, Any]) -> None:
        names = [each.name for each in called.node.args]
        needed = names[: len(names) - len(called.node.defaults)]
        loose = {each.name for each in called.node.find_all(nodes.Name)} & {"varargs", "kwargs"}
        missing = [name for name in needed if name not in named and names.index(name) >= len(given)]
        if missing:
            self.checker.fault(
                self.template, node.lineno, f"宏 {called.node.name} 还要给出 {'、'.join(missing)}"
            )
        if not loose and (len(given) > len(names) or not set(named) <= {*names, "caller"}):
            self.checker.fault(
                self.template,
                node.lineno,
                f"给宏 {called.node.name} 的参数太多，它只收 {'、'.join(names) or '零个'}",
            )
        kinds = dict.fromkeys(names, TEMPLATE_CHECK_UNKNOWN) | dict(zip(names, given, strict=False)) | named
        self.checker.macro(called.template, called.node, kinds, called.names)

    def _missing(self, line: int, message: str, name: str, known: list[str]) -> None:
        near = nearest(name, known)
        self.checker.fault(self.template, line, message + (f"，您是不是要写 {near}？" if near else ""))


def members_of_union(kind: Any) -> tuple[Any, ...]:
    """The members of `A | B | None`, without None; of anything else itself."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(each for each in get_args(kind) if each is not type(None))
    return (kind,)


def member_of(kind: Any, values: bool = False) -> Any:
    """What one gets by going through a value of this type; with `values`, by looking into it with `[…]`.

    >>> member_of(tuple[int, ...]), member_of(dict[str, int]), member_of(dict[str, int], values=True)
    (<class 'int'>, <class 'str'>, <class 'int'>)
    """
    for each in members_of_union(kind):
        origin, parts = get_origin(each), get_args(each)
        if origin is tuple and parts:
            return parts[0] if len(parts) == 2 and parts[1] is Ellipsis else TEMPLATE_CHECK_UNKNOWN
        if (
            origin is not None
            and isinstance(origin, type)
            and issubclass(origin, Mapping)
            and len(parts) == 2
        ):
            return parts[1] if values else parts[0]
        if origin in (list, set, frozenset) and parts:
            return parts[0]
    return TEMPLATE_CHECK_UNKNOWN


def fixed_parts(kind: Any) -> tuple[Any, ...]:
    """The types in a tuple of fixed length. >>> fixed_parts(tuple[str, int])
    (<class 'str'>, <class 'int'>)
    """
    for each in members_of_union(kind):
        parts = get_args(each)
        if get_origin(each) is tuple and not (len(parts) == 2 and parts[1] is Ellipsis):
            return parts
    return ()


@lru_cache(maxsize=512)
def fields_of(kind: type) -> dict[str, Any] | None:
    """Attribute → type of a record: its fields, and what its properties give. None for a type that is no
    record."""
    if kind is _Loop:
        return dict.fromkeys(LOOP_NAMES, TEMPLATE_CHECK_UNKNOWN)
    if not (isinstance(kind, type) and issubclass(kind, Struct)):
        return None
    hints = {name: each for name, each in get_type_hints(kind).items() if name in kind.__struct_fields__}
    for name in dir(kind):
        member = getattr(kind, name, None)
        if not name.startswith("_") and name not in hints:
            getter = getattr(member, "fget", None)
            hints[name] = (
                get_type_hints(getter).get("return", TEMPLATE_CHECK_UNKNOWN)
                if getter
                else TEMPLATE_CHECK_UNKNOWN
            )
    return hints


def attribute(owner: Any, name: str) -> tuple[bool, Any, list[str]]:
    """Whether a value of this type has the attribute, the attribute's type, and the names it has."""
    known: list[str] = []
    followed = [fields_of(each) if isinstance(each, type) else None for each in members_of_union(owner)]
    for each, fields in zip(members_of_union(owner), followed, strict=True):
        if fields is None:
            if each in (str, int, float, bool) and not hasattr(each, name):
                continue
            return True, TEMPLATE_CHECK_UNKNOWN, []
        if name in fields:
            return True, fields[name], []
        known += fields
    return False, TEMPLATE_CHECK_UNKNOWN, known


def spelled(kind: Any) -> str:
    """A type as a theme's author reads it. >>> spelled(str | None), spelled(tuple[str, ...])
    ('str', 'tuple')
    """
    return "、".join(
        getattr(get_origin(each) or each, "__name__", str(each)) for each in members_of_union(kind)
    )
