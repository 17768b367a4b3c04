"""The journal of a case: acts in the order of time, with papers, media, signatures and entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from lawrec.i18n import language
from lawrec.report.journal_text import (
    ActLine,
    Entered,
    Footage,
    Journal,
    Moment,
    Paper,
    SignedBy,
)
from lawrec.schema.case import Act
from lawrec.schema.ids import sort_key
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import BEIJING, first_instant
from lawrec.schema.records.common import Approval, Record, Step
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.store import layout
from lawrec.store.load import load_case

_LAST = datetime.max.replace(tzinfo=BEIJING)


def journal(folder: Path) -> Journal:
    """The journal of the case in that folder."""
    return journal_of(load_case(folder, root=layout.own_bureau(folder)))


def journal_of(snapshot: CaseSnapshot) -> Journal:
    """The journal of a case that was read; undated papers come last."""
    acts = sorted(snapshot.acts, key=lambda act: (first_instant(act.data.start), sort_key(act.id)))
    known = {act.id for act in acts}
    loose = [record for record in snapshot.records if record.data.act not in known]
    page = snapshot.case
    return Journal(
        case=snapshot.name,
        number=page.data.number if page else None,
        title=page.data.title if page else None,
        history=snapshot.history.state,
        acts=tuple(act_line(snapshot, act) for act in acts),
        papers=_papers(snapshot, loose),
        media=tuple(footage(snapshot, m) for m in snapshot.media if m.data.act not in known),
    )


def act_line(snapshot: CaseSnapshot, act: Page[Act]) -> ActLine:
    """One act with the papers and media that name it."""
    media = [medium for medium in snapshot.media if medium.data.act == act.id]
    return ActLine(
        id=act.id,
        path=act.path,
        kind=act.data.kind,
        start=act.data.start,
        end=act.data.end,
        place=act.data.place,
        officers=act.data.officers,
        present=act.data.present,
        outcome=act.data.outcome,
        entered=entered(snapshot, act.path, act.data.end or act.data.start),
        papers=_papers(snapshot, [r for r in snapshot.records if r.data.act == act.id]),
        media=tuple(
            sorted(
                (footage(snapshot, medium) for medium in media),
                key=lambda medium: (_instant(medium.start), sort_key(medium.id)),
            )
        ),
    )


def _papers(snapshot: CaseSnapshot, records: Iterable[Page[Record]]) -> tuple[Paper, ...]:
    found = [paper_of(snapshot, record) for record in records]
    return tuple(sorted(found, key=lambda p: (_instant(p.entered.declared), sort_key(p.id))))


def paper_of(snapshot: CaseSnapshot, page: Page[Record]) -> Paper:
    """One paper with its signatures, who has seen them, and when it was entered."""
    kind = KINDS.get(page.data.kind)
    named = (kind.zh if language() == "zh" else kind.en) if kind else page.data.kind
    original = snapshot.originals.get(page.id)
    steps = page.data.steps if isinstance(page.data, Approval) else ()
    return Paper(
        id=page.id,
        path=page.path,
        kind=page.data.kind,
        name=page.data.title or named,
        entered=entered(snapshot, page.path, made_at(page.data)),
        draft=bool(page.data.draft),
        signatures=(
            *(_step(step) for step in steps),
            *(SignedBy(s.who, s.as_, s.status, s.means, s.at) for s in page.data.signatures),
        ),
        seen_by=original.seen_by if original else None,
        seen_at=original.seen_at if original else None,
    )


def _step(step: Step) -> SignedBy:
    return SignedBy(step.who, step.role, "signed", step.means, step.at)


def made_at(record: Record) -> Moment | None:
    """When a paper says it was made: for an approval, its last step that has a time."""
    if record.made_at is not None or not isinstance(record, Approval):
        return record.made_at
    return next((step.at for step in reversed(record.steps) if step.at is not None), None)


def footage(snapshot: CaseSnapshot, page: Page[Sidecar]) -> Footage:
    """One medium with its capture time and the state of its content."""
    return Footage(
        id=page.id,
        path=page.path,
        mode=page.data.mode,
        title=page.data.title or page.data.original_name,
        start=page.data.captured.start,
        end=page.data.captured.end,
        zone=page.data.captured.zone,
        state=snapshot.media_state.get(page.id, "present"),
    )


def entered(snapshot: CaseSnapshot, path: str, declared: Moment | None) -> Entered:
    """The declared time of a page beside the time at which the history first has it."""
    return Entered(declared, snapshot.history.first_seen.get(path))


def _instant(moment: Moment | None) -> datetime:
    return _LAST if moment is None else first_instant(moment)
