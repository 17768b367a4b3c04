"""The examples: each is built by its own steps and ends as its README says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lawrec.commands.demo import run_command
from lawrec.operations.audit import audit
from lawrec.operations.demo import Demo, Ran, demo
from lawrec.operations.demo_steps import Step, read_steps
from lawrec.resources import examples
from lawrec.schema.report import Report
from lawrec.store.load import load_case

STORIES = (
    "licence-oral-application",
    "inspection-plan-120-spots",
)
# One worker a story: each is built once for all its tests.
stories = pytest.mark.parametrize(
    "story", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in STORIES]
)


def folder_of(story: str) -> Path:
    return Path(str(examples() / story)).resolve()


@pytest.mark.slow
@stories
def test_the_steps_build_a_complete_case(story: str, tmp_path: Path) -> None:
    answers: list[tuple[Step, Ran]] = []
    made = demo(
        tmp_path, run_command, folder_of(story), own_computer=False,
        told=lambda step, ran: answers.append((step, ran)),
    )  # fmt: skip
    reports = {case.number: report_of(made, case.path) for case in made.cases}
    for case in made.cases:
        assert (case.state, case.outcome) == ("archived", "complete")
        report = reports[case.number]
        for verdict in ("violated", "undeterminable", "not_yet_due", "crashed"):
            assert not report.counts[verdict], (case.number, verdict)
        assert all(finding.severity == "note" for finding in report.findings)
    assert_as_told(story, made, reports)


def report_of(made: Demo, case: Path) -> Report:
    return audit(case, bureau=made.repository).report


def assert_as_told(story: str, made: Demo, reports: dict[str, Report]) -> None:
    """The README's table of expected answers: number, papers, footage, attested rows."""
    text = (folder_of(story) / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (\S*?〔\d{4}〕\d+号) \|(.*)\|$", text, re.MULTILINE))
    assert set(told) == set(reports)
    for case in made.cases:
        snapshot = load_case(case.path)
        found = [
            "齐全",
            f"文书{len(snapshot.records)}份",
            f"音像{len(snapshot.media)}件",
            f"人工核验{len(reports[case.number].attested)}项",
        ]
        assert [cell.strip() for cell in told[case.number].split("|")] == found


@stories
def test_every_input_is_used_and_there(story: str) -> None:
    folder = folder_of(story)
    steps = read_steps(folder / "steps.sh", {"HERE": str(folder), "INTO": "x"})
    used = {word for step in steps for word in step.words if word.startswith(str(folder))}
    assert used == {str(path) for path in (folder / "inputs").rglob("*") if path.is_file()}


@stories
def test_the_readme_tells_chapters_and_commands_of_the_steps(story: str) -> None:
    folder = folder_of(story)
    text = (folder / "README.md").read_text(encoding="utf-8")
    steps = (folder / "steps.sh").read_text(encoding="utf-8")
    chapters = re.findall(r"^## (\w+)", steps, re.MULTILINE)
    named = re.findall(r"^\d+\. \*\*.*?（(.+?)）。\*\*", text, re.MULTILINE)
    assert named == chapters
    for command in set(re.findall(r"`lawrec ([a-z]+-?[a-z]*)", text)) - {"schema"}:
        assert re.search(rf"^lawrec {command} ", steps, re.MULTILINE), command
    assert "## In English" in text


@stories
def test_nobody_in_it_is_real(story: str) -> None:
    """Places and numbers are plainly invented: identity numbers begin with zeros."""
    for path in folder_of(story).rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<!\d)[1-9]\d{16}[\dX](?!\d)", text), path
            assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text), path
            assert "盘锦" not in text, path
