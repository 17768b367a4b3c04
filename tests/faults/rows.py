"""Ties tests to the rows of the tables of crashes in docs/integrity.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Test = TypeVar("_Test", bound=Callable[..., object])
_ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| ([WIA]\d+) \|", re.MULTILINE)


def row(*_ids: str) -> Callable[[_Test], _Test]:
    """Says of a test that it brings the program into the state of these rows."""
    return lambda test: test


def rows_in_the_docs() -> list[str]:
    """The ids of all rows of the tables."""
    return _ROW.findall((_ROOT / "docs/integrity.md").read_text(encoding="utf-8"))


def rows_in_the_tests() -> set[str]:
    """The ids that some test claims."""
    found: set[str] = set()
    for path in sorted((_ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "rows import" in text:
            found |= {name for node in ast.walk(ast.parse(text)) for name in _claimed(node)}
    return found


def _claimed(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return []
    if node.func.id != "row":
        return []
    return [str(given.value) for given in node.args if isinstance(given, ast.Constant)]
