"""Whose recording it is: from what the file and its name say, and what was said beside it."""

from __future__ import annotations

from dataclasses import dataclass

from lawrec.media.choose import find_device, propose_act
from lawrec.media.facts import MediaFacts
from lawrec.operations.intake_target import Target


@dataclass(frozen=True, slots=True)
class Attributed:
    """A recording with its device and act; its facts read by that device's clock."""

    facts: MediaFacts
    device: str | None
    act: str | None


def attribute(facts: MediaFacts, name: str, target: Target) -> Attributed:
    """What was said of the whole import comes first, then what the recording itself tells."""
    device = target.device or find_device(facts, name, target.devices)
    if device is not None and device in target.devices:
        facts = facts.under(target.devices[device].clock)
    act = target.act
    if act is None and facts.mode not in ("scan", "other"):
        act = propose_act(facts.capture.start, facts.capture.end, device, target.acts)
    return Attributed(facts, device, act)
