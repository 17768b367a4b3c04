"""lawrec verify: findings on standard output, and an exit code for each answer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive.building import LABEL, files_in, ready
from tests.commands.conftest import Answer

Commands = Callable[..., Answer]
FILM = "media/M08-service_left.mp4"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    bureau, case = ready(tmp_path)
    monkeypatch.chdir(bureau)
    return bureau, case


def test_nothing_was_altered(place: tuple[Path, Path], commands: Commands) -> None:
    bureau, _case = place
    before = files_in(bureau)
    answer = commands("verify", LABEL)
    assert answer.code == 0
    assert answer.out.startswith(f"{LABEL}: nothing was altered (10 media, ")
    assert answer.err == ""
    assert files_in(bureau) == before


def test_findings(place: tuple[Path, Path], commands: Commands) -> None:
    _bureau, case = place
    (case / FILM).write_bytes(b"other")
    answer = commands("verify", LABEL)
    assert answer.code == 1
    assert "[medium_size]" in answer.out
    told = json.loads(commands("verify", LABEL, "--json").out)
    assert told["schema_version"] == "1"
    assert [(f["code"], f["path"]) for f in told["findings"]] == [("medium_size", FILM)]
    assert told["checked"]["media"] == 10
    assert told["checked"]["log_entries"] == told["checked"]["commits"]


def test_a_case_alone_says_so(place: tuple[Path, Path], tmp_path: Path, commands: Commands) -> None:
    bureau, case = place
    alone = tmp_path / "alone"
    shutil.copytree(case, alone)
    answer = commands("verify", alone)
    assert answer.code == 0
    assert "no evidence log at hand" in answer.err
    assert commands("verify", alone, "--bureau", bureau).err == ""


def test_all(place: tuple[Path, Path], commands: Commands) -> None:
    _bureau, case = place
    assert commands("verify", "--all").code == 0
    shutil.rmtree(case)
    answer = commands("verify", "--all", "--json")
    assert answer.code == 1
    cases = json.loads(answer.out)["cases"]
    assert [entry["case"] for entry in cases] == ["bureau", LABEL]
    assert [f["code"] for f in cases[1]["findings"]] == ["case_vanished"]


def test_wrong_calls(place: tuple[Path, Path], tmp_path: Path, commands: Commands) -> None:
    assert commands("verify").code == 2
    assert commands("verify", LABEL, "--all").code == 2
    (tmp_path / "empty").mkdir()
    assert commands("verify", tmp_path / "empty").code == 3
