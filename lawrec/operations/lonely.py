"""What lies in the bureau's folder and belongs to no case yet: open leads, footage of the inbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.operations.inbox_items import read_inbox
from lawrec.report.deadlines import Deadline, Skipped
from lawrec.schema.bureau import Lead
from lawrec.schema.ids import LEAD
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import day_of, format_moment
from lawrec.schema.snapshot import Bureau
from lawrec.store import layout
from lawrec.store.bureau_files import load_lead

_DIGEST = re.compile(rb"[0-9a-f]{64}")


def reporters(root: Path) -> tuple[str, ...]:
    """Names and contacts of all who reported to the bureau, so that no page for others has one."""
    names = set()
    for path in (root / layout.LEADS).glob("*/*.yaml"):
        if LEAD.fullmatch(path.stem) is None or path.is_symlink():
            continue
        with suppress(LawrecError):  # told by `lonely_leads`
            lead = load_lead(root, path.stem)
            if lead is not None and lead.reporter is not None:
                names |= {lead.reporter.name, lead.reporter.contact or lead.reporter.name}
    return tuple(sorted(names))


def lonely_leads(root: Path, facts: Bureau) -> Iterator[Deadline | Skipped]:
    """Leads that nobody has examined, or whose examination led to nothing yet.

    The text says "in time" and no number: the days are the bureau's own, if it has set any.
    """
    days = facts.profile.thresholds.get("lead_days") if facts.profile else None
    for path in sorted((root / "leads").glob("*/*.yaml")):
        if LEAD.fullmatch(path.stem) is None or path.is_symlink():
            continue
        try:
            lead = load_lead(root, path.stem)
        except LawrecError as error:
            yield Skipped(path.stem, error.what)
            continue
        if lead is None or lead.outcome is not None:
            continue
        received = day_of(lead.received_at)
        by = received + timedelta(days=int(days)) if days is not None else None
        yield Deadline(
            "lead",
            path.stem,
            _lead_text(lead, int(days) if days is not None else None),
            due=format_moment(by) if by else None,
            since=format_moment(lead.received_at),
            clauses=("10a",),
            officers=_handlers(lead),
        )


def _lead_text(lead: Lead, days: int | None) -> str:
    text = (
        _("The lead has not been examined")
        if lead.assessed is None
        else _("The lead was examined, and nothing has come of it yet")
    )
    own = _("{text}; {days} days from receipt are the bureau's own limit")
    return text if days is None else own.format(text=text, days=days)


def _handlers(lead: Lead) -> tuple[str, ...]:
    names = (lead.received_by, lead.assessed.by if lead.assessed else None)
    return tuple(dict.fromkeys(name for name in names if name))


def lonely_media(root: Path, facts: Bureau) -> Iterator[Deadline | Skipped]:
    """Footage of the inbox of which no case holds a copy.

    The text sets no day by which it must be in a case; the bureau may (`inbox_days`).
    """
    days = facts.profile.thresholds.get("inbox_days") if facts.profile else None
    items, problems = read_inbox(root)
    if problems:
        yield Skipped(layout.INBOX, "; ".join(problem.message for problem in problems))
    held = _digests(root) if items else set()
    for item in items:
        if item.sidecar.sha256 in held:
            continue
        taken = item.sidecar.captured.start or item.sidecar.stored.at
        names = (item.sidecar.operator, item.sidecar.stored.by)
        lies = item.sidecar.stored.at or taken
        by = day_of(lies) + timedelta(days=int(days)) if days is not None and lies else None
        yield Deadline(
            "inbox",
            f"inbox/{item.id}",
            _media_text(item.sidecar, int(days) if days is not None else None),
            due=format_moment(by) if by else None,
            since=format_moment(taken) if taken else None,
            command=f"lawrec assign-media ... inbox/{item.id}",
            public=_("Footage that belongs to no case yet: {name}").format(name=item.id),
            officers=tuple(dict.fromkeys(name for name in names if name)),
        )


def _media_text(sidecar: Sidecar, days: int | None) -> str:
    text = _("Footage that belongs to no case yet: {name}").format(
        name=sidecar.title or sidecar.original_name
    )
    own = _("{text}; {days} days in the inbox are the bureau's own limit")
    return text if days is None else own.format(text=text, days=days)


def _digests(root: Path) -> set[str]:
    """The digests that the sidecars of all cases name, archived ones too; nothing is typed."""
    found: set[str] = set()
    for folder in layout.case_folders(root):
        for path in (folder / "media").glob("*.yaml"):
            if path.is_file() and not path.is_symlink():
                found |= {digest.decode() for digest in _DIGEST.findall(path.read_bytes())}
    return found
