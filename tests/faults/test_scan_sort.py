"""200 printed pages as bad scans in one folder: at least 99 in 100 filed right, none wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

for needed in ("segno", "zxingcpp", "pypdfium2", "PIL"):
    pytest.importorskip(needed)

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_short_heap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = _sorted(tmp_path, 8, 2, monkeypatch, plain=True)
    assert figures.good, figures


@pytest.mark.faults
@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_pages(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    figures = _sorted(tmp_path, 200, seed, monkeypatch, plain=False)
    assert figures.good, figures
    assert figures.megabytes < 400


def _sorted(
    work: Path, pages: int, seed: int, monkeypatch: pytest.MonkeyPatch, *, plain: bool
) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    sys.modules.pop("scan_sort", None)
    import scan_sort

    return scan_sort.sort(work, pages, seed, plain=plain)
