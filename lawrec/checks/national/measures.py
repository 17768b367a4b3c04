"""The coercive measures that national law is asked about, and papers that one of them lacks."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, not_applicable, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.measures import DECISION, LIFT, LIST, ONSITE, loose, measures, types_of
from lawrec.checks.national.common import earlier_law, in_force
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

TAKEN = frozenset(("sealing", "seizure"))
"""The measures of articles 24 and 25."""


def measures_of(case: Facts, clause: str) -> Iterator[Outcome | Page[Act]]:
    """The measures to judge, papers that belong to none of the log, or why there is nothing."""
    found = measures(case)
    astray = loose(case, DECISION, LIST, ONSITE, LIFT)
    if astray:
        yield unsure(
            "law_measure_not_logged",
            N_("{record} {kind} belongs to no coercive measure of the act log"),
            astray[0].at(),
            remedy=f"lawrec log-act {case.label} ...",
            root=("law_measure_loose",),
            record=astray[0].id,
            kind=case.kind_of(astray[0].data),
        )
    elif not found:
        none = N_("No coercive measure is logged")
        yield not_applicable(none, absent=("coercive_measure", DECISION))
    for act in found:
        yield act if in_force(case, clause, act.data.start) else earlier_law(clause)


def taken(case: Facts, clause: str) -> Iterator[Outcome | Page[Act]]:
    """Only what was sealed or seized; a measure of which nobody says what it was counts too."""
    for act in measures_of(case, clause):
        types = frozenset() if isinstance(act, Outcome) else types_of(case, act)
        if isinstance(act, Outcome) or not types or types & TAKEN:
            yield act
        else:
            yield not_applicable(N_("{act} sealed or seized nothing"), act=act.id)


def lacks(case: Facts, act: Page[Act], kind: str, *, curable: bool = True) -> Outcome:
    """The measure has no paper of that kind."""
    return violated(
        "law_measure_paper_missing",
        N_("{act}: the measure has no {wanted}"),
        act.at(),
        curable=curable,
        remedy=f"lawrec add-record {case.label} {kind} --act {act.id}",
        root=("law_measure", act.id, kind),
        absent=(kind,),
        act=act.id,
        wanted=KINDS[kind],
    )
