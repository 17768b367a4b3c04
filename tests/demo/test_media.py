"""The media of the demonstration: the same everywhere, and saying what the papers say."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
from pathlib import Path

import pytest

from lawrec.cli import run
from lawrec.operations.demo_media import make_media


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    digests = [
        {
            path.relative_to(tmp_path / name).as_posix(): hashlib.sha256(path.read_bytes()).digest()
            for path in make_media(tmp_path / name)
        }
        for name in ("one", "two")
    ]
    assert digests[0] == digests[1]


def test_the_dock_lists_all_its_files(tmp_path: Path) -> None:
    make_media(tmp_path)
    dock = tmp_path / "dock"
    rows = list(csv.reader((dock / "export.csv").read_text(encoding="utf-8").splitlines()))
    files = {path.name for path in dock.rglob("*") if path.is_file()} - {"export.csv"}
    assert {row[0] for row in rows[1:]} == files


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--media", str(tmp_path)]) == 0
    assert str(tmp_path) in capsys.readouterr().out
    assert run(["demo", "--media", str(tmp_path)]) == 1
    assert "There is a file in the way" in capsys.readouterr().err


def test_files_are_listed_for_programs(tmp_path: Path) -> None:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        assert run(["demo", "--media", str(tmp_path), "--json"]) == 0
    assert "export.csv" in shown.getvalue()
