"""Papers of acts that had to be filmed and are not logged as what they were (article 14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lawrec.checks.base import Outcome, met, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.footage_findings import enough
from lawrec.checks.facts.unsuitable import TO_BE_FILMED
from lawrec.i18n import N_
from lawrec.schema.case import Act, ActKind
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

Duties = Mapping[ActKind, str]
"""The kinds of act that must be filmed, with the clause that says so."""


def unlogged(case: Facts, duties: Duties, paper: str) -> Iterator[Outcome]:
    """A paper of an act that is not logged as what it was.

    In summary procedure only acts that are logged by themselves count (decision 19). A check of
    correction need not be filmed, whatever its paper is called (P10).
    """
    if case.case and case.case.procedure == "summary":
        return
    for page in case.records_of(paper):
        act = case.act(page.data.act)
        if act is not None and act.data.kind not in (*TO_BE_FILMED, "correction_check"):
            clause = next(iter(duties.values()))
            filmed_too = enough(case, footage_of(case, act), clause)
            yield met() if filmed_too else _of_other_kind(case, act, page, clause)
        elif act is None:
            yield unsure(
                "act_not_logged",
                N_("{record} {kind}: the act that it records is not logged"),
                page.at("act"),
                remedy=f"lawrec log-act {case.label} ...",
                root=("unlogged", page.id),
                record=page.id,
                kind=case.kind_of(page.data),
            )


def _of_other_kind(case: Facts, act: Page[Act], page: Page[Record], clause: str) -> Outcome:
    return unsure(
        "act_of_other_kind",
        N_(
            "{record} {kind}: its act {act} is logged as {logged}, which need not be filmed; by "
            "its paper it had to be, and there is not enough footage of it"
        ),
        page.at("act"),
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=("footage", act.id),
        record=page.id,
        kind=case.kind_of(page.data),
        act=act.id,
        logged=act.data.kind,
    )
