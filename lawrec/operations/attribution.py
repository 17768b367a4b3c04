"""Whose recording it is and which act it shows: from the file, its name, and what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from lawrec.media.choose import propose_act
from lawrec.media.facts import MediaFacts
from lawrec.operations.intake_target import Target
from lawrec.operations.naming import Understood
from lawrec.schema.case import Act
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.snapshot import Page


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
    return Attributed(_with_operator(said, act, target), act)


def _with_operator(said: Understood, act_id: str | None, target: Target) -> Understood:
    """Who recorded it: by file or statement, else who carried the device, else a marked guess.

    Nobody is guessed who was not at the act, and nobody for a camera that hangs on a wall.
    """
    if said.operator is not None:
        return said
    act = next((page.data for page in target.acts if page.id == act_id), None)
    carried = [r.by for r in act.recording if r.by and r.device == said.device] if act else []
    if len(set(carried)) == 1:
        return replace(said, operator=carried[0], operator_by="act")
    guess = target.naming.otherwise
    absent = act is not None and bool(act.officers) and guess not in act.officers
    if guess is None or absent or (carried and guess not in carried) or said.facts.mode == "cctv":
        return said
    return replace(said, operator=guess, operator_by=target.naming.otherwise_by)


def act_of_stored(sidecar: Sidecar, acts: tuple[Page[Act], ...]) -> str | None:
    """The act of a case that footage from the inbox most likely shows."""
    captured = sidecar.captured
    if sidecar.mode not in FILMED or not isinstance(captured.start, datetime):
        return None
    end = captured.end if isinstance(captured.end, datetime) else None
    return propose_act(captured.start, end, sidecar.device, acts)
