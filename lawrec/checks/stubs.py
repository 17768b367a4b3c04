"""Papers that are kept elsewhere because they hold state secrets: only their stub is in the case.

What a stub does not say is no gap that anybody may fill in here (26.3a). Whoever may see the
paper looks at it where it lies, and attests.
"""

from __future__ import annotations

from lawrec.checks.base import Outcome, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.secrecy import bodies, markings
from lawrec.checks.findings import Judged
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

_CONTENTS = frozenset((*range(4, 25), 29))
"""The articles that ask what stands on a paper; those on keeping and secrecy judge the stub."""


def set_aside(case: Facts, judged: list[Judged]) -> list[Judged]:
    """The outcomes, with what is missing on a stub left open in place of violated."""
    stubs = case.once("stubs", lambda: {page.path: page for page in stubs_of(case)})
    if not stubs:
        return judged
    return [_aside(case, item, stubs) for item in judged]


def stubs_of(case: Facts) -> list[Page[Record]]:
    """The records that a marking as state secret names and whose content is not in the case."""
    found: dict[str, Page[Record]] = {}
    for marking in markings(case, "state"):
        here = set(bodies(case, marking))
        for item in marking.data.about:
            page = case.record(item)
            if page is not None and item not in here and page.data.kind != "secrecy_marking":
                found[item] = page
    return list(found.values())


def _aside(case: Facts, item: Judged, stubs: dict[str, Page[Record]]) -> Judged:
    place = item.outcome.place
    page = stubs.get(place.path) if place is not None else None
    row = case.rulebook.clause(item.clause)
    if page is None or row is None or row.article not in _CONTENTS:
        return item
    if item.outcome.verdict not in ("violated", "undeterminable"):
        return item
    return Judged(item.clause, _elsewhere(case, item.clause, page))


def _elsewhere(case: Facts, clause: str, page: Page[Record]) -> Outcome:
    return unsure(
        "stub_only",
        N_(
            "{record} {kind} is only the stub of a paper with state secrets; what it says must be "
            "looked at where it lies, by somebody who may"
        ),
        page.at(),
        severity="warning",
        remedy=f"lawrec attest {case.label} {argument(clause)} --basis ...",
        root=("stub", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )
