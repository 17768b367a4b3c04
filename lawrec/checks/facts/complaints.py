"""What article 10 asks of one lead (complaint or report), whether or not a case came of it.

Every function judges a single lead: a `Complaint` made of its `LeadExtract`, the place where it
stands, the time of judging and the bureau's own number of days. No case is needed, so the audit
of a unit calls the same functions for leads that led to no case (`of_case` then stays None), after
`from_people` has told complaints from leads of the bureau's own finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable
from lawrec.checks.facts.complaint_findings import (
    case_named,
    closed_without_case,
    content_blank,
    contradicted,
    incomplete,
    late,
    need_unknown,
    not_known,
    not_told,
    not_written,
    real_name_unknown,
    still_open,
)
from lawrec.checks.facts.leads import Complaint, fate, from_people
from lawrec.i18n import N_
from lawrec.schema.base import is_blank

__all__ = ("Complaint", "action_taken", "fate", "from_people", "registered", "told", "written_down")


def action_taken(complaint: Complaint) -> Iterator[Outcome]:
    """10a: a complaint that needs action leads to a case or a transfer."""
    became = fate(complaint)
    result = complaint.lead.assessed.result if complaint.lead.assessed else None
    if became == "started":
        yield case_named(complaint)
        yield from late(complaint)
    elif became == "contradicted":
        yield contradicted(complaint)
    elif result == "not_initiated":
        yield not_applicable(N_("{lead} was found to need no action"), lead=complaint.name)
    elif became == "transferred":
        yield met()
        yield from late(complaint)
    elif became == "open":
        yield from still_open(complaint)
    elif result is None or complaint.case_started == "no":
        yield need_unknown(complaint)
    else:
        yield closed_without_case(complaint)


def registered(complaint: Complaint) -> Iterator[Outcome]:
    """10b: what was complained of, by whom and when is on record, and which case came of it."""
    lead = complaint.lead
    needed = fate(complaint) == "started" or (
        lead.assessed is not None and lead.assessed.result == "needs_action"
    )
    unsaid = lead.content_recorded is None and lead.reporter_recorded is None
    if unsaid and lead.assessed and not is_blank(lead.assessed.how):
        # An extract of times, examination and outcome says neither; what was examined shows it.
        yield met()
    elif lead.content_recorded == "no":
        yield content_blank(complaint, needed=needed)
    elif lead.content_recorded != "yes":
        yield not_known(complaint, "content")
    else:
        yield met()
    if lead.real_name == "unknown":
        yield real_name_unknown(complaint)
    elif lead.real_name == "yes" and lead.reporter_recorded != "yes" and not unsaid:
        yield not_known(complaint, "reporter")
    if is_blank(lead.received_by):
        yield not_known(complaint, "received_by")
    if fate(complaint) == "started":
        yield case_named(complaint)


def told(complaint: Complaint) -> Iterator[Outcome]:
    """10c: who complained in their own name is told that nothing was started."""
    waiting = _not_due(complaint)
    if waiting is not None:
        yield from waiting
        return
    notice = complaint.lead.told
    if notice is None:
        yield not_told(complaint)
        return
    blank = [name for name in ("how", "content", "proof") if is_blank(getattr(notice, name))]
    yield incomplete(complaint, "told", blank) if blank else met()


def written_down(complaint: Complaint) -> Iterator[Outcome]:
    """10d: what was examined and why nothing was started is written down, notice or not."""
    waiting = _not_due(complaint)
    if waiting is not None:
        yield from waiting
        return
    found = complaint.lead.assessed
    if found is None or (is_blank(found.how) and is_blank(found.reason)):
        yield not_written(complaint)
        return
    blank = [name for name in ("by", "how", "reason") if is_blank(getattr(found, name))]
    yield incomplete(complaint, "assessed", blank) if blank else met()


def _not_due(complaint: Complaint) -> Iterator[Outcome] | None:
    """Why nobody need be told or nothing written down, or cannot yet; None where it is due."""
    became, real_name = fate(complaint), complaint.lead.real_name
    if became == "started":
        return iter([not_applicable(N_("{lead} led to a case"), lead=complaint.name)])
    if real_name == "no":
        none = N_("{lead} is anonymous: the text asks for nothing where it is not started")
        return iter([not_applicable(none, lead=complaint.name)])
    if became == "open":
        return still_open(complaint)
    if became == "contradicted":
        return iter([contradicted(complaint)])
    if real_name == "unknown":
        return iter([real_name_unknown(complaint)])
    return None
