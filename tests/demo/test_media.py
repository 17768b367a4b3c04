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


LIST = (
    "file,kind,start,seconds,model,serial,text,stored_at\n"
    "a/one.JPG,photo,2026-03-02 09:00:00,,EX-C2,EXC1,,2026-03-02 17:00:00\n"
    "a/two.MP4,video,2026-03-02 09:00:00,600,EX-B1,,,2026-03-02 17:00:10\n"
    "three.WAV,audio,2026-03-02 09:00:00,60,,,,\n"
    "scans/four.pdf,scan,,,,,SAMPLE|PAID,\n"
)


def test_other_files_are_made_by_a_list(tmp_path: Path) -> None:
    wanted = tmp_path / "list.csv"
    wanted.write_text(LIST, encoding="utf-8")
    assert run(["demo", "--media", str(tmp_path / "out"), "--list", str(wanted)]) == 0
    found = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*")}
    in_dock = {"dock/a/one.JPG", "dock/a/two.MP4", "dock/export.csv"}
    assert found == in_dock | {"three.WAV", "scans/four.pdf"}
    rows = (tmp_path / "out/dock/export.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:] == ["one.JPG,2026-03-02 17:00:00", "two.MP4,2026-03-02 17:00:10"]


@pytest.mark.parametrize(
    "row",
    [
        "x.JPG,hologram,2026-03-02 09:00:00,,,,,",
        "x.MP4,video,2026-03-02 09:00:00,long,,,,",
        "x.MP4,video,2026-03-02 09:00:00,,,,,",
        "x.JPG,photo,someday,,,,,",
        "../x.JPG,photo,2026-03-02 09:00:00,,,,,",
        "/x.JPG,photo,2026-03-02 09:00:00,,,,,",
        ",photo,2026-03-02 09:00:00,,,,,",
    ],
)
def test_a_faulty_list_makes_nothing(
    tmp_path: Path, row: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "list.csv"
    wanted.write_text(f"{LIST}{row}\n", encoding="utf-8")
    assert run(["demo", "--media", str(tmp_path / "out"), "--list", str(wanted)]) == 3
    assert "Row 6" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_list_belongs_to_media_and_must_be_there(tmp_path: Path) -> None:
    assert run(["demo", "--list", str(tmp_path / "none.csv")]) == 2
    assert run(["demo", "--media", str(tmp_path), "--list", str(tmp_path / "none.csv")]) == 2
