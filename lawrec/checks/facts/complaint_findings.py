"""What is found about a complaint: the outcomes of article 10, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure, violated
from lawrec.checks.facts.leads import Complaint, fate, limit_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import within

_ASSESS = "--result ... --how ... --reason ..."


def still_open(complaint: Complaint) -> Iterator[Outcome]:
    """Nothing is due before the lead is closed; past the bureau's own limit that is a warning."""
    yield pending(
        "lead_open",
        N_("{lead} is not closed yet"),
        complaint.place,
        due=limit_of(complaint),
        lead=complaint.name,
    )
    until = limit_of(complaint)
    if until is not None and complaint.as_of > until:
        yield _slow(
            complaint, N_("{lead} is open for more than {days} days, the bureau's own limit")
        )


def late(complaint: Complaint) -> Iterator[Outcome]:
    """A warning where the outcome came past the bureau's own limit; the text has no number."""
    outcome, days = complaint.lead.outcome, complaint.lead_days
    if outcome is None or days is None:
        return
    if within(complaint.lead.received_at, outcome.at, timedelta(days=float(days))) == "no":
        message = N_("{lead} was settled after more than {days} days, the bureau's own limit")
        yield _slow(complaint, message)


def _slow(complaint: Complaint, message: str) -> Outcome:
    return satisfied_but(
        "warning",
        "lead_slow",
        message,
        complaint.place,
        root=("lead_slow", complaint.name),
        lead=complaint.name,
        days=str(complaint.lead_days),
    )


def _correct(complaint: Complaint, field: str) -> str:
    """The command that puts an entry of the lead right."""
    return f"lawrec lead correct {complaint.name} --set {field}=... --reason ..."


def _attest(complaint: Complaint, clause: str) -> str | None:
    """The command by which a person answers what the lead leaves open, where a case names it."""
    return f"lawrec attest {complaint.of_case} {clause} --basis ..." if complaint.of_case else None


def case_named(complaint: Complaint) -> Outcome:
    """A lead and its case name each other; the case that is judged is itself enough."""
    outcome = complaint.lead.outcome
    if complaint.of_case is not None or (outcome is not None and not is_blank(outcome.case)):
        return met()
    return unsure(
        "lead_case_unnamed",
        N_("{lead} is said to have led to a case, but does not say to which"),
        complaint.place,
        remedy=f"lawrec lead dispose {complaint.name} --decision case --case ... --correct ...",
        root=("lead_case", complaint.name),
        lead=complaint.name,
    )


def contradicted(complaint: Complaint) -> Outcome:
    """The lead says closed, and a case that names it goes on."""
    return unsure(
        "lead_closed_but_case",
        N_("{lead} is closed without a case, yet this case was opened for it"),
        complaint.place,
        remedy=_attest(complaint, "10a"),
        root=("lead_closed", complaint.name),
        lead=complaint.name,
    )


def need_unknown(complaint: Complaint) -> Outcome:
    """Closed, with nothing that says whether it needed action; or its start was refused."""
    message = N_("{lead} is closed, and no examination says whether it needed action")
    if complaint.lead.assessed is not None:
        message = N_(
            "{lead} was found to need action, but its start was refused; whether it needed action "
            "can be read both ways"
        )
    return unsure(
        "lead_not_examined",
        message,
        complaint.place,
        remedy=_attest(complaint, "10a") or f"lawrec lead assess {complaint.name} {_ASSESS}",
        root=("lead_examined", complaint.name),
        lead=complaint.name,
    )


def content_blank(complaint: Complaint, *, needed: bool) -> Outcome:
    """Nothing says what was complained of; the text asks for a record where action is needed."""
    if fate(complaint) == "open":
        return next(still_open(complaint))
    if needed:
        return violated(
            "lead_content_blank",
            N_("{lead} is registered without a word on what was complained of"),
            complaint.place,
            curable=True,
            remedy=_correct(complaint, "content"),
            root=("lead_content", complaint.name),
            lead=complaint.name,
        )
    return unsure(
        "lead_content_blank",
        N_(
            "{lead} is registered without a word on what was complained of; whether a record is "
            "due where no action was needed can be read both ways"
        ),
        complaint.place,
        remedy=_attest(complaint, "10b"),
        root=("lead_content", complaint.name),
        lead=complaint.name,
    )


