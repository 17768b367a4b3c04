"""Article 28: defects are put right; what was lost, leaked or altered.

Nobody is found liable here: the rules show facts, and gravity and intent are for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.alterations import (
    altered_pages,
    content_lost,
    damaged_media,
    history_gaps,
    second_copy,
)
from lawrec.checks.facts.archiving import archiving
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.secrecy import secret_matter
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import day_of
from lawrec.schema.records.archiving import LossReport, RectificationRecord
from lawrec.schema.snapshot import Page


@rule("28.1")
def put_right(case: Facts) -> Iterator[Outcome]:
    """What a rectification record opens is done by its own date, and somebody has checked it.

    Duty: defects of article 28 are put right in time; the text names no number of days.
    Lawful: cause, measure and responsible person are there, and it was done and verified.
    Unlawful: still open after its own due date; at archiving without a date: a warning.
    Remedy: do what it says, then record when, and who has checked it.
    """
    pages = case.typed(case.records_of("rectification_record"), RectificationRecord)
    if not pages:
        yield not_applicable(
            N_("Nobody has opened a rectification"), absent=("rectification_record",)
        )
    for page in pages:
        yield from _rectification(case, page)


def _rectification(case: Facts, page: Page[RectificationRecord]) -> Iterator[Outcome]:
    record = page.data
    texts = {"cause": record.cause, "measure": record.measure, "responsible": record.responsible}
    blank = [name for name, text in texts.items() if is_blank(text)]
    if not record.clauses:
        blank.append("clauses")
    if blank:
        yield unsure(
            "rectification_incomplete",
            N_(
                "{record}: a rectification names the rows, the cause, the measure and who is "
                "responsible; here something of it is blank"
            ),
            page.at(blank[0]),
            severity="warning",
            remedy=_amend(case, page, f"{blank[0]}=..."),
            root=("rectification", page.id),
            record=page.id,
        )
    today = day_of(case.as_of)
    if record.done_on is not None and record.done_on <= today:
        yield from _done(case, page)
    elif record.due_on is not None and record.due_on < today:
        yield _overdue(case, page)
    elif archiving(case):
        yield _open_at_archiving(case, page)
    else:
        yield pending(
            "rectification_open",
            N_("{record}: the rectification is not done yet"),
            page.at("done_on"),
            due=record.due_on,
            remedy=_amend(case, page, "done_on=..."),
            record=page.id,
        )


def _done(case: Facts, page: Page[RectificationRecord]) -> Iterator[Outcome]:
    record = page.data
    if record.found_on and record.done_on and record.done_on < record.found_on:
        yield unsure(
            "rectified_before_found",
            N_("{record}: done on {done}, before the defect was found on {found}"),
            page.at("done_on"),
            severity="warning",
            remedy=_amend(case, page, "done_on=..."),
            record=page.id,
            done=record.done_on,
            found=record.found_on,
        )
    elif record.due_on and record.done_on and record.done_on > record.due_on:
        yield satisfied_but(
            "warning",
            "rectified_late",
            N_("{record}: done on {done}, after its own due date {due}; the text has no number"),
            page.at("done_on"),
            record=page.id,
            done=record.done_on,
            due=record.due_on,
        )
    else:
        yield met()
    if is_blank(record.verified_by):
        yield satisfied_but(
            "warning",
            "rectification_unverified",
            N_("{record}: nobody has checked that the rectification was done"),
            page.at("verified_by"),
            remedy=_amend(case, page, "verified_by=..."),
            record=page.id,
        )


def _overdue(case: Facts, page: Page[RectificationRecord]) -> Outcome:
    return violated(
        "rectification_overdue",
        N_("{record}: the rectification was due on {limit} by its own date and is not done"),
        page.at("due_on"),
        curable=True,
        remedy=_amend(case, page, "done_on=..."),
        due=page.data.due_on,
        record=page.id,
        limit=page.data.due_on,
    )


def _open_at_archiving(case: Facts, page: Page[RectificationRecord]) -> Outcome:
    return satisfied_but(
        "warning",
        "rectification_open_at_archiving",
        N_("{record}: the case is archived and does not say when the rectification was done"),
        page.at("done_on"),
        remedy=_amend(case, page, "done_on=..."),
        record=page.id,
    )


def _amend(case: Facts, page: Page[RectificationRecord], what: str) -> str:
    return f"lawrec amend {case.label} {page.id} --reason ... --set {what}"


@rule("28(2)")
def not_leaked(case: Facts) -> Iterator[Outcome]:
    """What the files hold was shown only to those who may see it.

    Duty: the content of records is not disclosed against the rules.
    Lawful: the unit's access register shows nothing outside somebody's authority.
    Unlawful: what article 26, paragraphs 2 and 3, finds: the same fact, counted once.
    Remedy: keep the access register; report what was disclosed.
    """
    # Where something is secret, 26.3b tells of the missing register, and the runner counts it here.
    if case.snapshot.bureau.access is None and secret_matter(case) == "no":
        yield unsure(
            "access_register_unknown",
            N_("Nobody knows of an access register: whether anything was disclosed is open"),
            case.case_place,
            severity="warning",
            root=("access",),
        )
    else:
        yield met()


@rule("28(3)")
def not_altered(case: Facts) -> Iterator[Outcome]:
    """Final papers and stored footage are neither removed nor changed unexplained.

    Duty: records are not destroyed on purpose, nor deleted or altered at will.
    Lawful: drafts change freely; a final page changes with an amendment record of both versions.
    Unlawful: a final page changed or removed without one; how that came about is for a person.
    Remedy: put back the last version that somebody answers for, or record the amendment.
    """
    if not case.final_records and not case.snapshot.media and not case.acts:
        yield not_applicable(N_("The case has nothing yet that is final"), absent=("media",))
    else:
        yield met()
    yield from altered_pages(case)
    yield from history_gaps(case)
    for medium, differs in damaged_media(case):
        yield content_lost(case, medium, differs=differs)


@rule("28(4)")
def not_lost(case: Facts) -> Iterator[Outcome]:
    """No record is damaged or lost through bad keeping; how serious it is, a person says.

    Duty: records are stored and looked after so that nothing is damaged or lost.
    Lawful: each medium has its content, or a checked second copy from which it is restored.
    Unlawful: content gone or another one and no second copy: open until a person has judged it.
    Remedy: restore it from a copy; report the loss with its cause and its results.
    """
    reports = case.typed(case.records_of("loss_report"), LossReport)
    damaged = list(damaged_media(case))
    if not case.snapshot.media and not reports:
        yield not_applicable(N_("The case has no media"), absent=("media", "loss_report"))
    else:
        yield met()
    for medium, differs in damaged:
        copy = second_copy(case, medium.id)
        if copy is None:
            yield content_lost(case, medium, differs=differs)
        else:
            yield satisfied_but(
                "warning",
                "restore_from_copy",
                N_("{item}: its file is lost or changed; {record} names a checked second copy"),
                medium.at(),
                remedy=f"lawrec verify {case.label}",
                root=("restore", medium.id),
                item=medium.id,
                record=copy.id,
            )
    for report in reports:
        yield from _reported(case, report)


def _reported(case: Facts, report: Page[LossReport]) -> Iterator[Outcome]:
    if report.data.serious == "no" and not is_blank(report.data.cause):
        return
    yield unsure(
        "loss_to_be_judged",
        N_(
            "{record} reports a loss: whether bad keeping caused it, and how serious it is, is open"
        ),
        report.at("serious"),
        remedy=f'lawrec attest {case.label} "28(4)" --basis ...',
        root=("loss", report.id),
        record=report.id,
    )


RULES: tuple[Rule, ...] = (put_right, not_leaked, not_altered, not_lost)
