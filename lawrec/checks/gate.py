"""Whether a case may be archived, and as what (decision 4): one text for all who ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.archiving import RectificationRecord
from lawrec.schema.report import ClauseResult, Finding, Report
from lawrec.schema.snapshot import Page

Ground = Literal["a", "b", "c", "d", "e", "f", "g", "h"]
LATE_ARCHIVING = "25.1b"
_OPEN_ENDED = ("MAY", "DEFINITION", "ORGANISATIONAL")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why the case is not archived.

    `ground` is the letter of decision 4, and `h` for an error under another book that nobody has
    put a name to; `message` a msgid with `params`; `remedy` a command.
    """

    ground: Ground
    message: str
    params: dict[str, str]
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """The answer: complete, archived with defects on record, or refused for these reasons."""

    outcome: Literal["complete", "defects_on_record", "refused"]
    refusals: tuple[Refusal, ...]
    violated: tuple[str, ...]
    attested: tuple[str, ...]


def gate(case: Facts, report: Report) -> Gate:
    """Ask the gate about a report that was made as the case will stand after archiving."""
    refusals = tuple(_refusals(case, report))
    violated = tuple(r.clause.id for r in report.clauses if r.verdict == "violated")
    attested = tuple(r.clause.id for r in report.attested)
    if refusals:
        return Gate("refused", refusals, violated, attested)
    complete = report.outcome == "complete"
    return Gate("complete" if complete else "defects_on_record", (), violated, attested)


def _refusals(case: Facts, report: Report) -> Iterator[Refusal]:
    findings = {finding.id: finding for finding in report.findings}
    for result in report.clauses:
        own = [findings[finding_id] for finding_id in result.findings]
        if result.verdict == "violated":
            yield from _violation(case, result, own)
        elif result.verdict == "undeterminable" and result.clause.modality not in _OPEN_ENDED:
            yield _refusal("c", N_("{clause} is open and nobody has attested it"), result, case)
        elif result.verdict == "crashed":
            yield _refusal("d", N_("the rule for {clause} failed"), result, case)
        elif result.verdict == "not_yet_due":
            yield _refusal("g", N_("{clause} is not yet due"), result, case)
    yield from _files(case)


def _violation(case: Facts, result: ClauseResult, findings: list[Finding]) -> Iterator[Refusal]:
    broken = [finding for finding in findings if finding.verdict == "violated"]
    if any(finding.curable for finding in broken) or not broken:
        remedy = next((finding.remedy for finding in broken if finding.remedy), None)
        yield _refusal("a", N_("{clause} is violated and can be cured"), result, case, remedy)
    elif result.clause.id != LATE_ARCHIVING and not rectified(case, result.clause.id):
        yield _refusal(
            "b",
            N_("{clause} is violated, cannot be cured, and has no approved rectification record"),
            result,
            case,
            f"lawrec rectify {case.label} --clause {argument(result.clause.id)} --cause ... "
            "--measure ... --responsible ... --approved-by ...",
        )


def _refusal(
    ground: Ground,
    message: str,
    result: ClauseResult,
    case: Facts,
    remedy: str | None = None,
) -> Refusal:
    if remedy is None and ground == "c":
        remedy = (
            f"lawrec attest {case.label} {argument(result.clause.id)} --basis ..."
            if result.implemented or result.clause.status == "human"
            else f"lawrec attest {case.label} --pending --basis ..."
        )
    return Refusal(ground, message, {"clause": result.clause.id}, remedy)


def rectified(case: Facts, clause_id: str) -> Page[RectificationRecord] | None:
    """The rectification record that explains this clause, approved by a head of the organ."""
    pages = case.typed(case.records_of("rectification_record"), RectificationRecord)
    return next((page for page in pages if _explains(case, page.data, clause_id)), None)


def _explains(case: Facts, record: RectificationRecord, clause_id: str) -> bool:
    texts = (record.cause, record.measure, record.responsible)
    if clause_id not in record.clauses or any(is_blank(text) for text in texts):
        return False
    if record.approved_by is None or record.approved_at is None:
        return False
    return case.has_duty(record.approved_by, "organ_head", record.approved_at) == "yes"


def _files(case: Facts) -> Iterator[Refusal]:
    for page in case.snapshot.media:
        state = case.snapshot.media_state.get(page.id)
        if state in ("absent", "differs"):
            text = N_("{path} is absent") if state == "absent" else N_("{path} was changed")
            yield Refusal("e", text, {"path": page.path.removesuffix(".yaml")})
    for record in case.snapshot.records:
        if record.data.draft:
            yield Refusal(
                "f",
                N_("{path} is a draft"),
                {"path": record.path},
                f"lawrec finalise {case.label} {record.id}",
            )
    if not case.records_of("case_closure_approval"):
        remedy = f"lawrec close-case {case.label}"
        yield Refusal("g", N_("the case has not been closed"), {}, remedy)
