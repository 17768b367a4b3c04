"""Without any one of its records an example is no longer what it was: a clause names the gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lawrec.checks.runner import run
from lawrec.operations.judging import measure
from lawrec.schema.snapshot import CaseSnapshot
from tests.demo.test_records_removed import WORSE, without
from tests.examples.conftest import STORIES, Built

_STORED = "the sidecar of each film says when it was stored, by whom and where"
IDLE: Mapping[str, Mapping[str, str]] = {
    "licence-oral-application": {
        "application_receipt": "the acceptance notice is a voucher as well",
        "media_handover_record": _STORED,
    },
    "inspection-plan-120-spots": {"media_handover_record": _STORED},
    "sealing-then-court": {
        "approval_form": "the papers name their reviewer, and the decision has a form of its own",
        "court_log": "the application, the court's papers and the result show the whole course",
        "media_handover_record": _STORED,
        "rights_notice": "the transcripts tell of the same rights",
    },
    "expropriation-80-households": {"media_handover_record": _STORED},
}
"""Story -> the kinds of record without which the file would be as lawful, and why."""


Named = tuple[dict[str, str], set[tuple[str, ...]]]


def named(case: CaseSnapshot) -> Named:
    """The verdicts, and what is found above a note."""
    decides = measure(case)
    facts = decides.facts(replace(case, archived=None), NOW, at_archive=True)
    report = run(facts, decides.rules, "en").report
    found = {(f.code, *f.clauses) for f in report.findings if f.severity != "note"}
    return {row.clause.id: row.verdict for row in report.clauses}, found


def misses(before: Named, after: Named) -> bool:
    """Whether a clause is worse off, or warned of, that was not before."""
    worse = any(v in WORSE and before[0][row] != v for row, v in after[0].items())
    return worse or bool(after[1] - before[1])


def chosen(case: CaseSnapshot) -> list[str]:
    """Every record of a kind that is rare; of those that came by table the first and the last."""
    by_kind: dict[str, list[str]] = {}
    for page in case.records:
        by_kind.setdefault(page.data.kind, []).append(page.id)
    return [
        item
        for ids in by_kind.values()
        for item in (ids if len(ids) <= MANY else (ids[0], ids[-1]))
    ]


MANY = 3
NOW = datetime.now(UTC)


@pytest.mark.slow
@pytest.mark.parametrize(
    "story", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in STORIES]
)
def test_a_record_that_is_gone_is_missed(story: str, built: Callable[[str], Built]) -> None:
    case = built(story).snapshot()
    before = named(case)
    kinds = {page.id: page.data.kind for page in case.records}
    unnoticed: set[str] = set()
    for item in chosen(case):
        if not misses(before, named(without(case, item))):
            unnoticed.add(kinds[item])
    assert unnoticed == set(IDLE[story])
