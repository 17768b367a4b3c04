"""Whether a medium came into its store within 24 hours, by the times alone (25.2).

What a receipt may say of it, so that it says no more than an audit will: neither that it is late
where the audit cannot tell, nor that it is in time.
"""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import made_by
from lawrec.checks.facts.recorded import Medium, spans
from lawrec.checks.facts.storing import Storing, after, fixed_camera, late_state, period
from lawrec.schema.moments import Tri


def stored_in_time(case: Facts, medium: Medium) -> Tri:
    """Whether the sidecar's own storing is in time, whatever store it is and whatever excuses it.

    "yes" needs every reading of the time of recording; so does "no", and that nothing else that an
    audit looks at leaves it open: who recorded it, the rest of its series, what a name alone says.
    """
    fixed = fixed_camera(case, medium)
    if fixed == "yes":
        return "yes"
    stored = medium.data.stored
    answer = after(spans(case, medium), stored.at, period(case))
    if answer == "yes":
        return "unknown" if medium.data.captured.source == "declared" else "yes"
    if answer == "unknown" or made_by(case, medium) == "unknown":
        return "unknown"
    storing = Storing(stored.at, stored.store, "unknown", medium.at("stored"))
    return "no" if late_state(case, medium, storing, fixed) == "late" else "unknown"
