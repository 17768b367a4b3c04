"""The receipt of a hand-over: from an import that has just ended, or from what the case keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lawrec import __version__
from lawrec.custody.evidence_log import last_for
from lawrec.errors import LawrecError, RefusedError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.handover import handed_before_end
from lawrec.operations.import_models import Imported
from lawrec.operations.inbox_handover import handovers
from lawrec.operations.inbox_items import inbox_items
from lawrec.operations.intake_texts import defects_text, reason_text
from lawrec.operations.lateness import lateness
from lawrec.operations.series_texts import gap_lines, original_lines
from lawrec.operations.session import Session
from lawrec.report.handover_data import Anchor, Item, Late, Receipt, receipt_digest, short_code
from lawrec.report.lines import span, when
from lawrec.schema.field_names import field_name
from lawrec.schema.media import GUESSED, Sidecar
from lawrec.schema.moments import last_instant
from lawrec.schema.records.archiving import MediaHandoverRecord
from lawrec.schema.snapshot import Bureau, CaseSnapshot, MediaState
from lawrec.schema.value_names import value_name
from lawrec.store import layout
from lawrec.store.load import load_case
from lawrec.store.render import to_raw

__all__ = [
    "receipt_again",
    "receipt_digest",
    "receipt_of",
    "short_code",
]
_EXCUSE = ("reason", "cannot_reason", "departed_at", "returned_at", "proof")


def receipt_of(done: Imported, session: Session, folder: Path | None = None) -> Receipt:
    """The receipt of an import that has just ended; `folder` is its case, None for the inbox."""
    sidecars = {t.item: t.sidecar for t in done.files if t.item and t.sidecar}
    given = done.handover
    covered = {item: sidecars[item] for item in given.items if item in sidecars}
    known = {t.item: t.found.name for t in done.files if t.result == "duplicate" and t.item}
    snapshot = load_case(folder) if folder is not None else None
    case = snapshot.case if snapshot is not None else None
    told = lateness(covered, session.facts, snapshot)
    return Receipt(
        bureau=_bureau_name(session.facts),
        case=done.case if folder is not None else _("inbox"),
        number=case.data.number if case else None,
        title=case.data.title if case else None,
        record=given.record,
        giver=given.from_,
        taker=given.to,
        store=_store_name(given.store, session.facts),
        at=_time(given.at),
        items=tuple(_items(covered, {}, _instant(given.at), told)),
        excuse=(*_excuse(given.excuse), *_after_return(given.excuse, covered.values())),
        known=tuple((name, item) for item, name in known.items() if item not in covered),
        refused=tuple(
            (t.found.name, reason_text(t.code)) for t in done.files if t.result == "refused"
        ),
        passed=tuple(found.name for found in done.passed),
        missing=done.missing,
        notes=(*gap_lines(done.gaps), *original_lines(done.files)),
        anchor=_anchor(session, folder),
        printed=when(session.now()),
        program=f"lawrec {__version__}",
    )


def receipt_again(folder: Path, session: Session, record: str | None = None) -> Receipt:
    """The receipt of a hand-over record, made from what the case keeps; else of the newest one.

    Contents are not read; media that are absent or of another size are said to be so.
    """
    kept = _kept(folder, session)
    record_id, page = _record(kept, record)
    covered = {item: kept.media[item] for item in page.about if item in kept.media}
    facts = kept.facts
    remote = to_raw(page.remote) if page.remote else {}
    raw = remote if isinstance(remote, dict) else {}
    case = kept.snapshot.case if kept.snapshot else None
    told = lateness(covered, facts, kept.snapshot)
    return Receipt(
        bureau=_bureau_name(facts),
        case=kept.name,
        number=case.data.number if case else None,
        title=case.data.title if case else None,
        record=record_id,
        giver=page.from_,
        taker=page.to,
        store=_store_name(page.store, facts),
        at=when(page.made_at) if page.made_at else None,
        items=tuple(_items(covered, kept.states, page.made_at, told)),
        excuse=(*_excuse(raw), *_after_return(raw, covered.values())),
        anchor=_anchor(session, folder if kept.snapshot else None),
        printed=when(session.now()),
        program=f"lawrec {__version__}",
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a case, or the inbox, keeps of its footage and of how that was handed over."""

    name: str
    facts: Bureau
    records: Mapping[str, MediaHandoverRecord]
    media: Mapping[str, Sidecar]
    states: Mapping[str, MediaState]
    snapshot: CaseSnapshot | None = None


