"""What the rules of national law share: which case they are for, dated law, and its periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from lawrec.checks.base import Outcome, not_applicable, unsure, violated
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.calendar import latest_end, within_working_days
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import PENALTY, exit_of, over
from lawrec.checks.facts.signatures import Signed, any_signed, signatures, unseen
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import CaseKind
from lawrec.schema.clause import LegalNumber
from lawrec.schema.moments import Tri, day_of, not_after, within
from lawrec.schema.records.common import Approval, OutwardPaper, Record
from lawrec.schema.snapshot import Page

Moment = date | datetime


def outside(case: Facts, kind: CaseKind, *, procedure: str | None = None) -> Outcome | None:
    """Why a law is no measure for this case: it is of another kind, or of another procedure."""
    page = case.case
    if page is None:
        return case_unreadable(case)
    if page.kind != kind:
        return not_applicable(N_("A case of another kind"), absent=("case",))
    spot = page.procedure == "summary"
    if procedure == "summary" and not spot and not case.records_of("summary_penalty_decision"):
        return not_applicable(N_("The case is under the ordinary procedure"))
    if procedure == "general" and spot and not case.records_of(*PENALTY):
        return not_applicable(N_("Summary procedure decides on the spot"))
    return None


def in_force(case: Facts, clause: str, moment: Moment | None) -> bool:
    """Whether the row was law on that day; an unknown day is taken for one on which it was.

    The law is that of the day of the act, not that of the day of judging.
    """
    row = case.rulebook.clause(clause)
    if row is None or moment is None:
        return True
    day = day_of(moment)
    return (row.from_ is None or row.from_ <= day) and (row.to is None or day <= row.to)


def earlier_law(clause: str) -> Outcome:
    """The row was not law yet, or no longer."""
    return not_applicable(N_("Not the law of that day: {clause}"), clause=clause)


def in_period(
    case: Facts, clause: str, name: str, start: Moment, end: Moment, *, more: int = 0
) -> Tri:
    """Whether `end` lies within the period of the row from `start`, in the unit that it states.

    `more` prolongs the period, or shortens it. Where the last calendar day may be a day of rest,
    the period may run on to the next working day; what is done until then is not certainly late.
    """
    number = case.rulebook.number(clause, name)
    count = int(number.value) + more
    if number.unit == "hours":
        return within(start, end, timedelta(hours=count))
    if number.unit == "working_days":
        return within_working_days(case.calendar, day_of(start), day_of(end), count)
    last = day_of(start) + timedelta(days=count)
    if day_of(end) <= last:
        return "yes"
    return "unknown" if day_of(end) <= latest_end(case.calendar, last) else "no"


def before(one: Moment | None, other: Moment | None) -> Tri:
    """Whether the first certainly comes no later than the second."""
    return "unknown" if one is None or other is None else not_after(one, other)


def running(case: Facts, clause: str, name: str, start: Moment) -> bool:
    """Whether the period from `start` may still be running at the time of judging."""
    return in_period(case, clause, name, start, case.as_of) != "no"


def blank(case: Facts, page: Page[Record], *fields: str) -> Iterator[Outcome]:
    """A violation for each of these fields that the paper leaves empty."""
    for field in fields:
        value = getattr(page.data, field, None)
        empty = is_blank(value) if isinstance(value, str) or value is None else not value
        if empty:
            yield stated_not(case, page, field)


def stated_not(case: Facts, page: Page[Record], field: str) -> Outcome:
    """The paper leaves that field empty."""
    outcome = gap(case, page, field, N_("{record} {kind} does not state: {field}"))
    return replace(outcome, params={**outcome.params, "field": field})


def late(
    case: Facts, clause: str, name: str, page: Page[Record], *, answer: Tri, since: Moment | None
) -> Outcome:
    """A paper that came after its period, or where the calendar does not tell."""
    number = case.rulebook.number(clause, name)
    row = case.rulebook.clause(clause)
    if answer == "no":
        return violated(
            "law_period_over",
            N_("{record} {kind} came after the {count} {unit} from {since} that the law gives"),
            page.at("made_at"),
            curable=False,
            root=("law_period", clause, page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            count=int(number.value),
            unit=number.unit,
            since=since,
        )
    if since is None:
        return _start_unknown(case, clause, number, page)
    return unsure(
        "law_period_unknown",
        N_(
            "{record} {kind}: whether it came within the {count} {unit} from {since} cannot be "
            "told without a date, or a calendar of that year"
        ),
        page.at("made_at"),
        severity="warning" if row is not None and row.severity == "error" else "note",
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=("law_period", clause, page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        count=int(number.value),
        unit=number.unit,
        since=since,
    )


def _start_unknown(case: Facts, clause: str, number: LegalNumber, page: Page[Record]) -> Outcome:
    return unsure(
        "law_period_unknown",
        N_("{record} {kind}: the day from which the {count} {unit} run is not on record"),
        page.at("made_at"),
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=("law_period", clause, page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        count=int(number.value),
        unit=number.unit,
    )


def worst(answers: Iterable[Tri]) -> Tri:
    """Late if all are late, in time if all are; else it depends on which of them counts."""
    found = set(answers)
    return found.pop() if len(found) == 1 else "unknown"


def head_approved(case: Facts, forms: Iterable[Page[Record]], moment: Moment | None) -> Tri:
    """Whether a head of the organ certainly approved by one of these forms, no later than then.

    No, if no form bears an approval at all, or every approval came later.
    """
    answers: set[Tri] = {_approved_before(case, form, moment) for form in forms}
    if "yes" in answers:
        return "yes"
    return "unknown" if "unknown" in answers else "no"


def _approved_before(case: Facts, form: Page[Record], moment: Moment | None) -> Tri:
    if not isinstance(form.data, Approval):
        return "unknown"
    step = form.data.step("approver")
    if step is None or step.decision != "approved":
        return "unknown" if step is not None and step.decision is None else "no"
    order = before(step.at, moment)
    head = case.has_duty(step.who, "organ_head", step.at)
    return "unknown" if order == "yes" and head != "yes" else order


def undecided(case: Facts, *kinds: str) -> Outcome:
    """What a row about the decision says where no decision is on file."""
    if exit_of(case) is not None:
        return not_applicable(N_("The case ended without such a decision"), absent=kinds)
    if not over(case):
        return not_applicable(N_("Nothing has been decided yet"), absent=kinds)
    return unsure(
        "law_decision_missing",
        N_("The case is over, and neither a decision nor another end is on record"),
        case.case_place,
        remedy=f"lawrec add-record {case.label} {kinds[0]}",
        root=("law_decision",),
    )


def sealed(case: Facts, page: Page[Record], text: str) -> Iterator[Outcome]:
    """Whether the paper bears the organ's seal: missing, or only typed in."""
    return signed_as(case, page, text, "organ")


