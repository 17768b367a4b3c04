"""How a rule is changed in one place while the program runs, and changed back.

Functions keep their identity, because other modules hold them; only their code is exchanged.
"""

from __future__ import annotations

import ast
import copy
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

from lawrec.checks.base import Rule
from lawrec.operations.rulebook import load_rulebook

_SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_LOOK_UPS = frozenset((
    "acts_of", "records_of", "drafts_of", "about", "answer", "declaration", "has_duty",
    "papers_of", "unassigned", "receipts", "step", "signatures",
))  # fmt: skip
"""Calls whose text arguments name facts; other texts are messages, codes and names of fields."""

_SEVERITIES = ("error", "warning", "note")
_CHECKS = "lawrec.checks"
_TABLES = "lawrec.checks.facts.lifecycles"
"""The modules that make tables when they are imported, which hold what other modules say."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module, the place, what stood there and what stands there now.

    `function` is the function that holds the place, by its name in the module; empty for a
    constant of the module, whose number is negative.
    """

    module: str
    number: int
    line: int
    text: str
    function: str = ""

    def __str__(self) -> str:
        """One line of the list of survivors."""
        return f"{self.module.replace('.', '/')}.py:{self.line}: {self.text}"


class _Changer(ast.NodeTransformer):
    """Walks the places in a fixed order and changes the one with the wanted number."""

    def __init__(self, wanted: int | None = None) -> None:
        self.wanted = wanted
        self.places: list[tuple[int, str, str]] = []
        self.function = ""
        self._texts = False

    def _here(self, node: ast.AST, text: str) -> bool:
        self.places.append((getattr(node, "lineno", 0), text, self.function))
        return len(self.places) - 1 == self.wanted

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        for at, op in enumerate(node.ops):
            other = _SWAPS[type(op)]
            if self._here(node, f"{ast.unparse(node)}: {type(op).__name__} -> {other.__name__}"):
                node.ops[at] = other()
        return self._with_texts(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        if self._here(node, f"{ast.unparse(node)}: {other.__name__.lower()}"):
            node.op = other()
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if isinstance(node.op, ast.Not) and self._here(node, f"{ast.unparse(node)}: without not"):
            return self.visit(node.operand)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._condition(node.test)
        return self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        node.test = self._condition(node.test)
        return self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        node.ifs = [self._condition(test) for test in node.ifs]
        return self.generic_visit(node)

    def _condition(self, test: ast.expr) -> ast.expr:
        """A bare condition is negated; one with an operator of its own is changed there."""
        if isinstance(test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
            return test
        if self._here(test, f"{ast.unparse(test)}: negated"):
            return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        return test

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = name or (node.func.id if isinstance(node.func, ast.Name) else "")
        return self._with_texts(node) if name in _LOOK_UPS else self._without_texts(node)

    def _with_texts(self, node: ast.AST) -> ast.AST:
        before, self._texts = self._texts, True
        found = self.generic_visit(node)
        self._texts = before
        return found

    def _without_texts(self, node: ast.AST) -> ast.AST:
        before, self._texts = self._texts, False
        found = self.generic_visit(node)
        self._texts = before
        return found

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        new: object
        if isinstance(value, bool):
            new = not value
        elif isinstance(value, int):
            new = value + 1
        elif isinstance(value, str) and value in _SEVERITIES:
            new = "note" if value != "note" else "warning"
        elif isinstance(value, str) and self._texts and value:
            new = value + "~"
        else:
            return node
        if self._here(node, f"{value!r} -> {new!r}"):
            return ast.copy_location(ast.Constant(new), node)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(part) for part in node.body]
        return node


@lru_cache(maxsize=256)
def _tree(module: str) -> ast.Module:
    path = Path(str(importlib.import_module(module).__file__))
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef):
                    yield f"{node.name}.{part.name}", part


def mutants_of(module: str) -> list[Mutant]:
    """Every change that can be made in the functions of a module, and in its constants."""
    changer = _Changer()
    for name, function in _functions(copy.deepcopy(_tree(module))):
        changer.function = name
        changer.visit(function)
    found = [
        Mutant(module, number, line, text, function)
        for number, (line, text, function) in enumerate(changer.places)
    ]
    constants = enumerate(_constants(copy.deepcopy(_tree(module))), start=1)
    return [
        *found,
        *(
            Mutant(module, -n, node.lineno, f"{name}: {text}")
            for n, (name, node, text) in constants
        ),
    ]


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr, str]]:
    """The constants of a module, each changed once: its name, the new value, what changed.

    A number grows by one; of a collection of texts one is left out.
    """
    for statement in tree.body:
        target = _target(statement)
        value = getattr(statement, "value", None)
        if target is None or value is None or target.startswith("__"):
            continue
        if isinstance(value, ast.Subscript):  # a type such as Literal["yes", "no"]
            continue
        if isinstance(value, ast.Constant) and type(value.value) is int:
            new = ast.copy_location(ast.Constant(value.value + 1), value)
            yield target, new, f"{value.value} -> {value.value + 1}"
        for inner in ast.walk(value):
            if not isinstance(inner, (ast.Tuple, ast.Set, ast.List)):
                continue
            for at, element in enumerate(inner.elts):
                if isinstance(element, ast.Constant) and isinstance(element.value, str):
                    inner.elts.pop(at)
                    yield target, copy.deepcopy(value), f"without {element.value!r}"
                    inner.elts.insert(at, element)


def _target(statement: ast.stmt) -> str | None:
    target = getattr(statement, "target", None) or next(
        iter(getattr(statement, "targets", ())), None
    )
    return target.id if isinstance(target, ast.Name) else None


