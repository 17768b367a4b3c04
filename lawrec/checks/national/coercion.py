"""Administrative Coercion Law 18, 19: a measure is approved, carried out by two, and recorded."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.approvals import covering
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.measures import APPROVAL, DECISION, LIFT, ONSITE, papers_of, types_of
from lawrec.checks.facts.signatures import signatures
from lawrec.checks.national.common import head_approved, in_period, running, signed_as, stated_not
from lawrec.checks.national.measures import lacks, measures_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.records.common import Record, Transcript
from lawrec.schema.records.investigation import CoerciveMeasureApproval
from lawrec.schema.snapshot import Page


@rule("ael.18")
def approved_and_recorded(case: Facts) -> Iterator[Outcome]:
    """A measure was approved before, carried out by two officers, and recorded on the spot.

    Duty: approval by the head, two officers, an on-site record signed by them and by the party,
        or by a witness where the party is absent.
    Lawful: all of them; an urgent measure is approved afterwards (article 19).
    Unlawful: no approval, one officer alone, no record, or nobody's signature beside theirs.
    Remedy: enter the paper with its true date; what was not done is to be rectified.
    """
    for act in measures_of(case, "ael.18"):
        if isinstance(act, Outcome):
            yield act
            continue
        records = papers_of(case, act, ONSITE)
        gaps = [*_approval(case, act), *_two_officers(case, act, records)]
        if not records:
            gaps.append(lacks(case, act, ONSITE))
        for page in records:
            gaps += _signed(case, act, page)
        yield from gaps or [met()]


def _forms(case: Facts, act: Page[Act]) -> list[Page[Record]]:
    """The forms that approve the measure: of its own kind, or about it or its decision."""
    ids = [act.id, *(page.id for page in papers_of(case, act, DECISION))]
    found = [*papers_of(case, act, APPROVAL), *(p for item in ids for p in covering(case, item))]
    return list({page.id: page for page in found}.values())


def _urgent(form: Page[Record]) -> bool:
    """Whether the form reports an urgent measure, by its mode or by what only such a form has."""
    data = form.data
    return isinstance(data, CoerciveMeasureApproval) and (
        data.mode == "urgent" or data.reported_at is not None or not is_blank(data.urgent_reason)
    )


def _approval(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    forms = _forms(case, act)
    if not forms:
        yield lacks(case, act, APPROVAL, curable=False)
    if not forms or any(_urgent(form) for form in forms):
        return
    answer = head_approved(case, forms, act.data.start)
    if answer == "no":
        yield violated(
            "law_measure_not_approved_before",
            N_("{act}: the measure was taken before the head approved it, and was not urgent"),
            forms[0].at("steps"),
            curable=False,
            act=act.id,
        )
    elif answer == "unknown":
        yield unsure(
            "law_measure_approval_time",
            N_("{act}: whether a head approved the measure before it cannot be told"),
            forms[0].at("steps"),
            remedy=f"lawrec attest {case.label} ael.18 --basis ...",
            act=act.id,
        )


def _two_officers(case: Facts, act: Page[Act], records: list[Page[Record]]) -> Iterator[Outcome]:
    """The log counts; where a record names others, which of them is right is open."""
    wanted = case.number("ael.18", "officers")
    logged = set(act.data.officers)
    every = set(logged)
    for page in records:
        every |= {entry.who for _, entry in signatures(page, "officer")}
        if isinstance(page.data, Transcript) and page.data.identification:
            every |= {entry.who for entry in page.data.identification.officers}
    if len(logged) >= wanted:
        return
    if not every or len(every) >= wanted:
        yield unsure(
            "law_measure_officers_unknown",
            N_("{act}: the log does not name the {wanted} officers that the law asks for"),
            act.at("officers"),
            act=act.id,
            wanted=wanted,
        )
        return
    yield violated(
        "law_measure_officers",
        N_("{act}: the measure was carried out by {count} officer; the law asks for {wanted}"),
        act.at("officers"),
        curable=False,
        act=act.id,
        count=len(every),
        wanted=wanted,
    )


_PARTY = ("party", "holder", "agent", "guardian")
_WITNESS = ("witness", "present")


def _signed(case: Facts, act: Page[Act], page: Page[Record]) -> Iterator[Outcome]:
    """Officers sign, and the party; a refusal is noted, for one who is absent a witness signs."""
    yield from signed_as(case, page, N_("{record} {kind} is signed by no officer"), "officer")
    if types_of(case, act) == {"freezing"}:
        return
    sides = [entry for _, entry in signatures(page, *_PARTY)]
    noted = any(s.status == "refused" and not is_blank(s.note) for s in sides)
    witnessed = any(s.status == "signed" for _, s in signatures(page, *_WITNESS))
    if noted or any(s.status == "signed" for s in sides):
        return
    if not witnessed:
        text = N_("{record} {kind}: no party or witness signed, and no refusal is noted")
        yield from signed_as(case, page, text, *_PARTY, *_WITNESS)
    elif set(act.data.present) & set(case.parties) or not act.data.present:
        yield unsure(
            "law_measure_party_signature",
            N_(
                "{record} {kind}: a witness signed instead of the party; lawful if the party was "
                "absent, unlawful if they were there"
            ),
            page.at("signatures"),
            root=("law_content", page.id, "signatures"),
            record=page.id,
            kind=case.kind_of(page.data),
        )


@rule("ael.19")
def urgent_reported(case: Facts) -> Iterator[Outcome]:
    """A measure that was taken in urgency was reported within 24 hours, and approved afterwards.

    Duty: 24 hours from the measure to the report; approval is sought afterwards.
    Lawful: reported within them, and approved; or refused, and lifted.
    Unlawful: reported later, or no report or approval at all.
    Remedy: enter the true time; lateness is not cured.
    """
    for act in measures_of(case, "ael.19"):
        if isinstance(act, Outcome):
            yield act
            continue
        forms = case.typed(papers_of(case, act, APPROVAL), CoerciveMeasureApproval)
        urgent = [form for form in forms if _urgent(form)]
        if not urgent:
            yield not_applicable(N_("{act} was not taken in urgency"), act=act.id)
        for form in urgent:
            yield _reported(case, act, form)
            yield _approved_after(case, act, form)


def _reported(case: Facts, act: Page[Act], form: Page[CoerciveMeasureApproval]) -> Outcome:
    step = form.data.step("approver")
    reported = form.data.reported_at or (step.at if step else None)
    if reported is None:
        if running(case, "ael.19", "urgent_report", act.data.start):
            text = N_("{act}: the urgent measure is still to be reported")
            return pending("law_urgent_report_awaited", text, form.at("reported_at"), act=act.id)
        return stated_not(case, form, "reported_at")
    answer = in_period(case, "ael.19", "urgent_report", act.data.start, reported)
    if answer == "yes":
        return met()
    if answer == "no":
        return violated(
            "law_urgent_report_late",
            N_("{act}: the urgent measure was reported more than {hours} hours later"),
            form.at("reported_at"),
            curable=False,
            act=act.id,
            hours=case.number("ael.19", "urgent_report"),
        )
    return unsure(
        "law_urgent_report_time",
        N_("{act}: without the time of day it cannot be told whether it was reported in time"),
        form.at("reported_at"),
        act=act.id,
    )


def _approved_after(case: Facts, act: Page[Act], form: Page[CoerciveMeasureApproval]) -> Outcome:
    step = form.data.step("approver")
    decision = step.decision if step else None
    if decision == "approved" or (decision == "refused" and papers_of(case, act, LIFT)):
        return met()
    remedy = f"lawrec amend {case.label} {form.id} --reason ... --set steps=..."
    if decision == "refused":
        return unsure(
            "law_refused_not_lifted",
            N_("{act}: the head refused the urgent measure; nothing shows that it was lifted"),
            form.at("steps"),
            remedy=f"lawrec add-record {case.label} {LIFT} --act {act.id}",
            act=act.id,
        )
    if not over(case):
        text = N_("{act}: the approval of the urgent measure is still to be entered")
        return pending("law_urgent_approval_awaited", text, form.at(), remedy=remedy, act=act.id)
    return violated(
        "law_urgent_not_approved",
        N_("{act}: nobody approved the urgent measure afterwards"),
        form.at("steps"),
        curable=True,
        remedy=remedy,
        act=act.id,
    )


RULES: tuple[Rule, ...] = (approved_and_recorded, urgent_reported)
