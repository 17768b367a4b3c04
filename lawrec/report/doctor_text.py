"""What the look at computer and case repository found, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lawrec.i18n import N_, _
from lawrec.report.lines import flat, labelled

State = Literal["ok", "attention", "broken"]
_STATES = {"ok": N_("ok"), "attention": N_("attention"), "broken": N_("broken")}
_MARKS = {"ok": "  ", "attention": "! ", "broken": "X "}


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at: what was found, and what to do where it is not ok.

    `topic` is a short code for programs.
    """

    topic: str
    name: str
    state: State
    found: str
    fix: str | None = None


def doctor_lines(checks: Sequence[Checked]) -> Iterator[str]:
    """One line each, with what to do below; at the end how many are not ok."""
    for check in checks:
        state = "" if check.state == "ok" else f"[{_(_STATES[check.state])}] "
        yield _MARKS[check.state] + labelled(check.name, state + flat(check.found))
        if check.fix and check.state != "ok":
            yield "    " + _("do: {fix}").format(fix=flat(check.fix))
    yield ""
    yield summary(checks)


def summary(checks: Sequence[Checked]) -> str:
    """How many need attention, in one sentence."""
    counts = {state: sum(check.state == state for check in checks) for state in _STATES}
    if counts["attention"] == counts["broken"] == 0:
        return _("All {count} checks are ok").format(count=len(checks))
    return _("{ok} ok, {attention} need attention, {broken} broken").format(**counts)


def doctor_json(checks: Sequence[Checked]) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "schema_version": "1",
        "healthy": all(check.state == "ok" for check in checks),
        "checks": [
            {
                "topic": check.topic,
                "name": check.name,
                "state": check.state,
                "found": check.found,
                "do": check.fix,
            }
            for check in checks
        ],
    }
