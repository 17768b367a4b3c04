"""Recordings that broke off, and whether a fault of the device explains it (article 27.1)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.device_faults import Broken, faults
from lawrec.checks.facts.footage import SERIOUS_DEFECTS, bounds
from lawrec.checks.facts.recorded import Medium, spans
from lawrec.i18n import N_
from lawrec.schema.media import FILMED
from lawrec.schema.moments import day_of

# That a program here hangs or crashes on a file says nothing of the recorder.
_BROKEN = SERIOUS_DEFECTS - {"reader_hung", "reader_crashed"}


def explained(case: Facts) -> Iterator[Outcome]:
    """One outcome for each recording that broke off, and for each fault during an act."""
    known = faults(case)
    for medium in case.snapshot.media:
        if medium.data.mode in FILMED and _BROKEN.intersection(medium.data.defects):
            yield met() if any(_of(case, medium, one) for one in known) else _open(case, medium)
    for broken in known:
        yield from _beside(case, broken)


def _of(case: Facts, medium: Medium, broken: Broken) -> bool:
    """Whether the fault is of that device and of the day of the recording."""
    days = {day_of(span.begin[0]) for span in spans(case, medium)}
    return medium.data.device == broken.device and day_of(broken.fault.fault_at) in days


def _open(case: Facts, medium: Medium) -> Outcome:
    return unsure(
        "broken_off_unexplained",
        N_(
            "{media}: the recording broke off or is damaged, and no fault of {device} is on "
            "register"
        ),
        medium.at("defects"),
        severity="warning",
        remedy=f"lawrec attest {case.label} 27.1c --basis ...",
        media=medium.id,
        device=medium.data.device or "...",
    )


def _beside(case: Facts, broken: Broken) -> Iterator[Outcome]:
    """A fault is shown beside the act in whose course it arose; it excuses nothing."""
    for act in case.acts:
        (start, _), (_, end) = bounds(act)
        at = broken.fault.fault_at
        taken = any(entry.device == broken.device for entry in act.data.recording)
        if taken and day_of(start) <= day_of(at) <= day_of(end):
            yield satisfied_but(
                "note",
                "fault_beside_act",
                N_(
                    "{act} {kind}: {device} had a fault at {fault_at}; that explains a gap in its "
                    "footage and excuses from no duty to film"
                ),
                act.at("recording"),
                act=act.id,
                kind=act.data.kind,
                device=broken.device,
                fault_at=at,
            )
