"""What was applied for, and how far the intake is recorded (article 8, paragraph 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    pending,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import decided, over
from lawrec.checks.facts.papers import says_nothing
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.initiation import AcceptanceNotice, ApplicationRegister
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

REGISTER = "application_register"
ACCEPTED, NOT_ACCEPTED = "acceptance_notice", "non_acceptance_notice"
LEFT = ("application_withdrawal", "jurisdiction_transfer")
"""Papers with which an application ends before anybody has decided on it."""

VOUCHERS = ("application_receipt", ACCEPTED, NOT_ACCEPTED, "supplement_notice")
"""Papers that are themselves a voucher in the applicant's hand (8.1e)."""

_INTAKE = (
    REGISTER,
    *VOUCHERS,
    *LEFT,
    "oral_application_record",
    "onsite_correction_record",
)


def applied(case: Facts) -> Tri:
    """Whether the matter was started on an application."""
    if case.case is None:
        return "unknown"
    on_application = case.case.initiated_by == "application"
    return "yes" if on_application or case.case.kind == "licence" else "no"


def on_application(case: Facts, judge: Callable[[Facts], Iterator[Outcome]]) -> Iterator[Outcome]:
    """The judgement of a matter that was applied for; the row does not apply to others."""
    if applied(case) == "yes":
        yield from judge(case)
    else:
        none = N_("The matter was not started on an application")
        yield not_applicable(none, absent=("case",) if case.case is None else ())


def registers(case: Facts) -> list[Page[ApplicationRegister]]:
    """The final registers of applications that are typed as such."""
    return case.typed(case.records_of(REGISTER), ApplicationRegister)


def deemed(page: Page[Record]) -> bool:
    """Whether the paper records an acceptance that the law infers from silence."""
    return isinstance(page.data, AcceptanceNotice) and page.data.deemed == "yes"


def moved_on(case: Facts) -> bool:
    """Whether the matter went past its intake, so that what is missing of it is due."""
    return bool(case.acts or case.records_of(ACCEPTED, NOT_ACCEPTED, *LEFT)) or decided(case)


def not_there(case: Facts, clause: str, kind: str, *, due: bool) -> Outcome:
    """A paper of the intake is missing: kept elsewhere, still to come, or not there."""
    elsewhere = _elsewhere(case)
    if elsewhere is not None:
        return _in_other_system(case, clause, elsewhere)
    drafts = case.drafts_of(kind)
    if not due or (drafts and not over(case)):
        command = f"finalise {case.label} {drafts[0].id}" if drafts else None
        return pending(
            "intake_awaited",
            N_("The {wanted} is not in the case yet"),
            drafts[0].at("draft") if drafts else case.case_place,
            remedy=f"lawrec {command or f'add-record {case.label} {kind}'}",
            wanted=KINDS[kind],
        )
    return violated(
        "intake_missing",
        N_("The matter was applied for, and the case holds no {wanted}"),
        case.case_place,
        curable=True,
        remedy=f"lawrec add-record {case.label} {kind}",
        root=("intake", kind),
        absent=(kind,),
        wanted=KINDS[kind],
    )


def _elsewhere(case: Facts) -> Page[Record] | None:
    """A paper of the intake with its number in the government-service system."""
    pages = case.records_of(*_INTAKE)
    return next((page for page in pages if not is_blank(page.data.external_ref)), None)


def _in_other_system(case: Facts, clause: str, page: Page[Record]) -> Outcome:
    return unsure(
        "intake_in_other_system",
        N_(
            "{record} names number {number} of another system; a person must see what is recorded "
            "there"
        ),
        page.at("external_ref"),
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=("other_system", page.id),
        record=page.id,
        number=page.data.external_ref,
    )


def no_register(case: Facts, clause: str) -> Outcome:
    """Without a register nobody can tell whether the duty arose: part of the same finding."""
    found = not_there(case, clause, REGISTER, due=moved_on(case))
    return replace(found, verdict="undeterminable") if found.verdict == "violated" else found


