"""Whose recording it is and which act it shows: from the file, its name, and what was said."""

from __future__ import annotations

from dataclasses import dataclass

from lawrec.media.choose import propose_act
from lawrec.media.facts import MediaFacts
from lawrec.operations.intake_target import Target
from lawrec.operations.naming import Understood


@dataclass(frozen=True, slots=True)
class Attributed:
    """A recording as it is understood, with the act that it shows."""

    said: Understood
    act: str | None


def attribute(facts: MediaFacts, name: str, target: Target) -> Attributed:
    """What was said of the whole import comes first, then what the recording itself tells."""
    said = target.naming.understand(facts, name)
    act = target.act
    if act is None and said.facts.mode not in ("scan", "other"):
        act = propose_act(said.start, said.end, said.device, target.acts)
    return Attributed(said, act)
