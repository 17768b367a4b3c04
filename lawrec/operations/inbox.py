"""Footage before there is a case: kept in the bureau's inbox, later assigned to one or several."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.errors import InputError, RefusedError
from lawrec.i18n import _
from lawrec.media.finder import Found
from lawrec.media.intake import IntakeTrouble, copy_verified
from lawrec.media.names import stored_name
from lawrec.operations.case_writer import write_case
from lawrec.operations.clearing import missing
from lawrec.operations.docks import dock_of
from lawrec.operations.fixity import Content
from lawrec.operations.handover import Handover
from lawrec.operations.importing import (
    Imported,
    ImportOptions,
    find_footage,
    sidecar_page,
    suspicious,
)
from lawrec.operations.intake import Taken, Target, describe, temporary_in
from lawrec.operations.intake_policy import policy_of
from lawrec.operations.known import Held, Known
from lawrec.operations.progress import Progress
from lawrec.operations.secrecy import at_the_door
from lawrec.operations.session import Session, find_officer
from lawrec.operations.setup import write_bureau
from lawrec.operations.space import with_room
from lawrec.operations.stores import default_store
from lawrec.operations.taking import take_all
from lawrec.operations.written import Written
from lawrec.schema.ids import id_of, make_id
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import Page
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
    bureau = session.bureau
    if bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    at_the_door(None, options.secrecy)
    found, passed = find_footage(sources)
    shown = progress or Progress()
    shown.started(len(found), 2 * sum(item.size for item in found))
    officer = options.officer
    operator = find_officer(officer, session.facts.officers) or officer if officer else None
    dock = dock_of(session.facts.profile, sources, options.export_list, session.zone)
    target = Target(
        folder=bureau / layout.INBOX,
        zone=session.zone,
        by=operator or session.who,
        store=options.store or (dock.store if dock else default_store(session.facts.profile)),
        devices=session.facts.devices,
        device=options.device,
        operator=operator,
        policy=policy_of(session, sm3=options.sm3),
        stored_at=dock.among(found).stored if dock else None,
    )
    with (
        target.reader,
        write_bureau(bureau, session.who, _("import footage")) as held,
    ):
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


def assign_media(
    folder: Path, session: Session, items: tuple[str, ...], act: str | None
) -> list[Written]:
    """Say which act media show: media of the case, or of the inbox, which are copied in.

    An item of the inbox may be assigned to several cases; it stays where it is.
    """
    with write_case(folder, session, _("assign footage")) as case:
        acts = {page.id for page in case.snapshot.acts}
        if act is not None and act not in acts:
            raise RefusedError(_("There is no act {id} in this case").format(id=act))
        own = {page.id: page for page in case.snapshot.media}
        inbox = {f"inbox/{i.id}": i for i in inbox_items(session.bureau)} if session.bureau else {}
        pages: dict[str, bytes | None] = {}
        moves: list[tuple[str, str]] = []
        written: list[Written] = []
        with _leftovers(folder) as temporary:
            for item in items:
                if item in own:
                    path = own[item].path
                    pages[path] = _with_act(own[item], act)
                    written.append(Written(case.snapshot.name, item, path, ""))
                elif item in inbox:
                    path, move, page = _copy_in(
                        case.next_id("M"), inbox[item], folder, act, temporary
                    )
                    pages[path] = page
                    moves.append(move)
                    media_id = id_of(path.rsplit("/", 1)[-1]) or item
                    written.append(Written(case.snapshot.name, media_id, path, ""))
                else:
                    raise RefusedError(
                        _("There is no medium {id} in this case").format(id=item),
                        fix=_("Media of the inbox are named inbox/M01"),
                    )
            done = case.commit(
                pages, moves=tuple(moves), event="assign", message="音像归属 " + ", ".join(items)
            )
        return [replace(entry, head=done.head) for entry in written]


def _with_act(page: Page[Sidecar], act: str | None) -> bytes:
    return sidecar_page(page.data.model_copy(update={"act": act}))


def _copy_in(
    media_id: str, item: InboxItem, folder: Path, act: str | None, temporary: list[Path]
) -> tuple[str, tuple[str, str], bytes]:
    """A verified copy of an inbox item for the case; its storing time stays the first one."""
    target = temporary_in(folder)
    temporary.append(target)
    source = os.fsencode(item.content)
    with os_errors(target):
        try:
            copy_verified(source, target, item.sidecar.sha256, lambda _n: None)
        except IntakeTrouble:
            raise RefusedError(
                _("{path} is not what was stored in the inbox").format(path=item.content.name),
                where=str(item.content),
            ) from None
    name = f"media/{stored_name(media_id, item.sidecar.original_name)}"
    sidecar = item.sidecar.model_copy(update={"act": act} if act else {})
    move = (target.relative_to(folder).as_posix(), name)
    return f"{name}.yaml", move, sidecar_page(sidecar)


@contextmanager
def _leftovers(folder: Path) -> Iterator[list[Path]]:
    """Copies that did not come into place are taken away."""
    temporary: list[Path] = []
    try:
        yield temporary
    finally:
        for path in temporary:
            with suppress(OSError):
                path.unlink(missing_ok=True)
