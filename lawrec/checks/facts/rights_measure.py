"""When a party had to know their rights before a coercive measure (12a, 16).

A decision on a measure is often drawn up and signed in the office hours before; it bears on
nobody until it is carried out or handed over, and the coercion law (article 18) has the party
told and heard on the spot. So the telling is held against the start of the measure, or the
service of the decision, whichever is later than the drawing up.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.measures import DECISION, measures, papers_of
from lawrec.checks.facts.rights import Telling
from lawrec.checks.facts.service import services
from lawrec.schema.case import Act
from lawrec.schema.moments import Tri, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

InTime = Literal["yes", "no", "unknown", "one_reading"]
"""Whether it was told before; `one_reading` where it hangs on what the decision is held to be."""


def earlier(one: datetime | date | None, other: datetime | date | None) -> Tri:
    """Whether the first is no later than the second, as far as both are known."""
    return "unknown" if one is None or other is None else not_after(one, other)


def in_time(case: Facts, decision: Page[Record], telling: Telling) -> InTime:
    """Whether the party was told before the decision; for a measure, before it bore on them."""
    made = decision.data.made_at
    drawn_up = earlier(telling.moment, made)
    if decision.data.kind != DECISION or drawn_up == "yes" or made is None:
        return drawn_up
    if telling.moment is None:
        return "unknown"
    carried_out = [act for act in measures(case) if decision in papers_of(case, act, DECISION)]
    services_on = [service.on for service in services(case, decision.id)]
    moments = [*(act.data.start for act in carried_out), *services_on]
    if not moments:
        return "unknown"  # not carried out and not served, as far as is shown
    answers = [earlier(telling.moment, m) for m in moments if earlier(m, made) != "yes"]
    if answers and set(answers) == {"yes"}:
        return "yes"
    open_ = drawn_up == "unknown" or any(answer != "no" for answer in answers)
    on_the_spot = any(_at(act, telling) for act in carried_out)
    return "one_reading" if open_ or on_the_spot else "no"


def _at(act: Page[Act], telling: Telling) -> bool:
    """Whether it may have been told while the measure was carried out."""
    if telling.paper.data.act == act.id:
        return True
    return earlier(telling.moment, act.data.end) != "no"
