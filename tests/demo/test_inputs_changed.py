"""One input of the demonstration is changed, and the verdict changes as the law wants."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import run
from lawrec.commands.demo import run_command
from lawrec.operations.audit import audit
from lawrec.operations.demo import demo, example_folder
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.clause import Clause, Rulebook
from lawrec.schema.report import Report
from tests.demo.conftest import Built

PLANTED = {"13.2a", "25.2b"}


def broken(report: Report) -> set[str]:
    return {result.clause.id for result in report.clauses if result.verdict == "violated"}


def changed(example: Path, file: str, old: str, new: str) -> None:
    path = example / "inputs/land" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_a_time_and_a_signer(tmp_path: Path) -> None:
    """The head approves only after the inspection; the party's signature on it is not there."""
    example = tmp_path / "example"
    with example_folder() as folder:
        shutil.copytree(folder, example)
    changed(example, "initiation.yaml", "at: 2026-07-07 08:50", "at: 2026-07-08 10:40")
    changed(
        example,
        "inspection-record.yaml",
        "  - {who: 梅某甲, as: party, at: 2026-07-08 10:17}\n",
        "",
    )
    made = demo(tmp_path / "made", run_command, example, until="audit")
    report = audit(made.cases[0].path, bureau=made.repository).report
    assert broken(report) == {*PLANTED, "9.1b", "13.2b"}
    messages = {
        clause: finding.message
        for finding in report.findings
        for clause in finding.clauses
        if finding.verdict == "violated"
    }
    assert "2026-07-08 10:40" in messages["9.1b"]
    assert "梅某甲" in messages["13.2b"]


def with_hours(row: Clause, hours: str) -> Clause:
    (number,) = row.numbers
    return row.model_copy(update={"numbers": (number.model_copy(update={"value": hours}),)})


@pytest.mark.parametrize(("hours", "violated"), [("24", True), ("54", True), ("55", False)])
def test_a_limit(built: Built, hours: str, violated: bool) -> None:
    """The phone's photo was stored after 54 hours and a quarter."""
    book, rules = load_rulebook()
    rows = tuple(with_hours(row, hours) if row.id == "25.2b" else row for row in book.clauses)
    # A new one: a copy would keep the index over the old rows.
    book = Rulebook.model_construct(**{**dict(book), "clauses": rows})
    case = replace(built.snapshot(1), archived=None)
    report = run(Facts(case, book, datetime.now(UTC), at_archive=True), rules, "en").report
    assert ("25.2b" in broken(report)) is violated
