"""lawrec archive: one line with the outcome, or every reason with its cure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.archive.bag import faults_of, manifest_digest
from tests.archive.building import CHECKER, LABEL, files_in, make_bureau, make_case, ready
from tests.commands.conftest import Answer

Commands = Callable[..., Answer]
HAND_OVER = ("--at", "2026-09-11 10:00", "--kept-at", "1号柜", "--seen-by", CHECKER, "--as", "林某")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    bureau, case = ready(tmp_path)
    monkeypatch.chdir(bureau)
    return bureau, case


def test_archived_as_complete(place: tuple[Path, Path], commands: Commands) -> None:
    bureau, _case = place
    answer = commands("archive", LABEL, *HAND_OVER)
    assert answer.code == 0
    assert answer.out.splitlines()[0].startswith("Complete, of which attested by a person: ")
    package = bureau / "archive" / LABEL
    assert str(package) in answer.out
    assert faults_of(package) == ()
    again = commands("archive", LABEL, *HAND_OVER)
    assert again.code == 1
    assert "frozen" in again.err


def test_for_programs(place: tuple[Path, Path], commands: Commands) -> None:
    import json

    bureau, _case = place
    answer = commands("archive", LABEL, *HAND_OVER, "--json")
    assert answer.code == 0
    told = json.loads(answer.out)
    assert (told["schema_version"], told["case"], told["outcome"]) == ("1", LABEL, "complete")
    package = Path(told["package"])
    assert package == bureau / "archive" / LABEL
    assert told["manifest_sha256"] == manifest_digest(package)
    assert told["violated"] == []
    assert told["attested"]
    judged = json.loads(commands("audit", LABEL, "--json").out)
    assert judged["summary"]["archived"] == "complete"


def test_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: Commands) -> None:
    import json

    bureau = make_bureau(tmp_path / "bureau")
    make_case(bureau, without=("R32", "R34", "R35"))
    monkeypatch.chdir(bureau)
    before = files_in(bureau)
    answer = commands("archive", LABEL, *HAND_OVER)
    assert answer.code == 1
    assert "(c) Open, and attested by nobody: " in answer.out
    assert f"cure: lawrec close-case {LABEL}" in answer.out
    assert f"cure: lawrec attest {LABEL} 5.1a --basis" in answer.out
    told = commands("archive", LABEL, *HAND_OVER, "--json")
    assert told.code == 1
    refusals = json.loads(told.out)
    assert refusals["outcome"] == "refused"
    assert {"ground", "clause", "message", "why", "remedy"} == set(refusals["refusals"][0])
    assert {"c", "g"} <= {entry["ground"] for entry in refusals["refusals"]}
    assert files_in(bureau) == before


def test_late_with_defects(place: tuple[Path, Path], commands: Commands) -> None:
    answer = commands("archive", LABEL, "--at", "2026-11-01", *HAND_OVER[2:])
    assert answer.code == 0
    assert answer.out.startswith("Archived with defects on record: ")
    assert "(25.1b)" in answer.out.splitlines()[0]


def test_what_must_be_said(place: tuple[Path, Path], commands: Commands) -> None:
    bureau, case = place
    (bureau / "lawrec.yaml").unlink()
    answer = commands("archive", case, *HAND_OVER)
    assert answer.code == 2
    assert "--into" in answer.err


def test_the_gate_takes_as_said_what_archiving_asks_for(
    place: tuple[Path, Path], commands: Commands
) -> None:
    import json

    bureau, _case = place
    profile = bureau / "lawrec.yaml"
    text = re.sub(r"(?m)^retention:.*\n(?: .*\n)*", "", profile.read_text(encoding="utf-8"))
    assert "retention" not in text
    profile.write_text(text, encoding="utf-8")
    assert commands("archive", LABEL, *HAND_OVER).code == 2
    told = json.loads(commands("status", LABEL, "--json").out)
    assert told["gate"]["outcome"] in ("complete", "defects_on_record")
    assert f"$ lawrec archive {LABEL} --retention" in commands("status", LABEL).out


def test_a_refusal_says_what_the_findings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: Commands
) -> None:
    import json

    bureau = make_bureau(tmp_path / "bureau")
    make_case(bureau, without=("R07", "R34", "R35"))
    monkeypatch.chdir(bureau)
    told = json.loads(commands("archive", LABEL, *HAND_OVER, "--json").out)
    why = {entry["clause"]: entry["why"] for entry in told["refusals"]}
    assert why["13.1(1)"]
    assert why["13.1(1)"][0] in commands("archive", LABEL, *HAND_OVER).out
