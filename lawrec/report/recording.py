"""Which acts of a case had to be filmed, and which lack it, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lawrec.i18n import N_, _, language
from lawrec.report.lines import bracketed, flat, iso, labelled, listed
from lawrec.schema.value_names import value_name

State = Literal["filmed", "excused", "awaited", "open", "not_filmed"]
_LACKING: dict[State, str] = {
    "excused": N_("not filmed, with a written reason"),
    "awaited": N_("footage can still be stored"),
    "open": N_("footage is there, whether it is enough is to be settled"),
    "not_filmed": N_("not filmed"),
}


@dataclass(frozen=True, slots=True)
class Filming:
    """One act that had to be filmed: the clauses that say so, and how far it was."""

    item: str
    kind: str
    clauses: tuple[str, ...]
    state: State
    share: int | None = None
    gaps: tuple[tuple[datetime, datetime], ...] = ()
    media: tuple[str, ...] = ()
    excuse: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """All acts of a case that had to be filmed, and the part of them that was, in percent."""

    acts: tuple[Filming, ...]
    percent: int | None

    def count(self, state: State) -> int:
        """How many of the acts stand so."""
        return sum(act.state == state for act in self.acts)


NONE = Recording((), None)
"""A case in which nothing had to be filmed."""


def to_json(found: Recording) -> dict[str, Any]:
    """The acts and their number for programs; the percentage leaves out what was excused."""
    return {
        "duties": len(found.acts),
        "filmed": found.count("filmed"),
        "excused": found.count("excused"),
        "percent": found.percent,
        "acts": [_act(act) for act in found.acts],
    }


def _act(act: Filming) -> dict[str, Any]:
    return {
        "id": act.item,
        "kind": act.kind,
        "clauses": list(act.clauses),
        "state": act.state,
        "share": act.share,
        "gaps": [{"start": iso(start), "end": iso(end)} for start, end in act.gaps],
        "media": list(act.media),
        "excuse": act.excuse,
    }


def lines(found: Recording) -> Iterator[str]:
    """One line with the numbers, and one for each act that is not filmed."""
    if not found.acts:
        return
    yield _("Acts that had to be filmed: {duties}; filmed: {filmed}").format(
        duties=len(found.acts), filmed=found.count("filmed")
    )
    for act in found.acts:
        if act.state != "filmed":
            name = bracketed(value_name(act.kind, language()), listed(act.clauses))
            reason = act.excuse if act.state == "excused" else None
            state = " ".join(part for part in (_(_LACKING[act.state]), reason) if part)
            yield f"  {labelled(flat(f'{act.item} {name}'), state)}"
