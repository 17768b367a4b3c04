"""Footage before there is a case: kept in the bureau's inbox, later assigned to one or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.media.finder import Found
from lawrec.media.guarded import GuardedReader
from lawrec.operations.clearing import missing
from lawrec.operations.docks import dock_of
from lawrec.operations.fixity import Content
from lawrec.operations.handover import Handover
from lawrec.operations.import_preview import Preview, previewed
from lawrec.operations.importing import (
    Imported,
    ImportOptions,
    find_footage,
    sidecar_page,
    suspicious,
)
from lawrec.operations.intake import Taken, describe
from lawrec.operations.intake_policy import policy_of
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Held, Known
from lawrec.operations.progress import Progress
from lawrec.operations.secrecy import at_the_door
from lawrec.operations.session import Session, find_officer
from lawrec.operations.setup import write_bureau
from lawrec.operations.space import with_room
from lawrec.operations.stores import default_store
from lawrec.operations.taking import take_all
from lawrec.schema.ids import id_of, make_id
from lawrec.schema.media import Sidecar
from lawrec.store import layout
from lawrec.store.files import os_errors
from lawrec.store.media_files import content_path
from lawrec.store.sources import FolderSource
from lawrec.store.validate import typed
from lawrec.store.yaml_io import load


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One medium in the inbox: its id, its content, its sidecar."""

    id: str
    content: Path
    sidecar: Sidecar


def inbox_items(bureau: Path) -> list[InboxItem]:
    """All footage in the inbox, assigned or not."""
    found = []
    for path in sorted((bureau / layout.INBOX / "media").glob("*.yaml")):
        item = id_of(path.name)
        if item is not None and not path.is_symlink():
            document = load(path)
            sidecar = typed(Sidecar, document.data, path.name, document.lines)
            found.append(InboxItem(item, Path(content_path(str(path))), sidecar))
    return found


def import_to_inbox(
    session: Session,
    sources: list[str],
    options: ImportOptions,
    progress: Progress | None = None,
) -> Imported:
    """Store every file of the sources in the inbox, with the same care as in a case."""
    bureau = _require_bureau(session)
    at_the_door(None, options.secrecy)
    found, passed = find_footage(sources)
    shown = progress or Progress()
    shown.started(len(found), 2 * sum(item.size for item in found))
    with (
        GuardedReader() as reader,
        write_bureau(bureau, session.who, _("import footage")) as held,
    ):
        target = _target(session, bureau, sources, found, options, reader)
        found = with_room(bureau, found, {i.sidecar.size_bytes for i in inbox_items(bureau)})
        with os_errors(target.folder):
            target.folder.mkdir(exist_ok=True)
        known = Known(_held(bureau), shown.moved)
        files = tuple(_take_all(session, found, target, known, shown))
        change = _change(bureau, files, session)
        if change is not None:
            held.commit(change)
    files = tuple(replace(taken, temporary=None) for taken in files)
    at = session.now().isoformat()
    items = tuple(t.item for t in files if t.result == "stored" and t.item)
    receipt = Handover(None, target.by, options.custodian, target.store, at, items)
    waits_for = missing(files, passed, known, session)
    return Imported(layout.INBOX, files, receipt, suspicious(files), waits_for, passed)


def preview_to_inbox(
    session: Session,
    sources: list[str],
    options: ImportOptions,
    progress: Progress | None = None,
) -> Preview:
    """What `import_to_inbox` would do now; nothing is held and nothing is written."""
    bureau = _require_bureau(session)
    at_the_door(None, options.secrecy)
    found, passed = find_footage(sources)
    shown = progress or Progress()
    found = with_room(bureau, found, {i.sidecar.size_bytes for i in inbox_items(bureau)})
    with GuardedReader() as reader:
        target = _target(session, bureau, sources, found, options, reader)
        files = tuple(previewed(found, target, Known(_held(bureau), shown.moved), shown))
    return Preview(layout.INBOX, files, passed)


def _require_bureau(session: Session) -> Path:
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    return session.bureau


def _target(
    session: Session,
    bureau: Path,
    sources: list[str],
    found: tuple[Found, ...],
    options: ImportOptions,
    reader: GuardedReader,
) -> Target:
    officer = options.officer
    operator = find_officer(officer, session.facts.officers) or officer if officer else None
    dock = dock_of(session.facts.profile, sources, options.export_list, session.zone)
    return Target(
        folder=bureau / layout.INBOX,
        zone=session.zone,
        by=operator or session.who,
        store=options.store or (dock.store if dock else default_store(session.facts.profile)),
        devices=session.facts.devices,
        device=options.device,
        operator=operator,
        policy=policy_of(session, sm3=options.sm3),
        reader=reader,
        stored_at=dock.among(found).stored if dock else None,
    )


def _held(bureau: Path) -> Iterator[Held]:
    """The media of the inbox, and where to read them."""
    for item in inbox_items(bureau):
        path = f"media/{item.content.name}"
        size, digest = item.sidecar.size_bytes, item.sidecar.sha256
        yield Held(item.id, path, item.sidecar, Content(path, item.content, size, digest))


def _take_all(
    session: Session,
    found: tuple[Found, ...],
    target: Target,
    known: Known,
    progress: Progress,
) -> Iterator[Taken]:
    names = FolderSource(target.folder).files("media")
    ids = [item for name in names if (item := id_of(name)) is not None]
    number = max((int(item[1:]) for item in ids), default=0)
    for answer in take_all(found, target, known, progress):
        taken = answer
        if answer.result == "stored":
            number += 1
            taken = describe(answer, make_id("M", number), target, session.now())
            known.note(taken)
        progress.finished(taken)
        yield taken


def _change(bureau: Path, files: tuple[Taken, ...], session: Session) -> Change | None:
    pages: dict[str, bytes | None] = {}
    moves: list[tuple[str, str]] = []
    for taken in files:
        if taken.sidecar is not None and taken.temporary is not None and taken.path:
            path = f"{layout.INBOX}/{taken.path}"
            pages[f"{path}.yaml"] = sidecar_page(taken.sidecar)
            moves.append((taken.temporary.relative_to(bureau).as_posix(), path))
    if not pages:
        return None
    return Change(pages, tuple(moves), "待归案音像", "inbox", session.who)
