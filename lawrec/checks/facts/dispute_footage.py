"""Whether a summary act that is likely to be disputed was filmed (article 20, paragraph 2).

The text asks for "suitable means", so that photos alone will do. The act is what was done on the
spot; a later correction check is another one.
"""

from __future__ import annotations

from lawrec.checks.base import Outcome, met, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.declared import place_of
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.footage_findings import awaited_until, doubtful, enough, shared_footage
from lawrec.checks.facts.storing import footage
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import day_of
from lawrec.schema.snapshot import Page

_PAPERS = ("summary_procedure_record", "summary_penalty_decision")
_CLAUSE = "20.2"


def dispute_filmed(case: Facts) -> Outcome:
    """Whether there is footage of what was done on the spot."""
    acts = on_the_spot(case)
    for act in acts:
        found = footage_of(case, act)
        if enough(case, found, _CLAUSE):
            return shared_footage(act, found) if found.shared == found.during else met()
    for act in acts:
        doubt = doubtful(case, act, footage_of(case, act), _CLAUSE)
        if doubt is not None:
            return doubt
    return _none(case, acts)


def on_the_spot(case: Facts) -> list[Page[Act]]:
    """The acts on the day of the summary record or decision, without correction checks."""
    days = {day_of(p.data.made_at) for p in case.records_of(*_PAPERS) if p.data.made_at}
    acts = [act for act in case.acts if act.data.kind != "correction_check"]
    same_day = [act for act in acts if day_of(act.data.start) in days]
    return same_day or acts


def _none(case: Facts, acts: list[Page[Act]]) -> Outcome:
    place = acts[0].at("start") if acts else place_of(case, "dispute_prone")
    media = tuple(medium.id for medium in footage(case))
    if media:
        return unsure(
            "dispute_footage_elsewhere",
            N_(
                "A dispute was found likely; {media} is of no act on the spot that is logged, and "
                "whether it shows the penalty cannot be told"
            ),
            place,
            remedy=f"lawrec assign-media {case.label} {' '.join(media)} --act ...",
            media=media,
        )
    limit = case.limit("25.2b", "storage")
    until = max(
        (awaited for act in acts if (awaited := awaited_until(case, act, limit))), default=None
    )
    if until is not None:
        return pending(
            "dispute_footage_awaited",
            N_("A dispute was found likely: no footage yet; it may still be handed in"),
            place,
            due=until,
            remedy=f"lawrec import-media {case.label} ...",
        )
    return violated(
        "dispute_not_filmed",
        N_("A dispute was found likely, and the case holds no footage of the act"),
        place,
        curable=False,
        absent=("media",),
    )