@contextmanager
def _with_constant(mutant: Mutant) -> Iterator[None]:
    """The constant exchanged in its module and wherever it was imported under its name."""
    module = sys.modules[mutant.module]
    every = list(_constants(copy.deepcopy(_tree(mutant.module))))
    name, node, _ = every[-mutant.number - 1]
    code = compile(ast.fix_missing_locations(ast.Expression(node)), mutant.module, "eval")
    old, new = getattr(module, name), eval(code, vars(module))
    holders = [
        vars(other)
        for key, other in sys.modules.items()
        if key.startswith(_CHECKS) and vars(other).get(name) is old
    ]
    try:
        for holder in holders:
            holder[name] = new
        with _made_again(mutant.module, but=name):
            yield
    finally:
        for holder in holders:
            holder[name] = old


def called(work: Callable[[], object]) -> frozenset[str]:
    """Which functions of the rules and facts run while that is done, as module:name."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    names = {
        str(module.__file__): name
        for name, module in list(sys.modules.items())
        if name.startswith("lawrec.checks") and module.__file__
    }
    return frozenset(
        sys.intern(f"{names[code.co_filename]}:{code.co_qualname.partition('.<locals>')[0]}")
        for code in seen
        if code.co_filename in names
    )


@contextmanager
def applied(mutant: Mutant) -> Iterator[None]:
    """The program with that change, for as long as the block runs."""
    if mutant.number < 0:
        with _with_constant(mutant):
            yield
        return
    tree = copy.deepcopy(_tree(mutant.module))
    changer = _Changer(mutant.number)
    for _, function in _functions(tree):
        changer.visit(function)
    whole = compile(ast.fix_missing_locations(tree), str(mutant.module), "exec")
    codes = dict(_codes(whole))
    live = {f.__code__.co_qualname: f for f in _live(sys.modules[mutant.module])}
    # What a dataclass generates is in no source.
    functions = {name: function for name, function in live.items() if name in codes}
    before = {name: function.__code__ for name, function in functions.items()}
    try:
        for name, function in functions.items():
            function.__code__ = codes[name]
        with _made_again(mutant.module):
            yield
    finally:
        for name, function in functions.items():
            function.__code__ = before[name]


@contextmanager
def _made_again(changed: str, *, but: str = "") -> Iterator[None]:
    """What modules make of that one when they are imported, made again: tables of steps and such.

    `but` is the constant that is changed itself.
    """
    tables = [name for name in sys.modules if name.startswith(_TABLES)]
    using = [name for name in tables if name == changed or changed in _uses(name)]
    swapped: list[tuple[dict[str, object], str, object]] = []
    try:
        for module in sorted({changed, *using}, key=lambda name: len(_uses(name))):
            held = vars(sys.modules[module])
            for name, code in _assignments(module):
                old = held[name]
                if name == but or (new := eval(code, held)) == old:
                    continue
                holders = [vars(m) for key, m in sys.modules.items() if key.startswith(_CHECKS)]
                for holder in [h for h in holders if h.get(name) is old]:
                    swapped.append((holder, name, old))
                    holder[name] = new
        yield
    finally:
        for holder, name, old in reversed(swapped):
            holder[name] = old


@lru_cache(maxsize=256)
def _assignments(module: str) -> tuple[tuple[str, CodeType], ...]:
    """The constants of a module that are made of others or by calls, in their order."""
    found = []
    for statement in _tree(module).body:
        value, name = getattr(statement, "value", None), _target(statement)
        made = value and any(isinstance(n, (ast.Call, ast.Name)) for n in ast.walk(value))
        if name and made and not name.startswith("__"):
            found.append((name, compile(ast.Expression(value), module, "eval")))
    return tuple(found)


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            if not constant.co_flags & 0x0002:  # a class body, whose methods lie below it
                yield from _codes(constant)


def _live(module: ModuleType) -> Iterator[FunctionType]:
    """The functions that a module defines itself: bare, as rules, and in its classes."""
    for value in list(vars(module).values()):
        held = value.function if isinstance(value, Rule) else value
        if isinstance(held, type) and held.__module__ == module.__name__:
            for part in list(vars(held).values()):
                yield from _own(getattr(part, "fget", None) or getattr(part, "func", part), module)
        else:
            yield from _own(getattr(held, "__wrapped__", held), module)


def _own(value: object, module: ModuleType) -> Iterator[FunctionType]:
    if isinstance(value, FunctionType) and value.__module__ == module.__name__:
        yield value


def modules_of(articles: list[int] | None, *, rules_only: bool) -> dict[str, tuple[int, ...]]:
    """The modules to change, each with the articles whose fixtures may notice."""
    book, rules = load_rulebook()
    found: dict[str, set[int]] = {}
    for rule in rules:
        row = book.clause(rule.clause)
        assert row is not None
        own = rule.function.__module__
        found.setdefault(own, set()).add(row.article)
        for used in () if rules_only else _uses(own):
            found.setdefault(used, set()).add(row.article)
    return {
        name: tuple(sorted(numbers))
        for name, numbers in sorted(found.items())
        if not articles or numbers.intersection(articles)
    }


@lru_cache(maxsize=256)
def _uses(module: str) -> frozenset[str]:
    """The facts that a module imports, and those that they import in turn."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        for node in ast.walk(_tree(waiting.pop())):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                if (
                    name.startswith("lawrec.checks.facts.")
                    and name not in seen
                    and _is_module(name)
                ):
                    seen.add(name)
                    waiting.append(name)
    return frozenset(seen)


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
