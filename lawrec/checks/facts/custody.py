"""In whose hands footage is once the period is over, and whether copies were kept (25.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure, violated
from lawrec.checks.facts.approvals import over
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium, spans
from lawrec.checks.facts.remote import excuse
from lawrec.checks.facts.storing import (
    Handover,
    due,
    handovers,
    stay,
    store_type,
    storings,
)
from lawrec.checks.facts.storing_findings import store_unknown, storing_due
from lawrec.i18n import N_
from lawrec.schema.moments import last_instant
from lawrec.schema.snapshot import Place

_QUESTION = "no_private_copies"


def kept(case: Facts, medium: Medium) -> Iterator[Outcome]:
    """Whether the medium is out of the officers' hands, now that the period is over."""
    found = stay(case, medium)
    stores = storings(case, medium)
    if any(storing.designated == "yes" for storing in stores):
        pages = handovers(case, medium)
        others = any(_handed_on(case, medium, page) for page in pages)
        own = [] if others else [page for page in pages if to_officer(case, medium, page)]
        yield from [custodian_is_officer(page) for page in own] or [met()]
    elif found.state == "running" or excuse(case, medium, found).state == "running":
        yield storing_due(case, medium, due(case, medium))
    elif found.state != "wrong_store":
        yield store_unknown(case, medium, found)
    elif any(_handed_on(case, medium, page) for page in handovers(case, medium)):
        yield met()
    else:
        types = {store_type(case, storing.store) for storing in stores}
        yield _with_officer(case, medium) if "other" in types else _keeper_unknown(case, medium)


def _officers(case: Facts, medium: Medium) -> set[str]:
    """Those who may have recorded it: the act's officers, the case's, the operator."""
    act = case.act(medium.data.act)
    handlers = case.case.officers if case.case else ()
    operator = (medium.data.operator,) if medium.data.operator else ()
    return {*(act.data.officers if act else ()), *handlers, *operator}


def to_officer(case: Facts, medium: Medium, page: Handover) -> bool:
    """Whether the footage went to somebody who may have recorded it, or who handed it over."""
    to = page.data.to
    return to is not None and to in {*_officers(case, medium), page.data.from_}


def _handed_on(case: Facts, medium: Medium, page: Handover) -> bool:
    return page.data.to is not None and not to_officer(case, medium, page)


def custodian_is_officer(page: Handover) -> Outcome:
    """Shown, not accused: the text does not forbid that the custodian handles the case too."""
    return satisfied_but(
        "warning",
        "custodian_is_officer",
        N_("{record}: the footage was handed over to {who}, who is one of the officers concerned"),
        page.at("to"),
        root=("custodian", page.id),
        record=page.id,
        who=page.data.to,
    )


def _with_officer(case: Facts, medium: Medium) -> Outcome:
    return violated(
        "kept_outside",
        N_(
            "{media}: the period is over, it is outside the unit's storage, and nothing shows that "
            "an officer gave it out of hand"
        ),
        medium.at("stored"),
        curable=True,
        remedy=f"lawrec import-media {case.label} ... --store ...",
        absent=("media_handover_record",),
        media=medium.id,
    )


def _keeper_unknown(case: Facts, medium: Medium) -> Outcome:
    return unsure(
        "keeper_unknown",
        N_("{media}: it is on a removable carrier, and who keeps that is not recorded"),
        medium.at("stored"),
        remedy=f'lawrec add-record {case.label} media_handover_record --set "about=[{medium.id}]"',
        media=medium.id,
    )


def private_copies(case: Facts, media: Sequence[Medium]) -> Outcome:
    """What the handlers declare about copies of their own; no machine can find those."""
    declared = case.declaration(_QUESTION)
    place = case.snapshot.at("declarations.yaml", _QUESTION)
    if declared is None and not over(case):
        return pending(
            "private_copies_undeclared",
            N_("Whether officers kept private copies of the footage is declared at the end"),
            place,
            remedy=_declare(case),
        )
    if declared is None or declared.answer == "unknown":
        return unsure(
            "private_copies_unknown",
            N_("Nobody has declared whether officers kept private copies of the footage"),
            place,
            remedy=_declare(case),
        )
    if declared.answer == "no":
        return violated(
            "private_copies",
            N_("{who} declared that private copies of the footage were kept"),
            place,
            curable=True,
            remedy=_declare(case),
            who=declared.by,
        )
    at = last_instant(declared.at)
    later = [m for m in media if (known := spans(case, m)) and all(s.begin[0] > at for s in known)]
    return _declared_before(case, place, later) if later else met()


def _declared_before(case: Facts, place: Place, later: Sequence[Medium]) -> Outcome:
    return unsure(
        "private_copies_before",
        N_("That no private copies were kept was declared before {media} was recorded"),
        place,
        remedy=_declare(case),
        media=tuple(medium.id for medium in later),
    )


def _declare(case: Facts) -> str:
    return f"lawrec declare {case.label} {_QUESTION}=... --by ..."
