"""Article 2: whose enforcement this is, and by which power."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lawrec.checks.base import Outcome, Rule, met, rule, unsure, violated
from lawrec.checks.facts.application import unit_of
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Unit
from lawrec.schema.case import Act
from lawrec.schema.moments import day_of
from lawrec.schema.records.initiation import EntrustmentDocument
from lawrec.schema.snapshot import Page


@rule("2b")
def power_named(case: Facts) -> Iterator[Outcome]:
    """The unit's power to enforce is named; an entrustment was in force on the day of each act.

    Duty: the power comes from statute, from authorisation by law, or from lawful entrustment.
    Lawful: the bureau names which; an entrustment has its instrument and covers every act.
    Unlawful: entrusted without an instrument, or an act outside its period (a warning).
    Remedy: name the power in lawrec.yaml; put the instrument into the case.
    """
    if case.case is None:
        yield case_unreadable(case)
        return
    unit, name = unit_of(case), case.case.unit
    if unit is None or unit.power_basis is None:
        yield _unknown(case, name)
    elif unit.power_basis != "entrusted":
        yield met()
    else:
        yield from _entrusted(case, name, unit)


def _unknown(case: Facts, unit: str) -> Outcome:
    return unsure(
        "power_unknown",
        N_("The bureau does not say from where {unit} has its power to enforce"),
        case.case_place,
        root=("power",),
        unit=unit,
    )


def _entrusted(case: Facts, name: str, unit: Unit) -> Iterator[Outcome]:
    papers = case.typed(case.records_of("entrustment_document"), EntrustmentDocument)
    if is_blank(unit.entrustment) and not papers:
        yield violated(
            "entrustment_missing",
            N_("{unit} enforces by entrustment, and no instrument of it is named"),
            case.case_place,
            curable=True,
            remedy=f"lawrec add-record {case.label} entrustment_document",
            root=("entrustment",),
            absent=("entrustment_document",),
            unit=name,
        )
        return
    if is_blank(unit.entrusting_organ) and all(is_blank(p.data.entrusting_organ) for p in papers):
        yield _unclear(
            case, name, N_("{unit} enforces by entrustment, but by whose is not said"), "organ"
        )
    yield met()
    for act in case.acts:
        yield _covered(case, name, act, _periods(unit, papers))


def _periods(
    unit: Unit, papers: list[Page[EntrustmentDocument]]
) -> list[tuple[date | None, date | None]]:
    """First and last day of each entrustment that is named."""
    found = [(page.data.from_, page.data.to) for page in papers]
    return (
        found if is_blank(unit.entrustment) else [(unit.entrusted_from, unit.entrusted_to), *found]
    )


def _covered(
    case: Facts, name: str, act: Page[Act], periods: list[tuple[date | None, date | None]]
) -> Outcome:
    """Whether one of the entrustments was in force on the day of the act."""
    day = day_of(act.data.start)
    inside = [
        (first, last)
        for first, last in periods
        if (first is None or first <= day) and (last is None or day <= last)
    ]
    if any(first is not None and last is not None for first, last in inside):
        return met()
    if inside:
        text = N_("{unit} enforces by entrustment, but from when to when is not said")
        return _unclear(case, name, text, "period")
    return violated(
        "entrustment_not_in_force",
        N_("{act} of {day}: the entrustment of {unit} was not in force"),
        act.at("start"),
        curable=False,
        absent=("entrustment_document",),
        act=act.id,
        day=day,
        unit=name,
    )


def _unclear(case: Facts, name: str, message: str, what: str) -> Outcome:
    return unsure(
        f"entrustment_{what}_unknown",
        message,
        case.case_place,
        remedy=f"lawrec add-record {case.label} entrustment_document",
        root=("entrustment", what),
        unit=name,
    )


RULES: tuple[Rule, ...] = (power_named,)