def signed_as(case: Facts, page: Page[Record], text: str, *roles: str) -> Iterator[Outcome]:
    """Nothing if somebody in these roles is seen to have signed; else what is wrong."""
    state = any_signed(case, page, *roles)
    if state == "unseen":
        entry = next(s for _, s in signatures(page, *roles) if s.status == "signed")
        yield unseen(case, page, Signed("unseen", entry.who, page.at("signatures")))
    elif state != "seen":
        yield gap(case, page, "signatures", text)


def gap(case: Facts, page: Page[Record], field: str, text: str, **more: object) -> Outcome:
    """A content that the law asks for, and the paper lacks."""
    return violated(
        "law_content_missing",
        text,
        page.at(field),
        curable=True,
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {field}=...",
        root=("law_content", page.id, field),
        record=page.id,
        kind=case.kind_of(page.data),
        **more,  # type: ignore[arg-type]
    )


def unclear(case: Facts, page: Page[Record], field: str, text: str, **more: object) -> Outcome:
    """A content that the paper may state, in words that are not compared."""
    return unsure(
        "law_content_unclear",
        text,
        page.at(field),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {field}=...",
        root=("law_content", page.id, field),
        record=page.id,
        kind=case.kind_of(page.data),
        **more,  # type: ignore[arg-type]
    )


def remedies(case: Facts, page: Page[OutwardPaper]) -> Iterator[Outcome]:
    """Reconsideration and litigation, each with the organ and the time limit."""
    told = [
        entry
        for entry in page.data.rights_told
        if set(entry.rights) & {"reconsideration", "litigation"}
    ]
    if {right for entry in told for right in entry.rights} >= {"reconsideration", "litigation"}:
        open_ = [e for e in told if is_blank(e.organ) or is_blank(e.within)]
        if all(is_blank(e.content) for e in open_) and open_:
            text = N_("{record} {kind}: where and within which time to challenge it is left out")
            yield gap(case, page, "rights_told", text)
        elif open_:
            text = N_(
                "{record} {kind}: whether it says where and until when to challenge it cannot be "
                "told"
            )
            yield unclear(case, page, "rights_told", text)
    else:
        text = N_("{record} {kind} does not tell of both reconsideration and litigation")
        yield gap(case, page, "rights_told", text)