def fact_blank(case: Facts, page: Page[Record], field: str, kind: str) -> Outcome:
    """The register leaves a question open on which another duty hangs."""
    return unsure(
        "intake_fact_blank",
        N_("{record} leaves open “{field}”, so whether the {wanted} was due is not known"),
        page.at(field),
        remedy=_amend(case, page, field),
        root=("intake_fact", page.id, field),
        record=page.id,
        field=field,
        wanted=KINDS[kind],
    )


def blanks(case: Facts, clause: str, page: Page[Record], core: list[str]) -> Outcome:
    """Fields of a paper of the intake are blank, and perhaps stand on the paper all the same."""
    if not is_blank(page.data.external_ref):
        return _in_other_system(case, clause, page)
    fields = tuple(core)
    if says_nothing(case, page):
        return violated(
            "intake_blank",
            N_("{record} {kind} leaves blank: {fields}"),
            page.at(fields[0]),
            curable=True,
            remedy=_amend(case, page, fields[0]),
            root=("intake_blank", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            fields=fields,
        )
    return maybe_blank(case, page, core)


def maybe_blank(case: Facts, page: Page[Record], fields: list[str]) -> Outcome:
    """Fields are blank that the text does not list, or that the paper may show in its words."""
    return unsure(
        "intake_blank",
        N_("{record} {kind}: whether it says {fields} is not known; they are not typed in"),
        page.at(fields[0]),
        remedy=_amend(case, page, fields[0]),
        root=("intake_blank", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        fields=tuple(fields),
    )


def in_place(case: Facts, page: Page[Record], kind: str) -> Outcome:
    """Another paper than the one named: under the word "等" it does, if it gives its reason."""
    substitutes = page.data.substitutes
    if says_nothing(case, page) or (substitutes is not None and is_blank(substitutes.reason)):
        return unsure(
            "intake_substitute_doubtful",
            N_("{record} {paper} takes the place of {wanted}, but says nothing or gives no reason"),
            page.at("substitutes"),
            remedy=_amend(case, page, "substitutes.reason"),
            record=page.id,
            paper=case.kind_of(page.data),
            wanted=KINDS[kind],
        )
    return satisfied_but(
        "note",
        "equal_paper",
        N_("{record} {kind} takes the place of {wanted}"),
        page.at("substitutes"),
        record=page.id,
        kind=case.kind_of(page.data),
        wanted=KINDS[kind],
    )


def accepted_and_refused(case: Facts, accepted: Page[Record], refused: Page[Record]) -> Outcome:
    """Two outcomes of one application; one may have replaced the other."""
    return unsure(
        "accepted_and_refused",
        N_(
            "{accepted} accepts the application and {refused} does not; which of them holds is open"
        ),
        refused.at(),
        remedy=f"lawrec attest {case.label} 8.1c --basis ...",
        accepted=accepted.id,
        refused=refused.id,
    )


def outcome_dated(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """The date of the outcome, and of a refusal also its reason, which the text does not name."""
    data = page.data
    on = data.accepted_on if isinstance(data, AcceptanceNotice) else None
    yield met() if on or data.made_at else maybe_blank(case, page, ["made_at"])
    refusal = isinstance(data, OutwardPaper) and NOT_ACCEPTED in case.stands_for(data)
    if refusal and isinstance(data, OutwardPaper):
        blank = ["reason"] if is_blank(data.reason) else []
        blank += [] if data.legal_basis else ["legal_basis"]
        if blank:
            yield satisfied_but(
                "warning",
                "refusal_without_reason",
                N_("{record} {kind} leaves blank: {fields}"),
                page.at(blank[0]),
                record=page.id,
                kind=case.kind_of(data),
                fields=tuple(blank),
            )


def unconfirmed(page: Page[Record], case: Facts) -> Iterator[Outcome]:
    """A warning where the applicant did not sign what was written down; the text is silent."""
    roles = ("party", "agent", "guardian", "recipient")
    if not any(s.status == "signed" and s.as_ in roles for s in page.data.signatures):
        yield satisfied_but(
            "warning",
            "intake_unconfirmed",
            N_("{record} {kind}: the applicant has not confirmed it by a signature"),
            page.at("signatures"),
            record=page.id,
            kind=case.kind_of(page.data),
        )


def _amend(case: Facts, page: Page[Record], field: str) -> str:
    return f"lawrec amend {case.label} {page.id} --reason ... --set {field}=..."
