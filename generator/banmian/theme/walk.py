"""Walking through a theme's templates as a build would, by types, and rendering nothing.

Each page's template is followed into what it extends, includes, imports and calls, with the types
of its view: a macro is looked at for each kind of value that it is called with.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import FunctionLoader, TemplateSyntaxError, nodes
from jinja2.visitor import NodeVisitor
from msgspec import Struct, field

from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.theme import values
from banmian.theme.environment import environment
from banmian.theme.theme import Theme
from banmian.theme.values import ANY, LOOP, NUMBER, TEXT, Known, Many, Text, Value

_DEEP = 3
"""Calls of a macro within itself that are followed, each with other values."""
_TOLD = {"defined", "undefined"}
_ALIKE = {"sort", "reverse", "unique", "list", "select", "reject", "selectattr", "rejectattr"}
_ONE = {"first", "last", "random", "min", "max"}
_COUNT = {"length", "count", "int", "round", "abs", "sum", "wordcount"}
_TEXTS = set(
    "capitalize center e escape forceescape format indent join linked lower pprint replace safe "
    "string striptags title trim truncate units upper urlencode urlize wordwrap xmlattr".split()
)


class _Macro(Struct, eq=False):
    node: nodes.Macro
    scope: "_Scope"


class _Module(Struct, eq=False):
    file: str
    names: dict[str, "_Thing"]


class _Super(Struct, eq=False):
    """The blocks that stand above one, the nearest first."""

    above: "list[tuple[str, nodes.Block]]"


_Thing = Value | _Macro | _Module | _Super
"""What a name can stand for."""


class _Scope(Struct, eq=False):
    """The names in a part of a template; `blocks` are those of the page, the outermost last."""

    file: str
    names: dict[str, _Thing]
    outer: "_Scope | None" = None
    blocks: dict[str, list[tuple[str, nodes.Block]]] = field(default_factory=dict)

    def find(self, name: str) -> _Thing | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None

    def known(self) -> set[str]:
        return set(self.names) | (self.outer.known() if self.outer else set())

    def put(self, name: str, thing: _Thing) -> None:
        before = self.names.get(name, thing)
        same = before is thing or not (_is_value(before) and _is_value(thing))
        self.names[name] = thing if same else values.joined(before, thing)  # type: ignore[arg-type]

    def within(self, file: str, names: dict[str, _Thing]) -> "_Scope":
        return _Scope(file, names, self, self.blocks)


def _is_value(thing: object) -> bool:
    return isinstance(thing, Known | values.View | Text | Many | values.Method)


class Walk(NodeVisitor):
    """A walk through a theme: `found` is what is wrong, `used` which phrases may be asked for."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.found: set[Diagnostic] = set()
        self.used: list[Text] = []
        self.reached: set[str] = set()
        self._environment = environment(FunctionLoader(theme.templates.get))
        self._trees: dict[str, nodes.Template | None] = {}
        self._told: dict[str, set[str]] = {}
        self._modules: dict[str, _Module] = {}
        self._calls: dict[tuple[object, ...], _Macro] = {}
        self._macros: list[_Macro] = []
        self._trail: list[str] = []
        self._active: list[nodes.Macro] = []
        self._words = {name for words in theme.settings.phrases.values() for name in words}

    def page(self, file: str, names: Mapping[str, Value]) -> None:
        """Walk through a template that sees these names."""
        self._template(file, _Scope(file, dict(names)))

    def uncalled(self) -> None:
        """Walk through the macros that nothing has called."""
        called = {id(macro.node) for macro in self._calls.values()}
        for macro in self._macros:
            if id(macro.node) not in called:
                self._call(macro, [], {})

    # ---- Templates ----

    def _tree(self, file: str) -> nodes.Template | None:
        """Parse a template, and see whether it can be compiled."""
        if file not in self._trees:
            self._trees[file] = None
            source = self.theme.templates[file]
            try:
                tree = self._environment.parse(source, file, file)
                self._environment.compile(source, file, file, raw=True)
            except TemplateSyntaxError as error:
                self._say("BM501", file, error.lineno, what=error.message or "")
            except RecursionError:
                self._say("BM501", file, 0, what="it is nested too deeply")
            else:
                self._trees[file] = tree
                self._told[file] = _told(tree)
        return self._trees[file]

    def _template(self, file: str, scope: _Scope) -> None:
        tree = self._tree(file)
        self.reached.add(file)
        if tree is None:
            return
        for block in tree.find_all(nodes.Block):
            scope.blocks.setdefault(block.name, []).append((file, block))
        self._trail.append(file)
        extends = None
        for node in tree.body:
            if isinstance(node, nodes.Extends):
                extends = node
            elif not (extends and isinstance(node, nodes.Output | nodes.Block)):
                self.visit(node, scope)
        if extends:  # what it extends comes last, and sees what is set and imported here
            self.visit(extends, scope)
        self._trail.pop()

    def _named(self, node: nodes.Node, asked: nodes.Expr, scope: _Scope) -> str:
        """Give the template that is asked for; "" where there is none, or it cannot be told."""
        value = self.visit(asked, scope)
        names = value.certain() if isinstance(value, Text) else ()
        found = next((name for name in names if name in self.theme.templates), "")
        if names and not found and not getattr(node, "ignore_missing", False):
            self._at("BM503", node, scope, file=", ".join(names))
        return found

    def _leads_back(self, file: str, node: nodes.Node, scope: _Scope) -> bool:
        if file in self._trail:
            way = " → ".join((*self._trail[self._trail.index(file) :], file))
            self._at("BM512", node, scope, file=way)
        return file in self._trail

    def visit_Extends(self, node: nodes.Extends, scope: _Scope) -> None:
        file = self._named(node, node.template, scope)
        if file and not self._leads_back(file, node, scope):
            own = dict(scope.blocks)
            self._template(file, _Scope(file, scope.names, scope.outer, scope.blocks))
            self._unshown(own, scope)

    def _unshown(self, own: Mapping[str, list[tuple[str, nodes.Block]]], scope: _Scope) -> None:
        """Name a template's blocks that nothing which it extends has a place for."""
        tree = self._trees[scope.file]
        inner = (
            {b.name for one in tree.find_all(nodes.Block) for b in _blocks_in(one)}
            if tree
            else set()
        )
        for name in own:
            files = {file for file, _ in scope.blocks[name]}
            if files == {scope.file} and name not in inner:
                self._at("BM513", scope.blocks[name][0][1], scope, key=name)

    def visit_Include(self, node: nodes.Include, scope: _Scope) -> None:
        file = self._named(node, node.template, scope)
        if file and file not in self._trail:
            names: dict[str, _Thing] = {}
            outer = scope if node.with_context else None
            self._template(file, _Scope(file, names, outer))

    def _module(self, node: nodes.Import | nodes.FromImport, scope: _Scope) -> _Module | None:
        file = self._named(node, node.template, scope)
        if not file or self._leads_back(file, node, scope):
            return None
        if node.with_context or file not in self._modules:
            inner = _Scope(file, {}, scope if node.with_context else None)
            self._template(file, inner)
            self._modules[file] = _Module(file, inner.names)
        return self._modules[file]

    def visit_Import(self, node: nodes.Import, scope: _Scope) -> None:
        scope.put(node.target, self._module(node, scope) or ANY)

    def visit_FromImport(self, node: nodes.FromImport, scope: _Scope) -> None:
        module = self._module(node, scope)
        for one in node.names:
            name, alias = (one, one) if isinstance(one, str) else one
            thing = module.names.get(name) if module else ANY
            if module and thing is None and self._trees[module.file]:
                self._at("BM510", node, scope, file=module.file, key=name)
            scope.put(alias, ANY if thing is None else thing)

    def visit_Block(self, node: nodes.Block, scope: _Scope) -> None:
        self._block(scope.blocks.get(node.name) or [(scope.file, node)], scope)

    def _block(self, stack: list[tuple[str, nodes.Block]], scope: _Scope) -> None:
        file, block = stack[0]
        self._all(block.body, scope.within(file, {"super": _Super(stack[1:])}))

    # ---- Statements ----

    def _all(self, body: list[nodes.Node], scope: _Scope) -> None:
        for node in body:
            self.visit(node, scope)

    def visit_For(self, node: nodes.For, scope: _Scope) -> None:
        many = self.visit(node.iter, scope)
        inner = scope.within(scope.file, {"loop": LOOP})
        self._assign(node.target, values.each(many) if _is_value(many) else ANY, inner)
        if node.test:
            self.visit(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, scope.within(scope.file, {}))

    def visit_Assign(self, node: nodes.Assign, scope: _Scope) -> None:
        self._assign(node.target, self.visit(node.node, scope), scope)

    def visit_AssignBlock(self, node: nodes.AssignBlock, scope: _Scope) -> None:
        self._all(node.body, scope.within(scope.file, {}))
        self._assign(node.target, TEXT, scope)

    def _assign(self, target: nodes.Node, thing: _Thing, scope: _Scope) -> None:
        if isinstance(target, nodes.Name):
            scope.put(target.name, thing)
        elif isinstance(target, nodes.Tuple):
            for one in target.items:
                self._assign(one, values.each(thing) if isinstance(thing, Many) else ANY, scope)

    def visit_With(self, node: nodes.With, scope: _Scope) -> None:
        inner = scope.within(scope.file, {})
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self.visit(value, scope), inner)
        self._all(node.body, inner)

    def visit_Macro(self, node: nodes.Macro, scope: _Scope) -> None:
        macro = _Macro(node, scope)
        self._macros.append(macro)
        scope.put(node.name, macro)

    def visit_CallBlock(self, node: nodes.CallBlock, scope: _Scope) -> None:
        self.visit(node.call, scope)
        self._all(node.body, scope.within(scope.file, {arg.name: ANY for arg in node.args}))

    def visit_FilterBlock(self, node: nodes.FilterBlock, scope: _Scope) -> None:
        self._all(node.body, scope.within(scope.file, {}))

    # ---- Expressions ----

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Value:
        """Walk through what has nothing of its own to say."""
        super().generic_visit(node, *args, **kwargs)
        return ANY

    def visit_Const(self, node: nodes.Const, _: _Scope) -> Value:
        if isinstance(node.value, str):
            return values.text(node.value)
        return ANY if node.value is None else NUMBER

    def visit_TemplateData(self, _: nodes.TemplateData, __: _Scope) -> Value:
        return TEXT

    def visit_List(self, node: nodes.List | nodes.Tuple, scope: _Scope) -> Value:
        items = [self._value(item, scope) for item in node.items]
        every = items[0] if items else ANY
        for item in items[1:]:
            every = values.joined(every, item)
        return Many(every)

    visit_Tuple = visit_List

    def _value(self, node: nodes.Expr, scope: _Scope) -> Value:
        thing = self.visit(node, scope)
        return thing if _is_value(thing) else ANY

    def visit_Name(self, node: nodes.Name, scope: _Scope, lenient: bool = False) -> _Thing:
        thing = scope.find(node.name)
        if thing is not None:
            return thing
        known = {*self._environment.globals, "self", "super", "caller", "varargs", "kwargs"}
        if not lenient and node.name not in known | self._told[scope.file]:
            here = sorted(name for name in scope.known() - {"super"} if name[0] != "_")
            self._at("BM504", node, scope, key=node.name, values=", ".join(here))
        return ANY

    def visit_Getattr(self, node: nodes.Getattr, scope: _Scope, lenient: bool = False) -> _Thing:
        return self._member(
            node, self.visit(node.node, scope), values.text(node.attr), scope, lenient
        )

    def visit_Getitem(self, node: nodes.Getitem, scope: _Scope, lenient: bool = False) -> _Thing:
        thing, key = self.visit(node.node, scope), self.visit(node.arg, scope)
        if isinstance(key, Text):
            return self._member(node, thing, key, scope, lenient)
        if isinstance(node.arg, nodes.Slice):
            return TEXT if isinstance(thing, Text) else thing
        return values.each(thing) if isinstance(thing, Many) else ANY

    def _member(
        self, node: nodes.Expr, thing: _Thing, key: Text, scope: _Scope, lenient: bool
    ) -> _Thing:
        names = key.certain()
        if isinstance(thing, Known) and thing.what in {"phrases", "assets", "around"}:
            if not (isinstance(node, nodes.Getattr) and hasattr(dict, node.attr)):
                self._listed(node, thing.what, key, scope, lenient)
                return TEXT
        elif isinstance(thing, _Module):
            if names and names[0] not in thing.names and not lenient:
                self._at("BM510", node, scope, file=thing.file, key=names[0])
            return thing.names.get(names[0], ANY) if names else ANY
        elif _is_value(thing) and len(names) == len(key.may) == 1:
            found = values.member(thing, names[0])  # type: ignore[arg-type]
            if found is None and not lenient and names[0] not in self._told[scope.file]:
                self._lacking(node, thing, names[0], scope)  # type: ignore[arg-type]
            return ANY if found is None else found
        return ANY

    def _lacking(self, node: nodes.Expr, value: Value, name: str, scope: _Scope) -> None:
        has = ", ".join(values.members(value)) or "—"
        self._at("BM505", node, scope, thing=values.called_what(value), key=name, values=has)

    def _listed(self, node: nodes.Expr, what: str, key: Text, scope: _Scope, lenient: bool) -> None:
        """See that a phrase, an asset or a part that is asked for is there."""
        code, there = {
            "phrases": ("BM506", self._words),
            "assets": ("BM509", self.theme.assets),
            "around": ("BM503", {_part(name) for name in self.theme.plain()}),
        }[what]
        if what == "phrases":
            self.used.append(key)
        for pattern in key.patterns():
            if not lenient and not any(map(pattern.fullmatch, there)):
                name = pattern.pattern.replace("\\", "")
                shown = f"around/{name}.html" if what == "around" else name
                self._at(code, node, scope, file=shown, key=shown)

    def visit_Call(self, node: nodes.Call, scope: _Scope) -> Value:
        callee = self.visit(node.node, scope)
        given = [self._value_or_thing(one, scope) for one in node.args]
        named = {one.key: self._value_or_thing(one.value, scope) for one in node.kwargs}
        for one in (node.dyn_args, node.dyn_kwargs):
            if one is not None:
                self.visit(one, scope)
        if isinstance(callee, _Macro):
            return self._call(callee, given, named)
        if isinstance(callee, _Super):
            if callee.above:
                self._block(callee.above, scope)
            return TEXT
        return values.called(callee) if isinstance(callee, values.Method) else ANY

    def _value_or_thing(self, node: nodes.Expr, scope: _Scope) -> _Thing:
        thing: _Thing = self.visit(node, scope)
        return ANY if thing is None else thing

    def _call(self, macro: _Macro, given: list[_Thing], named: Mapping[str, _Thing]) -> Value:
        node = macro.node
        names: dict[str, _Thing] = {"caller": ANY, "varargs": ANY, "kwargs": ANY}
        last = [arg.name for arg in node.args[len(node.args) - len(node.defaults) :]]
        defaults: dict[str, nodes.Expr] = dict(zip(last, node.defaults, strict=True))
        inner = macro.scope.within(macro.scope.file, names)
        for number, arg in enumerate(node.args):
            if number < len(given):
                inner.names[arg.name] = given[number]
            elif arg.name in named:
                inner.names[arg.name] = named[arg.name]
            else:
                default = defaults.get(arg.name)
                inner.names[arg.name] = ANY if default is None else self.visit(default, inner)
        told = (v if _is_value(v) else id(v) for v in inner.names.values())
        key = (id(node), id(macro.scope), *told)
        within = sum(one is node for one in self._active)  # nodes compare by what is in them
        if key not in self._calls and within < _DEEP:
            self._calls[key] = macro
            self._active.append(node)
            self._all(node.body, inner)
            self._active.pop()
        return TEXT

    def visit_Filter(self, node: nodes.Filter, scope: _Scope) -> Value:
        lenient = node.name in {"default", "d"}
        self._registered("filter", self._environment.filters, node, scope)
        value = ANY if node.node is None else self._softly(node.node, scope, lenient)
        given = [self.visit(one, scope) for one in node.args]
        named = {str(one.key): self.visit(one.value, scope) for one in node.kwargs}
        asked = named.get("attribute") or (
            given[0] if node.name in {"selectattr", "rejectattr"} and given else None
        )
        found = self._of_each(node, value, asked, scope) if isinstance(asked, Text) else ANY
        return _filtered(node.name, value, found)

    def _of_each(self, node: nodes.Filter, value: Value, asked: Text, scope: _Scope) -> Value:
        """Give an attribute of each value of a list (`selectattr("href")`)."""
        result: _Thing = values.each(value)
        for name in (asked.certain() or ("",))[0].split("."):
            if name and not name.isdigit():
                result = self._member(node, result, values.text(name), scope, lenient=False)
        return result if _is_value(result) else ANY  # type: ignore[return-value]

    def visit_Test(self, node: nodes.Test, scope: _Scope) -> Value:
        self._registered("test", self._environment.tests, node, scope)
        self._softly(node.node, scope, node.name in _TOLD)
        for one in node.args:
            self.visit(one, scope)
        return NUMBER

    def _registered(
        self, kind: str, has: Mapping[str, Any], node: nodes.Filter | nodes.Test, scope: _Scope
    ) -> None:
        """See that a filter or test is there: inside of an `if` the compiler does not."""
        if node.name not in has:
            self._at("BM501", node, scope, what=f"No {kind} named {node.name!r}.")

    def _softly(self, node: nodes.Expr, scope: _Scope, lenient: bool) -> Value:
        """Walk through what need not be there where that is asked, or something stands in."""
        if lenient and isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            thing = self.visit(node, scope, lenient=True)
            return thing if _is_value(thing) else ANY
        return self._value(node, scope)

    def visit_CondExpr(self, node: nodes.CondExpr, scope: _Scope) -> Value:
        self.visit(node.test, scope)
        one = self._value(node.expr1, scope)
        return ANY if node.expr2 is None else values.joined(one, self._value(node.expr2, scope))

    def visit_Or(self, node: nodes.Or, scope: _Scope) -> Value:
        return values.joined(self._value(node.left, scope), self._value(node.right, scope))

    visit_And = visit_Or

    def visit_Concat(self, node: nodes.Concat, scope: _Scope) -> Value:
        return values.concatenated([self._value(one, scope) for one in node.nodes])

    def visit_Add(self, node: nodes.Add, scope: _Scope) -> Value:
        left, right = self._value(node.left, scope), self._value(node.right, scope)
        if isinstance(left, Text) and isinstance(right, Text):
            return values.concatenated([left, right])
        return values.joined(left, right)

    # ---- What is found ----

    def _at(self, code: str, node: nodes.Node, scope: _Scope, /, **said: str) -> None:
        self._say(code, scope.file, node.lineno, **said)

    def _say(self, code: str, file: str, line: int, /, **said: str) -> None:
        self.found.add(diagnostic(code, Where(self.theme.places[file], line), **said))


def _part(name: str) -> str:
    """Give the name by which pages find a template of `around/`."""
    inner = name.removeprefix("around/").removesuffix(".html")
    return inner if name.startswith("around/") else ""


def _told(tree: nodes.Template) -> set[str]:
    """Give the names that a template asks about before it uses them."""
    tests = (test.node for test in tree.find_all(nodes.Test) if test.name in _TOLD)
    return {
        one.name if isinstance(one, nodes.Name) else one.attr
        for one in tests
        if isinstance(one, nodes.Name | nodes.Getattr)
    }


def _blocks_in(block: nodes.Block) -> list[nodes.Block]:
    return [inner for node in block.body for inner in (*_itself(node), *node.find_all(nodes.Block))]


def _itself(node: nodes.Node) -> tuple[nodes.Block, ...]:
    return (node,) if isinstance(node, nodes.Block) else ()


def _filtered(name: str, value: Value, found: Value) -> Value:
    """Give what a filter makes of a value; `found` is the attribute that it asks of each."""
    if name in _ALIKE:
        return value if isinstance(value, Many) else ANY
    if name in _ONE:
        return values.each(value)
    if name == "map":
        return Many(found)
    if name in _COUNT:
        return NUMBER
    return TEXT if name in _TEXTS else ANY
