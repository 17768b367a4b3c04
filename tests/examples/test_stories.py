"""The examples: each is built by its own steps and ends as its README says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import run
from lawrec.operations.audit import audit
from lawrec.operations.demo_steps import read_steps
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import CaseSnapshot
from tests.examples.conftest import STORIES, Built, folder_of

Build = Callable[[str], Built]
Change = Callable[[CaseSnapshot], CaseSnapshot]
# With `--dist loadgroup` one worker does all of a story; else the first one builds it for all.
stories = pytest.mark.parametrize(
    "story", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in STORIES]
)
LICENCE, INSPECTION, SEALING, EXPROPRIATION = STORIES


@pytest.mark.slow
@stories
def test_the_steps_build_a_complete_case(story: str, built: Build) -> None:
    made = built(story)
    assert (made.state, made.outcome) == ("archived", "complete")
    judged = audit(made.case, bureau=made.repository, books=("national",))
    report = judged.report
    assert [run.report.counts["violated"] for run in judged.further] == [0]
    for verdict in ("violated", "undeterminable", "not_yet_due", "crashed"):
        assert not report.counts[verdict], verdict
    assert all(finding.severity == "note" for finding in report.findings)
    text = (folder_of(story) / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (\S*?〔\d{4}〕\d+号) \|(.*)\|$", text, re.MULTILINE)
    assert [number for number, _cells in told] == [made.number]
    snapshot = made.snapshot()
    found = [
        "齐全",
        f"文书{len(snapshot.records)}份",
        f"音像{len(snapshot.media)}件",
        f"人工核验{len(report.attested)}项",
    ]
    assert [cell.strip() for cell in told[0][1].split("|")] == found


def without(*items: str) -> Change:
    """The case as if these papers and films had never been entered."""
    return lambda case: replace(
        case,
        records=tuple(page for page in case.records if page.id not in items),
        media=tuple(page for page in case.media if page.id not in items),
    )


def edited(item: str, change: Callable[[Record], object]) -> Change:
    """The case with one paper saying something else."""

    def edit(case: CaseSnapshot) -> CaseSnapshot:
        pages = (
            replace(page, data=change(page.data)) if page.id == item else page
            for page in case.records
        )
        return replace(case, records=tuple(pages))

    return edit


def unsigned(role: str) -> Callable[[Record], object]:
    return lambda paper: paper.model_copy(
        update={"signatures": tuple(s for s in paper.signatures if s.as_ != role)}
    )


def approved_at(moment: str) -> Callable[[Record], object]:
    def change(paper: Record) -> object:
        *before, last = paper.steps  # type: ignore[attr-defined]
        last = last.model_copy(update={"at": datetime.fromisoformat(moment)})
        return paper.model_copy(update={"steps": (*before, last)})

    return change


CHANGES = [
    (LICENCE, "no oral record", without("R02"), {"8.1b"}),
    (LICENCE, "no film", without("M01"), {"14a"}),
    (INSPECTION, "one party did not sign", edited("R02", unsigned("party")), {"11e", "13.2b"}),
    (INSPECTION, "one film is missing", without("M77"), {"14a"}),
    (INSPECTION, "one record is missing", without("R50"), {"13.1(3)"}),
    (SEALING, "no film of the sealing", without("M02"), {"16d"}),
    (SEALING, "no list of what was sealed", without("R07"), {"16b"}),
    (
        SEALING,
        "approved while it was being sealed",
        edited("R05", approved_at("2025-03-04T14:30:00+08:00")),
        {"29f"},
    ),
    (SEALING, "no demand", without("R24"), {"23.1a"}),
    (SEALING, "the demand not served", without("R26"), {"23.1c", "21.0"}),
    (EXPROPRIATION, "one household not served", without("R300"), {"21.0"}),
    (EXPROPRIATION, "one performance not recorded", without("R400"), {"22.1"}),
    (EXPROPRIATION, "one household did not sign", edited("R10", unsigned("party")), {"13.2b"}),
    (EXPROPRIATION, "one film is missing", without("M40"), {"14a"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("story", "change", "broken"),
    [
        pytest.param(story, change, broken, id=why, marks=pytest.mark.xdist_group(story))
        for story, why, change, broken in CHANGES
    ],
)
def test_what_is_left_out_is_found(
    story: str, change: Change, broken: set[str], built: Build
) -> None:
    """Among 80 households and 120 spots, too, the one that is wrong is named."""
    found = violated(change(built(story).snapshot()))
    assert broken <= found
    assert found - broken <= FOLLOWS


FOLLOWS = {"4.1a", "4.1b", "5.2", "18e", "23.1b", "23.1c", "24d", "25.1d", "25.1e"}
"""What is named elsewhere and gone, and what a missing step takes with it."""


def violated(case: CaseSnapshot) -> set[str]:
    book, rules = load_rulebook()
    facts = Facts(replace(case, archived=None), book, datetime.now(UTC), at_archive=True)
    return {
        row.clause.id for row in run(facts, rules, "en").report.clauses if row.verdict == "violated"
    }


@stories
def test_every_input_is_used_and_there(story: str) -> None:
    folder = folder_of(story)
    steps = read_steps(folder / "steps.sh", {"HERE": str(folder), "INTO": "x"})
    used = {word for step in steps for word in step.words if word.startswith(str(folder))}
    assert used == {str(path) for path in (folder / "inputs").rglob("*") if path.is_file()}


@stories
def test_the_readme_tells_chapters_commands_and_inputs(story: str) -> None:
    folder = folder_of(story)
    text = (folder / "README.md").read_text(encoding="utf-8")
    steps = (folder / "steps.sh").read_text(encoding="utf-8")
    chapters = re.findall(r"^## (\w+)", steps, re.MULTILINE)
    assert re.findall(r"^\d+\. \*\*.*?（(.+?)）。\*\*", text, re.MULTILINE) == chapters
    for command in commands_in(text):
        assert re.search(rf"^lawrec {command} ", steps, re.MULTILINE), command
    for name in re.findall(r"inputs/[\w.-]+\.(?:yaml|csv)", text):
        assert (folder / name).is_file(), name
    assert "## In English" in text


def commands_in(text: str) -> Iterable[str]:
    return set(re.findall(r"`lawrec ([a-z]+-?[a-z]*)", text)) - {"schema"}


@stories
def test_nobody_in_it_is_real(story: str) -> None:
    """Places and numbers are plainly invented: identity numbers begin with zeros."""
    for path in folder_of(story).rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<!\d)[1-9]\d{16}[\dX](?!\d)", text), path
            assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text), path
            assert "盘锦" not in text, path
