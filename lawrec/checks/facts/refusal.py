"""What followed a refused initiation: the acts stop, and only winding up is left (9.1b, 9.1e)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, unsure, violated
from lawrec.checks.facts import initiation
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import not_after
from lawrec.schema.records.common import Approval, Step
from lawrec.schema.snapshot import Page

_ENDING = frozenset(
    (
        "coercive_measure_lift_decision",
        "preservation_disposition",
        "case_dismissal_decision",
        "jurisdiction_transfer",
        "criminal_transfer",
    )
)
"""Papers whose service winds a refused case up and does not carry it on."""


def after_refusal(
    case: Facts, form: Page[Approval], step: Step, *, every: bool = False
) -> Iterator[Outcome]:
    """After a refusal the acts stop; with `every`, earlier ones lacked the approval as well."""
    acts = [act for act in initiation.formal_acts(case) if not _winds_up(case, act)]
    order = {act.id: not_after(act.data.start, step.at) if step.at else "unknown" for act in acts}
    gone_on = [act for act in acts if every or order[act.id] == "no"]
    unclear = [act for act in acts if order[act.id] == "unknown"]
    if gone_on:
        yield violated(
            "acts_after_refusal",
            N_("{record}: the head refused, but {acts} took place all the same"),
            gone_on[0].at("start"),
            curable=False,
            severity=initiation.severity(case),
            root=("refused", form.id),
            record=form.id,
            acts=tuple(act.id for act in gone_on),
        )
    elif unclear:
        yield unsure(
            "refusal_order_unclear",
            N_("{record}: whether {acts} came before or after the refusal cannot be told"),
            unclear[0].at("start"),
            record=form.id,
            acts=tuple(act.id for act in unclear),
        )
    else:
        yield met()


def _winds_up(case: Facts, act: Page[Act]) -> bool:
    """Whether the act only served papers that end a refused case."""
    receipts = [page for page in case.final_records if page.data.act == act.id]
    served = [case.record(item) for page in receipts for item in page.data.about]
    return (
        act.data.kind == "service"
        and bool(served)
        and all(page is not None and page.data.kind in _ENDING for page in served)
    )
