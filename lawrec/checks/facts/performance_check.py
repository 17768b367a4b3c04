"""Whether a correction that was ordered was checked when it was due (article 22.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

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
from lawrec.checks.facts.course import PUNISHMENTS, over
from lawrec.checks.facts.performance import ORDERS, PENALTIES, due_on, orders_of
from lawrec.checks.facts.stay import proceedings, suspended
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import Order, Record
from lawrec.schema.records.decision import PenaltyDecision
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.records.service import CorrectionCheckRecord
from lawrec.schema.snapshot import Page

Check = Page[CorrectionCheckRecord]


def corrective(page: Page[Record]) -> tuple[Order, ...]:
    """The items of a decision that order a stop or a correction."""
    return tuple(order for order in orders_of(page) if order.type not in PUNISHMENTS)


def to_check(case: Facts) -> list[Page[Record]]:
    """The papers that order a stop or a correction: orders of their own, and decisions."""
    decisions = [page for page in case.records_of(*PENALTIES) if corrective(page)]
    return [*case.records_of(*ORDERS), *decisions]


def no_order(case: Facts) -> Outcome:
    """What to say where nothing was ordered: lawful with a reason, open for a bare penalty."""
    penalties = case.typed(case.records_of(*PENALTIES, "summary_procedure_record"), PenaltyDecision)
    absent = (*ORDERS, *PENALTIES)
    if not case.records_of(*PENALTIES):
        return not_applicable(N_("Nothing was ordered to be put right"), absent=absent)
    reasons = [p for p in penalties if not is_blank(p.data.no_correction_because)]
    if reasons:
        text = N_("{record} says why nothing had to be put right")
        return not_applicable(text, absent=absent, record=reasons[0].id)
    penalty = case.records_of(*PENALTIES)[0].id
    # Article 4.1 misses the same step: one finding for both.
    return unsure(
        "step_in_doubt",
        N_("Nothing records this step: {step}; whether it was due here cannot be told"),
        case.case_place,
        remedy=f"lawrec amend {case.label} {penalty} --reason ... --set no_correction_because=...",
        root=("step", "correction_order", ""),
        step=KINDS["correction_order"],
    )


def checked(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """Whether that order was checked on or after its last day, or once it had been obeyed."""
    due = due_on(case, page, corrective(page) or orders_of(page))
    found = case.typed(case.about(page.id, "correction_check_record"), CorrectionCheckRecord)
    if not found:
        yield _unchecked(case, page, due)
        return
    if all(check.data.result is None for check in found):
        yield _incomplete(case, found[-1], "result")
        return
    good = [check for check in found if _counts(case, check, due)]
    if not good:
        yield _too_early(case, page, found[-1], due)
    else:
        yield _when(case, page, good, due)


def _done(case: Facts, check: Check) -> date | datetime | None:
    act = case.act(check.data.act)
    return check.data.made_at or (act.data.end or act.data.start if act else None)


def _counts(case: Facts, check: Check, due: date | None) -> bool:
    """Whether a check found the correction done, or did not come before its last day."""
    if check.data.result is None:
        return False
    on = _done(case, check)
    return check.data.result == "corrected" or due is None or on is None or day_of(on) >= due


def _when(case: Facts, page: Page[Record], good: list[Check], due: date | None) -> Outcome:
    dated = [day_of(on) for check in good if (on := _done(case, check)) is not None]
    if not dated:
        return _incomplete(case, good[-1], "made_at")
    if due is None and not any(check.data.result == "corrected" for check in good):
        return _due_open(case, page)
    allowed = case.profile.thresholds.get("correction_check_days") if case.profile else None
    if due is None or allowed is None or proceedings(case, page):
        return met()
    if min(dated) <= due + timedelta(days=float(allowed)):
        return met()
    return satisfied_but(
        "warning",
        "checked_late",
        N_(
            "{record}: due on {due}, and checked on {on}; the text sets no number of days, the "
            "bureau's own is {days}"
        ),
        good[0].at("made_at"),
        record=page.id,
        due=due,
        on=min(dated),
        days=allowed,
    )


def _due_open(case: Facts, page: Page[Record]) -> Outcome:
    return unsure(
        "correction_due_unknown",
        N_("{record}: by which day it was to be put right, and checked, cannot be told"),
        page.at("orders"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set orders=...",
        record=page.id,
    )


def _incomplete(case: Facts, check: Check, field: str) -> Outcome:
    return unsure(
        "check_incomplete",
        N_("{record}: the check of the correction states no {field}"),
        check.at(field),
        remedy=f"lawrec amend {case.label} {check.id} --reason ... --set {field}=...",
        record=check.id,
        field=field,
    )


def _too_early(case: Facts, page: Page[Record], check: Check, due: date | None) -> Outcome:
    remedy = f"lawrec log-act {case.label} correction_check"
    if not over(case):
        return pending(
            "check_again",
            N_("{record}: not put right at the last check; another is due after its last day"),
            check.at("result"),
            due=due,
            remedy=remedy,
            record=page.id,
        )
    return unsure(
        "checked_too_early",
        N_(
            "{record}: checked before its last day, {due}, and not put right; lawful if a check "
            "within the period will do, unlawful if one is due at its end"
        ),
        check.at("result"),
        remedy=remedy,
        record=page.id,
        due=due,
    )


def _unchecked(case: Facts, page: Page[Record], due: date | None) -> Outcome:
    stay = suspended(case, page)
    if stay is not None:
        return stay
    elsewhere = _checked_elsewhere(case, page, due)
    if elsewhere is not None:
        return elsewhere
    remedy = f"lawrec log-act {case.label} correction_check"
    if over(case):
        return violated(
            "never_checked",
            N_("{record} {kind}: nothing shows that the correction was ever checked"),
            page.at("orders"),
            curable=True,
            remedy=remedy,
            absent=("correction_check_record", "correction_check"),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    text = (
        N_("{record} {kind}: the correction is to be checked when its period ends")
        if due is None or not case.passed(due)
        else N_("{record} {kind}: its period has ended, and the correction is still to be checked")
    )
    return pending(
        "check_to_come",
        text,
        page.at("orders"),
        due=due,
        remedy=remedy,
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _checked_elsewhere(case: Facts, page: Page[Record], due: date | None) -> Outcome | None:
    """A check that may have been of this order: without its record, or under another paper.

    What came before the order's last day, or before the order itself, was none of it.
    """
    made = page.data.made_at
    since = due or (None if made is None else day_of(made))
    checks = case.typed(case.records_of("correction_check_record"), CorrectionCheckRecord)
    documented = {check.data.act for check in checks}
    acts = [
        act
        for act in case.acts_of("correction_check")
        if act.id not in documented and _since(since, act.data.start)
    ]
    if acts:
        return unsure(
            "check_not_recorded",
            N_("{act}: a check without its record; whether it was the check of {record} is open"),
            acts[0].at(),
            remedy=f"lawrec add-record {case.label} correction_check_record --act {acts[0].id}",
            act=acts[0].id,
            record=page.id,
        )
    others = [check for check in checks if _since(since, _done(case, check))]
    if not others:
        return None
    return unsure(
        "checked_under_another",
        N_("{record}: no check names it; {check} names another paper, and may be of this one too"),
        others[0].at("about"),
        remedy=f"lawrec amend {case.label} {others[0].id} --reason ... --set about=...",
        check=others[0].id,
        record=page.id,
    )


def _since(first: date | None, on: date | datetime | None) -> bool:
    return first is None or on is None or day_of(on) >= first
