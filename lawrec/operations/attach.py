"""Scans of signed papers, and other documents: taken in byte for byte, tied to their record."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.finder import Found, find
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data
from lawrec.operations.intake import Taken, describe, take
from lawrec.operations.intake_target import Target
from lawrec.operations.intake_texts import reason_text
from lawrec.operations.known import Known, held_in
from lawrec.operations.naming import Naming
from lawrec.operations.pages import original
from lawrec.operations.references import require_person
from lawrec.operations.secrecy import Stub, at_the_door, refuse_body, write_stub
from lawrec.operations.session import Session
from lawrec.operations.space import require_space
from lawrec.operations.stores import default_store
from lawrec.operations.taking_in import sidecar_page
from lawrec.operations.written import Written
from lawrec.schema.case import Original
from lawrec.schema.media import Captured, CutFrom, PrintedPages, Sidecar
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.yaml_io import dump


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: the record that it is a scan of (None: a document of its own).

    With `seen_by` and `kept_at` it also notes that this person has seen the signatures.
    """

    scan_of: str | None = None
    title: str | None = None
    pages: str | None = None
    made_at: str | None = None
    device: str | None = None
    proves: str | None = None
    seen_by: str | None = None
    kept_at: str | None = None
    secrecy: str | None = None
    stub: Stub | None = None
    printed: PrintedPages | None = None
    cut_from: CutFrom | None = None
    expects: str | None = None
    """The SHA-256 of the record's page as it was when the scan was matched to it."""


def attach(folder: Path, session: Session, source: str, given: Attachment) -> Written:
    """Take one scan in. A scan is no footage: no 24 hours, no hand-over (article 4.3).

    Of a state secret only a stub is kept; the file is not even read.
    """
    stub = at_the_door(given.stub, given.secrecy)
    if stub is not None:
        return write_stub(folder, session, stub, about=tuple(filter(None, (given.scan_of,))))
    found = next(iter(find([source])), None)
    if found is None or Path(source).is_dir():
        raise InputError(_("{path} is no file").format(path=source), where=source)
    with write_case(folder, session, _("attach")) as case, _Taker(case, given.device) as taker:
        return taker.commit([taker.take(found, given)])[0]


