"""The small office of the command tests, and workbooks made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import _template, commands, office  # noqa: F401

Rows = Iterable[Iterable[Any]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows as the first sheet of a workbook, then lets `change` have the workbook."""

    def make(
        rows: Rows, change: Callable[[Any], None] | None = None, name: str = "表.xlsx"
    ) -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        if change is not None:
            change(book)
        target = io.BytesIO()
        book.save(target)
        path = tmp_path / name
        path.write_bytes(target.getvalue())
        return path

    return make
