"""The duty to film that knows no exemption (articles 16, 17 and 20.2).

Article 14 alone lets a written reason stand in for footage; here it never helps. A medium that
may be of the act and names none leaves the answer open, until somebody assigns it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import Footage, footage_of
from lawrec.checks.facts.footage_findings import (
    doubtful,
    enough,
    photos_only,
    shared_footage,
    still_awaited,
)
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page

_NOTHING = {
    "outside": N_(
        "{act} {kind} had to be filmed, whatever reasons there were: {media} was recorded before "
        "or after it, and nothing during it"
    ),
    "empty": N_(
        "{act} {kind} had to be filmed, whatever reasons there were: {media} holds no recording, "
        "and there is no other footage of it"
    ),
    "none": N_(
        "{act} {kind} had to be filmed, whatever reasons there were, and there is no footage of it"
    ),
}


def certainly_filmed(case: Facts, act: Page[Act], clause: str) -> bool:
    """Whether there is enough footage of the act."""
    return enough(case, footage_of(case, act), clause)


def must_be_filmed(case: Facts, act: Page[Act], clause: str) -> Iterator[Outcome]:
    """Whether the act was filmed; no written reason excuses it."""
    found = footage_of(case, act)
    if enough(case, found, clause):
        yield photos_only(act, found) if found.photos_only else met()
        if found.shared == found.during:
            yield shared_footage(act, found)
        return
    doubt = doubtful(case, act, found, clause)
    yield doubt if doubt is not None else not_filmed(case, act, found)


def not_filmed(case: Facts, act: Page[Act], found: Footage) -> Outcome:
    """There is no footage: it may still be handed in, or it was never made."""
    awaited = still_awaited(case, act)
    if awaited is not None:
        return awaited
    why = "outside" if found.outside else "empty" if found.empty else "none"
    return violated(
        "not_filmed",
        _NOTHING[why],
        act.at("start"),
        curable=False,
        root=("footage", act.id),
        absent=("media",),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in found.outside or found.empty),
    )
