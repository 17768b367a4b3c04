"""Article 8: what is recorded when somebody applies."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    rule,
    unsure,
)
from lawrec.checks.facts.applications import (
    ACCEPTED,
    LEFT,
    NOT_ACCEPTED,
    REGISTER,
    VOUCHERS,
    accepted_and_refused,
    blanks,
    deemed,
    fact_blank,
    in_place,
    maybe_blank,
    moved_on,
    no_register,
    not_there,
    on_application,
    outcome_dated,
    registers,
    unconfirmed,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import decided, exit_of
from lawrec.checks.facts.supplements import supplement
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.initiation import (
    ApplicationRegister,
    ApplicationWithdrawal,
    OnsiteCorrectionRecord,
    OralApplicationRecord,
)
from lawrec.schema.snapshot import Page

_ORAL = "oral_application_record"
_CORRECTION = "onsite_correction_record"


@rule("8.1a")
def application_registered(case: Facts) -> Iterator[Outcome]:
    """An application is registered.

    Duty: of a matter started on application, the registration is recorded.
    Lawful: a register with applicant, matter, time and channel of receipt, and the materials.
    Unlawful: no register, or one that names neither in words nor in fields who applied for what.
    Remedy: enter the register that was kept, or the number in the government-service system.
    """
    yield from on_application(case, _registered)


def _registered(case: Facts) -> Iterator[Outcome]:
    pages = case.records_of(REGISTER)
    for page in pages:
        if isinstance(page.data, ApplicationRegister):
            yield _register(case, page, page.data)
        else:
            yield in_place(case, page, REGISTER)
    if not pages:
        yield not_there(case, "8.1a", REGISTER, due=moved_on(case))


def _register(case: Facts, page: Page[Record], data: ApplicationRegister) -> Outcome:
    core = [name for name in ("applicant", "matter") if is_blank(getattr(data, name))]
    core += ["received_at"] if data.received_at is None else []
    if core:
        return blanks(case, "8.1a", page, core)
    rest = [] if data.channel else ["channel"]
    rest += [] if any(not is_blank(item) for item in data.materials) else ["materials"]
    rest += ["received_by"] if is_blank(data.received_by) else []
    return maybe_blank(case, page, rest) if rest else met()


@rule("8.1b")
def oral_application_written_down(case: Facts) -> Iterator[Outcome]:
    """What is applied for by word of mouth is written down.

    Duty: an oral application is recorded.
    Lawful: a record of who applied, for what and when; the applicant's signature is not asked for.
    Unlawful: registered as oral, and no such record.
    Remedy: enter the record that was made.
    """
    yield from on_application(case, _oral)


def _oral(case: Facts) -> Iterator[Outcome]:
    for page in case.records_of(_ORAL):
        blank = ["made_at"] if page.data.made_at is None else []
        blank += [] if page.data.persons else ["persons"]
        matter = page.data.matter if isinstance(page.data, OralApplicationRecord) else None
        if is_blank(matter) and is_blank(page.data.content):
            yield blanks(case, "8.1b", page, ["content", *blank])
        else:
            yield maybe_blank(case, page, blank) if blank else met()
        yield from unconfirmed(page, case)
    if case.records_of(_ORAL):
        return
    pages = registers(case)
    channels = {page.data.channel for page in pages}
    if "oral" in channels:
        yield not_there(case, "8.1b", _ORAL, due=moved_on(case))
    elif None in channels:
        silent = next(page for page in pages if page.data.channel is None)
        yield fact_blank(case, silent, "channel", _ORAL)
    elif not pages:
        yield no_register(case, "8.1b")
    else:
        yield not_applicable(N_("The application was not made by word of mouth"), absent=(_ORAL,))


@rule("8.1c")
def acceptance_recorded(case: Facts) -> Iterator[Outcome]:
    """Whether the application was accepted is recorded.

    Duty: acceptance or refusal to accept is recorded.
    Lawful: one outcome: accepted, also by law after silence; not accepted; withdrawn; passed on.
    Unlawful: decided or over, and no outcome of the intake is in the case.
    Remedy: enter the notice that was issued, or the acceptance that the law inferred.
    """
    yield from on_application(case, _outcome)


def _outcome(case: Facts) -> Iterator[Outcome]:
    accepted, refused = case.records_of(ACCEPTED), case.records_of(NOT_ACCEPTED)
    if accepted and refused:
        yield accepted_and_refused(case, accepted[0], refused[0])
    elif accepted or refused:
        for page in (*accepted, *refused):
            yield from outcome_dated(case, page)
    elif case.records_of(*LEFT) or exit_of(case) in ("withdrawn", "transferred"):
        yield met()
    else:
        yield not_there(case, "8.1c", ACCEPTED, due=decided(case))


@rule("8.1d")
def correction_on_spot_recorded(case: Facts) -> Iterator[Outcome]:
    """What was corrected on the spot is recorded.

    Duty: errors in the materials that were corrected on the spot are recorded.
    Lawful: a record of what stood there before and after; nothing was corrected.
    Unlawful: registered as corrected, and no such record, or one that says nothing.
    Remedy: enter the record that was made.
    """
    yield from on_application(case, _corrected)


def _corrected(case: Facts) -> Iterator[Outcome]:
    for page in case.records_of(_CORRECTION):
        yield _correction(case, page)
        yield from unconfirmed(page, case)
    if case.records_of(_CORRECTION):
        return
    pages = registers(case)
    answers = {page.data.corrected_on_spot for page in pages}
    if "yes" in answers:
        yield not_there(case, "8.1d", _CORRECTION, due=moved_on(case))
    elif answers - {"no"}:
        silent = next(page for page in pages if page.data.corrected_on_spot != "no")
        yield fact_blank(case, silent, "corrected_on_spot", _CORRECTION)
    elif not pages:
        yield no_register(case, "8.1d")
    else:
        yield not_applicable(N_("Nothing was corrected on the spot"), absent=(_CORRECTION,))


def _correction(case: Facts, page: Page[Record]) -> Outcome:
    data = page.data
    if not isinstance(data, OnsiteCorrectionRecord):
        return in_place(case, page, _CORRECTION)
    blank = [name for name in ("before", "after") if is_blank(getattr(data, name))]
    if len(blank) > 1:
        return blanks(case, "8.1d", page, blank)
    blank += ["made_at"] if data.made_at is None else []
    return maybe_blank(case, page, blank) if blank else met()


@rule("8.1e")
def voucher_recorded(case: Facts) -> Iterator[Outcome]:
    """The voucher that the applicant got is on record.

    Duty: it is recorded that a written voucher or receipt was issued.
    Lawful: a receipt, or a notice of acceptance, of refusal or of what to supplement.
    Unlawful: decided or over, and no such paper.
    Remedy: enter the paper that was issued.
    """
    yield from on_application(case, _voucher)


def _voucher(case: Facts) -> Iterator[Outcome]:
    pages = [page for page in case.records_of(*VOUCHERS) if not deemed(page)]
    if any(page.data.made_at is not None for page in pages):
        yield met()
    elif pages:
        yield maybe_blank(case, pages[0], ["made_at"])
    elif case.records_of(ACCEPTED, *LEFT) or exit_of(case) in ("withdrawn", "transferred"):
        yield unsure(
            "voucher_doubtful",
            N_(
                "No receipt is in the case; whether one was due, where the application was "
                "withdrawn, passed on or accepted by silence, can be read both ways"
            ),
            case.case_place,
            remedy=f"lawrec add-record {case.label} application_receipt",
        )
    else:
        yield not_there(case, "8.1e", "application_receipt", due=decided(case))


@rule("8.1f")
def supplement_told_once(case: Facts) -> Iterator[Outcome]:
    """What is missing is told at one time, and that is recorded.

    Duty: where materials are incomplete, the notice of everything to supplement is recorded.
    Lawful: any record with the full list, the time and the way, also by word of mouth; a second
    notice after the applicant changed something.
    Unlawful: registered as incomplete, accepted or decided, and no such record.
    Remedy: enter the notice, or mark the record that holds the list as standing for it.
    """
    yield from on_application(case, supplement)


@rule("8.1g")
def other_events_recorded(case: Facts) -> Iterator[Outcome]:
    """Other events of the intake are noted.

    Duty: what else happens at the intake, such as withdrawal or transfer, is recorded.
    Lawful: with its time and reason.
    Unlawful: never by itself: the text only says "and so on".
    Remedy: add the time and the reason.
    """
    yield from on_application(case, _others)


def _others(case: Facts) -> Iterator[Outcome]:
    pages = case.records_of(*LEFT)
    for page in pages:
        data = page.data
        stated = (ApplicationWithdrawal, OutwardPaper)
        reason = data.reason if isinstance(data, stated) else None
        blank = ["reason"] if is_blank(reason) and is_blank(data.content) else []
        blank += ["made_at"] if data.made_at is None else []
        yield maybe_blank(case, page, blank) if blank else met()
    if pages:
        return
    if exit_of(case) == "withdrawn":
        yield unsure(
            "withdrawal_without_paper",
            N_("The closing form says that the application was withdrawn; no paper shows it"),
            case.case_place,
            remedy=f"lawrec add-record {case.label} application_withdrawal",
        )
    else:
        yield not_applicable(N_("No other event of the intake is known"), absent=LEFT)


RULES = (
    application_registered,
    oral_application_written_down,
    acceptance_recorded,
    correction_on_spot_recorded,
    voucher_recorded,
    supplement_told_once,
    other_events_recorded,
)