def not_known(complaint: Complaint, field: str) -> Outcome:
    """The register is not shown to have a field; the text does not list what it must have."""
    if fate(complaint) == "open":
        return next(still_open(complaint))
    return unsure(
        "lead_field_unknown",
        N_("{lead}: nothing shows that the register has the {field}"),
        complaint.place,
        remedy=_correct(complaint, field),
        root=("lead_field", complaint.name, field),
        lead=complaint.name,
        field=field,
    )


def real_name_unknown(complaint: Complaint) -> Outcome:
    """Whether the complainant must be told hangs on it."""
    if fate(complaint) == "open":
        return next(still_open(complaint))
    return unsure(
        "lead_real_name_unknown",
        N_("{lead}: whether the complaint was made in a real name is not recorded"),
        complaint.place,
        remedy=_correct(complaint, "real_name"),
        root=("lead_real_name", complaint.name),
        lead=complaint.name,
    )


def not_told(complaint: Complaint) -> Outcome:
    """Nobody was told; where the matter was passed on, that can be read both ways."""
    root = ("lead_told", complaint.name)
    if fate(complaint) == "transferred":
        return unsure(
            "transfer_not_told",
            N_(
                "{lead} was passed to another organ and the complainant was not told; whether that "
                "is a complaint not started can be read both ways"
            ),
            complaint.place,
            remedy=_attest(complaint, "10c"),
            root=root,
            lead=complaint.name,
        )
    return violated(
        "complainant_not_told",
        N_("{lead} was made in a real name and not started; nothing shows that the complainant "
           "was told"),
        complaint.place,
        curable=True,
        remedy=f"lawrec lead tell {complaint.name} --how ... --content ... --proof ...",
        root=root,
        lead=complaint.name,
    )  # fmt: skip


def not_written(complaint: Complaint) -> Outcome:
    """No examination is written down, whatever notice there is."""
    root = ("lead_examined", complaint.name)
    if fate(complaint) == "transferred":
        return unsure(
            "transfer_not_written",
            N_(
                "{lead} was passed to another organ and no examination is written down; whether "
                "that is a complaint not started can be read both ways"
            ),
            complaint.place,
            remedy=_attest(complaint, "10d"),
            root=root,
            lead=complaint.name,
        )
    return violated(
        "lead_not_examined",
        N_("{lead} was made in a real name and not started; nothing written says what was examined "
           "and why"),
        complaint.place,
        curable=True,
        remedy=f"lawrec lead assess {complaint.name} {_ASSESS}",
        root=root,
        lead=complaint.name,
    )  # fmt: skip


def incomplete(complaint: Complaint, part: str, blank: list[str]) -> Outcome:
    """A part of the lead is there, with blanks in it."""
    tell = f"lawrec lead tell {complaint.name} --how ... --content ... --proof ... --correct ..."
    assess = f"lawrec lead assess {complaint.name} {_ASSESS} --correct ..."
    return unsure(
        "lead_part_blank",
        N_("{lead}: its part “{part}” leaves blank: {fields}"),
        complaint.place,
        remedy=assess if part == "assessed" else tell,
        root=("lead_part", complaint.name, part),
        lead=complaint.name,
        part=part,
        fields=tuple(blank),
    )


def closed_without_case(complaint: Complaint) -> Outcome:
    """It needed action, and neither a case nor a transfer came of it."""
    return violated(
        "lead_closed_without_case",
        N_("{lead} was found to need action and is closed without a case or a transfer"),
        complaint.place,
        curable=True,
        remedy=f"lawrec lead dispose {complaint.name} --decision ... --correct ...",
        root=("lead_closed", complaint.name),
        lead=complaint.name,
    )
