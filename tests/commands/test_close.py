"""lawrec close-case: the closing form, with the end that the papers show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.store.yaml_io import load
from tests.archive.building import LABEL, make_bureau, make_case
from tests.commands.conftest import Answer

Commands = Callable[..., Answer]
STEPS = (
    "--set",
    "steps[0]={role: handler, who: 林某, at: 2026-08-31 09:30, opinion: 建议结案, reason: 已履行}",
    "--set",
    "steps[1]={role: section, who: 罗某, at: 2026-08-31 15:00, opinion: 同意}",
    "--set",
    "steps[2]={role: approver, who: 谢某, at: 2026-09-01 10:20, opinion: 准予, decision: approved}",
)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    bureau = make_bureau(tmp_path / "bureau")
    folder = make_case(bureau, without=("R32", "R34", "R35"))
    monkeypatch.chdir(bureau)
    monkeypatch.setenv("LAWREC_AS", "林某")
    return folder


def form(case: Path) -> dict[str, object]:
    path = next((case / "records").glob("*-case_closure_approval.yaml"))
    data = load(path).data
    assert isinstance(data, dict)
    return data


def test_the_end_follows_from_the_papers(case: Path, commands: Commands) -> None:
    answer = commands("close-case", LABEL, *STEPS, "--json")
    assert answer.code == 0, answer
    assert answer.err == ""
    assert json.loads(answer.out)["content"] == form(case)
    told = form(case)
    assert (told["end_event"], told["ended_on"]) == ("performed", "2026-08-26")
    assert told["evidence"] == ["R29"]
    assert "draft" not in told


def test_another_end_is_taken_and_said(case: Path, commands: Commands) -> None:
    answer = commands(
        "close-case", LABEL, *STEPS, "--event", "performed", "--ended-on", "2026-08-30"
    )
    assert answer.code == 0
    assert form(case)["ended_on"] == "2026-08-30"
    assert "2026-08-26" in answer.err
    assert "2026-08-30" in answer.err


def test_without_the_approver_it_is_a_draft(case: Path, commands: Commands) -> None:
    answer = commands("close-case", LABEL)
    assert answer.code == 0
    assert form(case)["draft"] == "yes"
    assert "draft" in answer.err
    again = commands("close-case", LABEL)
    assert again.code == 1
    assert "lawrec finalise" in again.err


def test_a_second_form_is_refused(case: Path, commands: Commands) -> None:
    assert commands("close-case", LABEL, *STEPS).code == 0
    answer = commands("close-case", LABEL, *STEPS)
    assert answer.code == 1
    assert "lawrec amend" in answer.err


def test_an_event_that_there_is_not(case: Path, commands: Commands) -> None:
    assert commands("close-case", LABEL, "--event", "nonsense").code == 3
    assert not list((case / "records").glob("*-case_closure_approval.yaml"))


def test_a_case_that_goes_on_must_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: Commands
) -> None:
    bureau = make_bureau(tmp_path / "bureau")
    unfinished = tuple(f"R{number}" for number in (29, 30, 31, 32, 33, 34, 35))
    case = make_case(bureau, without=unfinished)
    monkeypatch.chdir(bureau)
    monkeypatch.setenv("LAWREC_AS", "林某")
    answer = commands("close-case", LABEL, *STEPS)
    assert answer.code == 2
    assert "--ended-on" in answer.err
    told = ("--event", "withdrawn", "--ended-on", "2026-08-30")
    assert commands("close-case", LABEL, *STEPS, *told).code == 0
    assert form(case)["end_event"] == "withdrawn"
