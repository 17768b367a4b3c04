"""Which acts of a case had to be filmed, and how far they were, for the list of work."""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recording_rate import FilmingDuty, duties, rate
from lawrec.report.recording import Filming, Recording


def recording_of(case: Facts) -> Recording:
    """Every act that had to be filmed, in the order of their ids, and the rate of it."""
    found = duties(case)
    return Recording(tuple(_filming(duty) for duty in found), rate(found).percent)


def _filming(duty: FilmingDuty) -> Filming:
    return Filming(
        item=duty.act.id,
        kind=duty.act.data.kind,
        clauses=duty.clauses,
        state=duty.state,
        share=duty.share,
        gaps=duty.gaps,
        media=duty.media,
        excuse=duty.excuse,
    )
