"""Whether the unit has power for the coercive measure that it took (article 16)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, unsure, violated
from lawrec.checks.facts import measures
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, MeasureType
from lawrec.schema.names import name_of
from lawrec.schema.snapshot import Page


def power(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    """One outcome for each kind of measure that the act was."""
    types = measures.types_of(case, act)
    if not types:
        yield unsure(
            "measure_unknown",
            N_("{act}: what the coercive measure did is not stated, nor is it on its decision"),
            act.at("measure"),
            remedy=f"lawrec amend {case.label} {act.id} --reason ... --set measure=...",
            root=("measure", act.id),
            act=act.id,
        )
    for measure in sorted(types):
        yield _power_for(case, act, measure)


def _power_for(case: Facts, act: Page[Act], measure: MeasureType) -> Outcome:
    listed = _listed(case)
    if any(_names(text, measure) for text in listed):
        return met()
    read = all(any(_names(text, other) for other in measures.MEASURES) for text in listed)
    if listed and read and measure != "other":
        return violated(
            "power_not_listed",
            N_(
                "{act}: the coercive powers that the bureau's profile lists for {unit} do not "
                "include {measure}"
            ),
            act.at("measure"),
            curable=False,
            act=act.id,
            unit=_unit(case),
            measure=measure,
        )
    return unsure(
        "power_not_stated",
        N_("{act}: the bureau's profile does not tell whether {unit} has power for {measure}"),
        act.at("measure"),
        remedy=f"lawrec attest {case.label} 16a --basis ...",
        act=act.id,
        unit=_unit(case),
        measure=measure,
    )


def _unit(case: Facts) -> str:
    return case.case.unit if case.case else ""


def _listed(case: Facts) -> list[str]:
    """The powers of the case's unit as the profile words them."""
    unit = case.profile.units.get(_unit(case)) if case.profile else None
    return [text for text in unit.coercive_powers if not is_blank(text)] if unit else []


def _names(text: str, measure: MeasureType) -> bool:
    """Whether the wording of a power names that kind of measure."""
    if measure == "other":
        return text == "other"
    return text == measure or name_of(measure, "zh") in text or _ROOTS[measure] in text


_ROOTS = {
    "personal_freedom": "人身自由",
    "sealing": "查封",
    "seizure": "扣押",
    "freezing": "冻结",
}
"""The word of the law by which a power is recognised, however it is worded."""
