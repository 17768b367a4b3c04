"""What the system reports is trouble in plain words, in the user's language, never a trace."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lawrec.i18n import reason_of, set_language
from tests.commands.conftest import Office

LINES = (
    ["audit", "NAME"],
    ["status", "NAME"],
    ["add-record", "1", "询问笔录", "--from", "NAME", "--as", "林某"],
    ["deadlines", "--bureau", "NAME"],
    ["import-media", "1", "NAME", "--as", "林某"],
)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_names_that_no_disk_takes(office: Office, tmp_path: Path, line: list[str]) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for name in ("长" * 300, str(loop), "a/" * 3000):
        answer = office.run(*[name if word == "NAME" else word for word in line], code=None)
        assert answer.code in (1, 2, 3), answer
        assert "defect" not in answer.err


def test_half_a_character_is_refused(office: Office) -> None:
    said = office.run("audit", "\ud800", code=2).err
    assert "characters that are no text" in said


def test_a_case_named_by_nothing_writes_nothing(office: Office) -> None:
    log = office.root / "log/leaves.jsonl"
    before = log.read_bytes()
    for name in ("", " ", "."):
        said = office.run("declare", name, "overdue=no", "--as", "林某", code=3).err
        assert "Traceback" not in said
    assert log.read_bytes() == before


def test_the_words_of_the_system_are_ours() -> None:
    set_language("en")
    assert reason_of(OSError(errno.ENOENT, "x")) == "there is no such file or folder"
    assert reason_of(OSError(errno.ELOOP, "x")) == "links lead round in a circle"
    assert reason_of(UnicodeEncodeError("utf-8", "x", 0, 1, "y")).startswith("the name holds")
    told = OSError(errno.EDOM, os.strerror(errno.EDOM))
    assert reason_of(told) == told.strerror
    set_language("zh")
    assert "EDOM" in reason_of(told)
    assert str(told.strerror) not in reason_of(told)


@pytest.mark.parametrize(
    "line",
    [
        ["seen", "1", " ", "--kept-at", "档案柜"],
        ["seen", "1", ",", "--kept-at", "档案柜"],
        ["assign-media", "1", "\t"],
        [
            "rectify",
            "1",
            "--clause",
            " ",
            "--cause",
            "x",
            "--measure",
            "y",
            "--responsible",
            "林某",
        ],
    ],
    ids=lambda line: line[0],
)
def test_blanks_name_nothing_and_nothing_is_written(office: Office, line: list[str]) -> None:
    before = sorted(path.name for path in office.case.rglob("*.yaml"))
    assert "Name the" in office.run(*line, "--as", "林某", code=2).err
    assert sorted(path.name for path in office.case.rglob("*.yaml")) == before
