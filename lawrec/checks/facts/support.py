"""What stands behind a time that somebody typed (decision 12).

A time that alone meets a limit or an order counts once the signed paper that bears it has been
seen, carries an official number, or lies there as a scan; or once the case's own history shows
that the entry already existed. An electronic signature that is only named is a typed entry too.
"""

from __future__ import annotations

from datetime import datetime

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.signatures import seen_by
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Approval, OutwardPaper, Record
from lawrec.schema.snapshot import Page


def dated_support(case: Facts, record: Page[Record]) -> str | None:
    """Why the date on this paper is supported, or None if it rests on the typed entry alone.

    The answer names the support: `seen by NAME`, `external_ref NUMBER`, `doc_no NUMBER` or
    `scan M07`.
    """
    seer = seen_by(case, record)
    if seer is not None and _signed(record.data):
        return f"seen by {seer}"
    if not is_blank(record.data.external_ref):
        return f"external_ref {record.data.external_ref}"
    if isinstance(record.data, OutwardPaper) and not is_blank(record.data.doc_no):
        return f"doc_no {record.data.doc_no}"
    scan = scan_of(case, record)
    return f"scan {scan}" if scan else None


def scan_of(case: Facts, record: Page[Record]) -> str | None:
    """The id of a scan of this paper whose content is there and unchanged."""
    for medium in case.snapshot.media:
        state = case.snapshot.media_state.get(medium.id, "present")
        if medium.data.scan_of == record.id and state in ("present", "elsewhere"):
            return medium.id
    return None


def entered_by(case: Facts, page: Page[Record], moment: datetime) -> bool:
    """Whether the case's history holds the page, as it now is, from that moment or earlier.

    The time of a commit is the latest at which its content can have been written; a page that
    was touched later, or differs from the last commit, shows nothing.
    """
    history = case.snapshot.history
    changed = history.last_changed.get(page.path)
    return changed is not None and page.path not in history.dirty and changed <= moment


def _signed(record: Record) -> bool:
    """Whether anybody has signed the paper, so that there is something to be seen on it."""
    steps = record.steps if isinstance(record, Approval) else ()
    return bool(steps) or any(entry.status == "signed" for entry in record.signatures)