def _kept(folder: Path, session: Session) -> _Kept:
    if session.bureau is not None and folder == session.bureau / layout.INBOX:
        media = {item.id: item.sidecar for item in inbox_items(session.bureau)}
        return _Kept(_("inbox"), session.facts, handovers(session.bureau), media, {})
    snapshot = load_case(folder)
    facts = session.facts if session.bureau is not None else snapshot.bureau
    records = {p.id: p.data for p in snapshot.records if isinstance(p.data, MediaHandoverRecord)}
    media = {medium.id: medium.data for medium in snapshot.media}
    return _Kept(snapshot.name, facts, records, media, snapshot.media_state, snapshot)


def _record(kept: _Kept, wanted: str | None) -> tuple[str, MediaHandoverRecord]:
    """The hand-over record of that id, else the newest one."""
    found = kept.records
    if not found:
        raise RefusedError(_("This case has no hand-over record"), where=kept.name)
    if wanted is None:
        wanted = list(found)[-1]
    if wanted not in found:
        raise UsageError(
            _("{id} is no hand-over record of this case").format(id=wanted),
            where=kept.name,
            fix=_("Hand-over records: {records}").format(records=", ".join(found)),
        )
    return wanted, found[wanted]


def _items(
    media: Mapping[str, Sidecar],
    states: Mapping[str, MediaState],
    at: datetime | date | None,
    told_late: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterator[Item]:
    late, untold = told_late
    for item, sidecar in media.items():
        captured = sidecar.captured
        told: Late = "yes" if item in late else "unknown" if item in untold else "no"
        yield Item(
            id=item,
            name=sidecar.original_name,
            size=sidecar.size_bytes,
            sha256=sidecar.sha256,
            start=when(captured.start) if captured.start else None,
            end=when(captured.end) if captured.end else None,
            certain=captured.certain == "yes",
            late=told,
            checks=tuple(_checks(sidecar)),
            remarks=tuple(_remarks(sidecar, states.get(item), at)),
            device=sidecar.device,
        )


def _checks(sidecar: Sidecar) -> Iterator[str]:
    """Which readings of the content agreed when it was stored."""
    if sidecar.stored.source_read == "twice":
        yield _("source read twice")
    elif sidecar.stored.source_read == "once":
        yield _("source read once")
    if sidecar.stored.verified == "read_back":
        yield _("copy read back")
    elif sidecar.stored.verified:
        yield value_name(sidecar.stored.verified, language(), "verified")
    else:
        yield _("no check recorded")


def _remarks(
    sidecar: Sidecar, state: MediaState | None, at: datetime | date | None
) -> Iterator[str]:
    if state == "absent":
        yield _("its content is not in the case any more")
    elif state == "differs":
        yield _("its content has another size now")
    elif state == "elsewhere":
        yield _("its content is kept elsewhere")
    if sidecar.operator and sidecar.operator_by in GUESSED:
        reason = value_name(sidecar.operator_by or "", language(), "operator_by")
        yield _("filmed by {name}? {why}").format(name=sidecar.operator, why=reason)
    if handed_before_end(sidecar, at):
        yield _("by its own time recorded after the stated time of the hand-over")
    if sidecar.defects:
        yield defects_text(sidecar.defects)


def _excuse(raw: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in _EXCUSE:
        value = raw.get(key)
        if value:
            text = value_name(str(value), language(), key)
            yield field_name(key, language(), "Remote"), _time(text) or text


def _after_return(raw: Mapping[str, object], media: Iterable[Sidecar]) -> Iterator[tuple[str, str]]:
    """How long after the return the last of it was stored: 25.2 gives 24 hours for that."""
    stored = [last_instant(s.stored.at) for s in media if s.stored.at is not None]
    try:
        back = datetime.fromisoformat(str(raw.get("returned_at")))
    except ValueError:
        return
    if stored and back.tzinfo is not None and max(stored) >= back:
        yield _("From return to storing"), span(max(stored) - back)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _time(text: str | None) -> str | None:
    """An ISO time as people read it; other texts as they are."""
    try:
        return when(datetime.fromisoformat(text)) if text and "T" in text else text
    except ValueError:
        return text


def _bureau_name(facts: Bureau) -> str | None:
    return facts.profile.bureau.name if facts.profile else None


def _store_name(store: str | None, facts: Bureau) -> str | None:
    """The store's id with the name that the bureau gave it."""
    known = facts.profile.stores.get(store) if facts.profile and store else None
    return f"{store} ({known.name})" if known and known.name != store else store


def _anchor(session: Session, folder: Path | None) -> Anchor | None:
    """What the evidence log says of the case now; None where there is no log to ask."""
    if session.log_dir is None:
        return None
    try:
        name = layout.log_name(folder) if folder is not None else "bureau"
        leaf = last_for(session.log_dir, name)
    except LawrecError:  # a receipt is due all the same; `verify` says what is wrong with the log
        return None
    if leaf is None:
        return None
    return Anchor(leaf.seq, when(leaf.time), leaf.id, leaf.head)