def attach_all(
    folder: Path, session: Session, given: Sequence[tuple[bytes, Attachment]]
) -> list[Written | RefusedError]:
    """Take many scans in, in one commit; each is answered with what was written or why not.

    Raises LawrecError where nothing at all can be written: a case held by somebody, a full disk.
    """
    answers: list[Written | RefusedError | _Ready] = []
    with write_case(folder, session, _("attach")) as case, _Taker(case) as taker:
        for path, entry in given:
            try:
                answers.append(taker.take(next(iter(find([os.fsdecode(path)]))), entry))
            except RefusedError as error:
                answers.append(error)
        written = iter(taker.commit([answer for answer in answers if isinstance(answer, _Ready)]))
        return [next(written) if isinstance(answer, _Ready) else answer for answer in answers]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A verified copy with its sidecar, which waits for its commit."""

    temporary: Path
    path: str
    sidecar: Sidecar
    item: str
    given: Attachment


class _Taker:
    """Takes scans into one case that is held; copies that are not committed are taken away."""

    def __init__(self, case: CaseWriter, device: str | None = None) -> None:
        session = case.session
        self._case = case
        self._target = Target(
            folder=case.folder,
            zone=session.zone,
            by=session.who,
            store=default_store(case.facts.profile),
            naming=Naming(session.zone, device=device, officer=session.who),
        )
        self._known = Known(held_in(case), lambda _size: None)
        self._waiting: list[Path] = []

    def __enter__(self) -> _Taker:
        self._target.reader.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        self._target.reader.close(at_once=kind is not None)
        for temporary in self._waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def take(self, found: Found, given: Attachment) -> _Ready:
        """A verified copy of one scan; raises RefusedError for what is there or cannot be."""
        case, session = self._case, self._case.session
        source = os.fsdecode(found.path)
        _check(case, given)
        moment = session.moment(given.made_at) or session.now()
        require_space(case.folder, found.size)
        taken = take(found, self._target, self._known, lambda _size: None)
        _refuse(taken, source)
        if taken.temporary is not None:
            self._waiting.append(taken.temporary)
        described = describe(taken, case.next_id("M"), self._target, session.now())
        if described.sidecar is None or described.temporary is None or described.path is None:
            raise RuntimeError("the copy has no sidecar")
        sidecar = _sidecar(described.sidecar, given, moment)
        return _Ready(described.temporary, described.path, sidecar, described.item or "", given)

    def commit(self, ready: Sequence[_Ready]) -> list[Written]:
        """Move the copies into place with their sidecars, in one commit."""
        if not ready:
            return []
        case = self._case
        files: dict[str, bytes | None] = {}
        moves = []
        for one in ready:
            files[f"{one.path}.yaml"] = sidecar_page(one.sidecar)
            files |= _seen(case, one.given)
            moves.append((one.temporary.relative_to(case.folder).as_posix(), one.path))
        names = ", ".join(one.item for one in ready)
        done = case.commit(files, moves=tuple(moves), event="attach", message=f"扫描件 {names}")
        label = layout.case_label(case.folder)
        return [
            Written(label, one.item, f"{one.path}.yaml", done.head, to_raw(one.sidecar))
            for one in ready
        ]


def _refuse(taken: Taken, source: str) -> None:
    """Refuse what was not taken, and what is there already."""
    if taken.result == "refused":
        raise RefusedError(
            _("{path} was not taken: {reason}").format(path=source, reason=reason_text(taken.code)),
            where=source,
        )
    if taken.result == "duplicate":
        raise RefusedError(
            _("This content is in the case already, as {id}").format(id=taken.item),
            where=source,
        )


def _check(case: CaseWriter, given: Attachment) -> None:
    record = next((page for page in case.snapshot.records if page.id == given.scan_of), None)
    if given.scan_of and record is None:
        raise RefusedError(_("There is no record {id}").format(id=given.scan_of))
    refuse_body(case.snapshot, given.scan_of)
    if record is not None and given.expects is not None:
        now = hashlib.sha256((case.folder / record.path).read_bytes()).hexdigest()
        if now != given.expects:
            raise RefusedError(
                _("{id} has just been changed by somebody else").format(id=record.id),
                fix=_("Run the command again: it compares with what the record says now"),
            )
    if given.pages and not re.fullmatch("[0-9]+", given.pages.strip()):
        raise UsageError(_("--pages is a whole number: {text}").format(text=given.pages))
    if given.seen_by:
        require_person(case, given.seen_by)
        if given.scan_of and not _kept_at(case, given):
            raise RefusedError(_("Say with --kept-at where the signed paper lies"))


def _kept_at(case: CaseWriter, given: Attachment) -> str:
    """Where the signed paper lies: as said now, else as noted before."""
    old = case.snapshot.originals.get(given.scan_of or "")
    return given.kept_at or (old.kept_at if old else "") or ""


def _sidecar(sidecar: Sidecar, given: Attachment, moment: date | datetime) -> Sidecar:
    """The sidecar with what is known of a scan: whose it is, how many pages, when it was made."""
    changes: Data = {"mode": "scan", "captured": Captured(start=moment, source="declared")}
    texts = {"scan_of": given.scan_of, "title": given.title, "proves": given.proves}
    parts = {"printed": given.printed, "cut_from": given.cut_from}
    changes.update({key: value for key, value in (*texts.items(), *parts.items()) if value})
    if given.pages:
        changes["pages"] = int(given.pages)
    if given.title is None and given.scan_of:
        changes["title"] = f"{given.scan_of} 签字件"
    return sidecar.model_copy(update=changes)


def _seen(case: CaseWriter, given: Attachment) -> dict[str, bytes | None]:
    """The note that somebody has seen the signatures, where that was said."""
    if not given.scan_of or not given.seen_by:
        return {}
    entry = original(_kept_at(case, given), given.seen_by, case.session.now())
    entries: dict[str, Original] = {**case.snapshot.originals, given.scan_of: entry}
    content = {key: to_raw(value) for key, value in entries.items()}
    return {layout.ORIGINALS: dump(content, "签名盖章的纸质原件")}
