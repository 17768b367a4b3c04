"""The demonstration's cases without each record in turn: which clauses miss it; few none does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.gate import gate
from lawrec.operations.audit import judge
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.snapshot import CaseSnapshot, Page
from tests.demo.conftest import Built

WORSE = ("crashed", "violated", "undeterminable", "not_yet_due")
LAND, SUMMARY, OPEN = 1, 2, 3


@dataclass(frozen=True)
class Wanted:
    """Which clauses require a record, as the regulation has it, and which articles it concerns.

    Nothing outside `articles` may be named. Articles 4, 5 and 25 (stages and references; the
    whole course in writing; catalogue) concern every record.
    """

    clauses: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()


PAPERS: Mapping[str, Wanted] = {
    "case_initiation_approval": Wanted(("4.1a", "9.1a", "9.1b", "29a"), (9, 29)),
    "rights_notice": Wanted((), (12,)),
    "onsite_inspection_record": Wanted(("13.1(3)",), (11, 12, 13, 18)),
    "media_handover_record": Wanted((), (7, 25)),
    "inquiry_transcript": Wanted(("13.1(1)",), (11, 12, 13, 18)),
    "stop_order": Wanted((), (18, 22, 29)),
    "approval_form": Wanted((), (18, 19, 29)),
    "service_receipt": Wanted((), (12, 21, 22, 23, 29)),
    "evidence_request_notice": Wanted(("13.1(2)a",), (12, 13, 18)),
    "evidence_list": Wanted(("13.1(2)b",), (13, 18)),
    "investigation_report": Wanted(("4.1a",), (18,)),
    "legal_review_opinion": Wanted(("19.1a", "19.1b"), (19,)),
    "collective_discussion_record": Wanted(("19.3",), (19,)),
    "penalty_prior_notice": Wanted(("4.1a",), (12, 18, 21)),
    "hearing_right_notice": Wanted(("12c",), (12, 18, 21)),
    "penalty_decision": Wanted(("4.1a",), (12, 18, 19, 21, 22, 29)),
    "correction_check_record": Wanted(("22.2a", "22.2b"), (22,)),
    "secrecy_marking": Wanted(("26.3a", "26.3b"), (26, 28)),
    "performance_record": Wanted(("22.1",), (22,)),
    "case_closure_approval": Wanted(("4.1a",), (22, 29)),
    "amendment_record": Wanted(("28(3)",), (28,)),
    "rectification_record": Wanted((), (28,)),
    "archive_catalogue": Wanted(("25.1a",), ()),
    "archive_transfer_record": Wanted(("4.1a", "25.1b", "25.1f"), (7,)),
    "summary_procedure_record": Wanted(("12a", "20.1(2)a", "20.1(3)"), (12, 18, 20)),
    "summary_penalty_decision": Wanted(("4.1a", "20.1(2)b"), (12, 20)),
    "summary_filing_record": Wanted(("4.1a", "20.1(5)"), (20,)),
}
MEDIA: Mapping[str, Wanted] = {
    "photo": Wanted(("4.1b",), (18,)),
    "video": Wanted(("18e",), (14, 18)),
    "audio": Wanted(("18e",), (14, 18)),
    "scan": Wanted(("4.1b",)),
}
SPECIAL: Mapping[tuple[int, str], tuple[str, ...]] = {
    (LAND, "R09"): ("5.2",),
    (LAND, "R19"): ("5.2", "12c"),
    (LAND, "R21"): ("29a",),
    (LAND, "R22"): ("4.1a", "21.0"),
    (LAND, "R26"): ("29a",),
    (SUMMARY, "R03"): ("4.1a", "21.0"),
}
"""Where one of several papers of a kind is required by itself."""
NOT_YET: Mapping[int, frozenset[str]] = {OPEN: frozenset(("4.1a",))}
"""What is judged only when a case is over."""

IDLE: Mapping[tuple[int, str], str] = {
    (LAND, "R02"): "both transcripts say by themselves that the rights were told",
    (LAND, "R04"): "the station's own list proves when the footage was stored",
    (LAND, "R06"): "the station's own list proves when the footage was stored",
    (LAND, "R10"): "the station's own list proves when the footage was stored",
    (LAND, "R08"): "the order names its reviewer; the text asks for no form of its own",
    (LAND, "R18"): "the notices name their reviewer; the text asks for no form of their own",
    (LAND, "R28"): "no clause but the archive's gate asks for it: see the last test",
}
"""The records without which the file would be as lawful, and why."""


def without(case: CaseSnapshot, item: str) -> CaseSnapshot:
    """The case as if the record or medium had never been: no line in the catalogue either."""
    pages = [_relisted(page, item) for page in case.records if page.id != item]
    return replace(
        case,
        records=tuple(pages),
        media=tuple(page for page in case.media if page.id != item),
        originals={name: entry for name, entry in case.originals.items() if name != item},
    )


def _relisted(page: Page[Any], item: str) -> Page[Any]:
    if page.data.kind != "archive_catalogue":
        return page
    kept = [entry for entry in page.data.entries if entry.item != item]
    lines = tuple(line.model_copy(update={"number": n}) for n, line in enumerate(kept, start=1))
    return replace(page, data=page.data.model_copy(update={"entries": lines}))


def verdicts(case: CaseSnapshot, *, over: bool) -> dict[str, str]:
    report = judge(case, at_archive=over).report
    return {result.clause.id: result.verdict for result in report.clauses}


def missed(case: CaseSnapshot, before: Mapping[str, str], item: str, *, over: bool) -> set[str]:
    """The clauses that are worse off without the item."""
    after = verdicts(without(case, item), over=over)
    return {
        clause
        for clause, verdict in after.items()
        if verdict in WORSE and before[clause] != verdict
    }


@pytest.fixture(scope="module", params=[LAND, SUMMARY, OPEN], ids=["land", "summary", "open"])
def removals(
    request: pytest.FixtureRequest, built: Built
) -> tuple[int, dict[str, tuple[Page[Any], set[str]]]]:
    case = replace(built.snapshot(request.param), archived=None)
    over = request.param != OPEN
    before = verdicts(case, over=over)
    pages = (*case.records, *case.media)
    found = {page.id: (page, missed(case, before, page.id, over=over)) for page in pages}
    return request.param, found


def wanted(number: int, page: Page[Any]) -> Wanted:
    by_mode = getattr(page.data, "mode", None) if page.id.startswith("M") else None
    found = MEDIA[by_mode] if by_mode else PAPERS[page.data.kind]
    return replace(found, clauses=(*found.clauses, *SPECIAL.get((number, page.id), ())))


def test_every_clause_that_requires_a_record_misses_it(
    removals: tuple[int, dict[str, tuple[Page[Any], set[str]]]],
) -> None:
    number, found = removals
    for item, (page, clauses) in found.items():
        due = set(wanted(number, page).clauses) - NOT_YET.get(number, frozenset())
        assert due <= clauses, (item, page.data, due - clauses)


def test_no_unrelated_clause_is_named(
    removals: tuple[int, dict[str, tuple[Page[Any], set[str]]]],
) -> None:
    number, found = removals
    book, _rules = load_rulebook()
    for item, (page, clauses) in found.items():
        articles = {4, 5, 25, *wanted(number, page).articles}
        rows = [row for row in map(book.clause, clauses) if row is not None]
        assert {row.article for row in rows} <= articles, (item, clauses)


def test_removing_any_record_names_a_clause(
    removals: tuple[int, dict[str, tuple[Page[Any], set[str]]]],
) -> None:
    """All but those of the list, which must not grow longer than it has to be."""
    number, found = removals
    idle = {(number, item) for item, (_page, clauses) in found.items() if not clauses}
    assert idle == {key for key in IDLE if key[0] == number}


def test_without_its_rectification_record_the_case_is_not_archived(built: Built) -> None:
    case = replace(built.snapshot(LAND), archived=None)
    page = next(page for page in case.records if page.data.kind == "rectification_record")
    book, _rules = load_rulebook()
    for snapshot, grounds in ((case, []), (without(case, page.id), ["b"])):
        run = judge(snapshot, at_archive=True)
        answer = gate(Facts(snapshot, book, run.report.as_of, at_archive=True), run.report)
        assert [refusal.ground for refusal in answer.refusals] == grounds
