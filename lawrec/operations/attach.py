"""Scans of signed papers, and other documents: taken in byte for byte, tied to their record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.finder import find
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data
from lawrec.operations.intake import Taken, describe, take
from lawrec.operations.intake_target import Target
from lawrec.operations.intake_texts import reason_text
from lawrec.operations.known import Known, held_in
from lawrec.operations.naming import Naming
from lawrec.operations.pages import original
from lawrec.operations.references import require_person
from lawrec.operations.secrecy import Stub, at_the_door, write_stub
from lawrec.operations.session import Session
from lawrec.operations.space import require_space
from lawrec.operations.stores import default_store
from lawrec.operations.taking_in import sidecar_page
from lawrec.operations.written import Written
from lawrec.schema.case import Original
from lawrec.schema.media import Captured
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
    moment = session.moment(given.made_at) or session.now()
    with write_case(folder, session, _("attach")) as case:
        _check(case, given)
        require_space(folder, found.size)
        target = Target(
            folder=folder,
            zone=session.zone,
            by=session.who,
            store=default_store(case.facts.profile),
            naming=Naming(session.zone, device=given.device, officer=session.who),
        )
        with target.reader:
            known = Known(held_in(case), lambda _size: None)
            taken = take(found, target, known, lambda _size: None)
        _refuse(taken, source)
        described = describe(taken, case.next_id("M"), target, session.now())
        return _store(case, described, given, moment)


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
    if given.scan_of and all(page.id != given.scan_of for page in case.snapshot.records):
        raise RefusedError(_("There is no record {id}").format(id=given.scan_of))
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


def _store(case: CaseWriter, taken: Taken, given: Attachment, moment: date | datetime) -> Written:
    if taken.sidecar is None or taken.temporary is None or taken.path is None:
        raise RuntimeError("the copy has no sidecar")
    changes: Data = {"mode": "scan", "captured": Captured(start=moment, source="declared")}
    texts = {"scan_of": given.scan_of, "title": given.title, "proves": given.proves}
    changes.update({key: value for key, value in texts.items() if value})
    if given.pages:
        changes["pages"] = int(given.pages)
    if given.title is None and given.scan_of:
        changes["title"] = f"{given.scan_of} 签字件"
    sidecar = taken.sidecar.model_copy(update=changes)
    move = (taken.temporary.relative_to(case.folder).as_posix(), taken.path)
    path = f"{taken.path}.yaml"
    files: dict[str, bytes | None] = {path: sidecar_page(sidecar), **_seen(case, given)}
    done = case.commit(files, moves=(move,), event="attach", message=f"扫描件 {taken.item}")
    label = layout.case_label(case.folder)
    return Written(label, taken.item or "", path, done.head, to_raw(sidecar))


def _seen(case: CaseWriter, given: Attachment) -> dict[str, bytes | None]:
    """The note that somebody has seen the signatures, where that was said."""
    if not given.scan_of or not given.seen_by:
        return {}
    entry = original(_kept_at(case, given), given.seen_by, case.session.now())
    entries: dict[str, Original] = {**case.snapshot.originals, given.scan_of: entry}
    content = {key: to_raw(value) for key, value in entries.items()}
    return {layout.ORIGINALS: dump(content, "签名盖章的纸质原件")}
