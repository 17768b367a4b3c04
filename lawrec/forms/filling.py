"""A layout with its braces filled in: plain data, of which the PDF is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lawrec.forms.expressions import environment, evaluate, fill, wrong
from lawrec.forms.layouts import Block, Found, Row

RIGHT = ">>"
TABLE_SIZE = 12
"""Points, in tables."""


def filled(found: Found, values: dict[str, Any]) -> dict[str, Any]:
    """Title, number, foot and body of one paper, as texts only."""
    layout = found.layout
    writer = _Writer(found.where, values)
    return {
        "above": writer.text(layout.above or ""),
        "title": writer.text(layout.title),
        "number": writer.text(layout.number or ""),
        "foot": writer.text(layout.foot or ""),
        "size": str(layout.size or 14),
        "sheet": layout.sheet,
        "body": [entry for block in layout.body for entry in writer.block(block)],
    }


class _Writer:
    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self._env = environment(autoescape=False)
        self._where, self._values = where, values

    def text(self, template: str, more: dict[str, Any] | None = None) -> str:
        return fill(self._env, template, {**self._values, **(more or {})}, self._where)

    def block(self, block: Block) -> Iterator[dict[str, Any]]:
        for more in self._turns(block.each, block.when):
            if block.gap is not None:
                yield {"kind": "gap", "tall": str(block.gap)}
            elif block.rows:
                rows = [row for source in block.rows for row in self._row(source, more)]
                widths = [str(width) for width in block.widths] or ["1"] * len(block.rows[0].cells)
                if rows:
                    yield {
                        "kind": "table",
                        "widths": widths,
                        "size": str(block.size or TABLE_SIZE),
                        "rows": rows,
                    }
            elif block.p is not None:
                yield {"kind": "p", "style": block.style, "text": self._lines(block.p, more)}

    def _row(self, row: Row, outer: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for more in self._turns(row.each, row.when, outer):
            yield {
                "tall": str(row.tall or 0),
                "cells": [self._cell(cell, more) for cell in row.cells],
            }

    def _cell(self, cell: str, more: dict[str, Any]) -> dict[str, Any]:
        head = is_label(cell)
        return {"head": head, "text": self._lines(cell[1:-1] if head else cell, more)}

    def _lines(self, template: str, more: dict[str, Any]) -> list[dict[str, Any]]:
        """The lines of a text; the layout says which stand at the right, never a value."""
        found = []
        for line in template.rstrip("\n").split("\n"):
            right = line.startswith(RIGHT)
            text = self.text(line.removeprefix(RIGHT).strip() if right else line, more)
            found.append({"right": right, "text": text})
        return found

    def _turns(
        self, each: str | None, when: str | None, outer: dict[str, Any] | None = None
    ) -> Iterator[dict[str, Any]]:
        """What a block or row sees besides the context, once for each time that it stands there."""
        outer = outer or {}
        for more in self._entries(each, outer):
            seen = {**self._values, **more}
            if when is None or evaluate(self._env, when, seen, self._where):
                yield more

    def _entries(self, each: str | None, outer: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if each is None:
            yield outer
            return
        expression, name = loop(each)
        seen = {**self._values, **outer}
        entries = evaluate(self._env, expression, seen, self._where)
        if not isinstance(entries, Iterable):
            raise wrong(TypeError(), self._where, each)
        for entry in entries:
            yield {**outer, name: entry}


def is_label(cell: str) -> bool:
    """Whether a cell is the name of what stands beside it."""
    return cell.startswith("[") and cell.endswith("]")


def loop(each: str) -> tuple[str, str]:
    """From "t.items as item" to what is looped over, and the name of one entry."""
    expression, _as, name = each.rpartition(" as ")
    return expression, name.strip()
