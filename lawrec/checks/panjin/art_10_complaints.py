"""Article 10: complaints and reports are acted on, recorded and answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, not_applicable, rule, unsure
from lawrec.checks.facts import complaints
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.complaints import Complaint, from_people
from lawrec.checks.facts.ending import refused_start
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.initiation import CaseInitiationApproval

Judge = Callable[[Complaint], Iterator[Outcome]]


@rule("10a")
def complaint_acted_on(case: Facts) -> Iterator[Outcome]:
    """A complaint that needs action leads to a case.

    Duty: a complaint or report that needs action leads to the start of the procedure in time.
    Lawful: a case or a transfer to the organ in charge; past the bureau's own days a warning.
    Unlawful: found to need action, and closed without a case or a transfer.
    Remedy: start the procedure now, or pass the matter on.
    """
    yield from _each(case, complaints.action_taken)


@rule("10b")
def complaint_registered(case: Facts) -> Iterator[Outcome]:
    """A complaint is registered.

    Duty: a complaint or report that needs action, and what came of it, is put on record.
    Lawful: content, receiver and whether it was in a real name are recorded, and its case.
    Unlawful: nothing says what was complained of.
    Remedy: complete the register from the paper, the recording or the message itself.
    """
    yield from _each(case, complaints.registered)


@rule("10c")
def complainant_told(case: Facts) -> Iterator[Outcome]:
    """Who complained in their own name learns that nothing is started.

    Duty: where a real-name complaint is examined and not started, the complainant is told.
    Lawful: told, with way, content and proof; a matter passed on is left to a person.
    Unlawful: closed without anything that shows that the complainant was told.
    Remedy: tell the complainant, and enter when and how.
    """
    yield from _each(case, complaints.told)


@rule("10d")
def not_starting_written_down(case: Facts) -> Iterator[Outcome]:
    """Not starting is put in writing.

    Duty: where a real-name complaint is not started, what was examined and why is written down.
    Lawful: an examination with who, how and the reason.
    Unlawful: closed without it, even if the complainant was told.
    Remedy: the examiner writes it down, with the true date.
    """
    yield from _each(case, complaints.written_down)


def _each(case: Facts, judge: Judge) -> Iterator[Outcome]:
    """The judgement on each lead that is a complaint; one outcome where there is none."""
    leads = case.snapshot.bureau.leads
    own = case.case.lead if case.case else None
    for name in leads:
        yield from _one(case, name, judge)
    if case.case is None or (own is not None and own not in leads):
        yield _lead_unknown(case, own)
    elif not leads and _complained(case):
        yield _no_lead(case)
    elif not leads:
        yield not_applicable(N_("The case came from no complaint or report"), absent=("case",))


def _one(case: Facts, name: str, judge: Judge) -> Iterator[Outcome]:
    lead = case.snapshot.bureau.leads[name]
    place = case.snapshot.at("bureau.yaml", "lead", name)
    kind = from_people(lead.channel)
    if kind == "no":
        none = N_("{lead} came by {channel}: no complaint or report of a citizen or organisation")
        yield not_applicable(none, lead=name, channel=lead.channel)
        return
    if kind == "unknown":
        yield unsure(
            "lead_channel_unknown",
            N_("{lead} came by “{channel}”; whether it is a complaint or report cannot be told"),
            place,
            remedy=f"lawrec attest {case.label} 10a --basis ...",
            root=("lead_channel", name),
            lead=name,
            channel=lead.channel,
        )
        return
    own = case.case is not None and case.case.lead == name
    yield from judge(
        Complaint(
            name,
            lead,
            place,
            case.as_of,
            case.profile.thresholds.get("lead_days") if case.profile else None,
            case.label if own else None,
            ("no" if refused_start(case) else "yes") if own else None,
        )
    )


def _complained(case: Facts) -> bool:
    """Whether the case says that it came from a complaint or report."""
    forms = case.typed(case.records_of("case_initiation_approval"), CaseInitiationApproval)
    sources = [form.data.source for form in forms if not is_blank(form.data.source)]
    stated = any(from_people(source or "") == "yes" for source in sources)
    return stated or (case.case is not None and case.case.initiated_by == "complaint")


def _lead_unknown(case: Facts, lead: str | None) -> Outcome:
    if lead is None:
        message = N_("Whether the case came from a complaint cannot be told: its page is unread")
    else:
        message = N_("{lead}, which the case names, is not among the bureau's facts")
    return unsure(
        "lead_unknown",
        message,
        case.snapshot.case.at("lead") if case.snapshot.case else case.case_place,
        root=("lead_unknown",),
        lead=lead or "",
    )


def _no_lead(case: Facts) -> Outcome:
    return unsure(
        "complaint_without_lead",
        N_("The case came from a complaint or report, but names no registered lead"),
        case.case_place,
        remedy=f"lawrec lead link ... {case.label}",
        root=("lead_unknown",),
    )


RULES = (complaint_acted_on, complaint_registered, complainant_told, not_starting_written_down)
