"""Footage before there is a case: kept in the bureau's inbox, later assigned to one or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.media.finder import Found
from lawrec.media.guarded import GuardedReader
from lawrec.operations.clearing import missing
from lawrec.operations.fixity import Content, same_content
from lawrec.operations.handover import Handover
from lawrec.operations.import_models import Imported, ImportOptions
from lawrec.operations.import_preview import Preview, previewed
from lawrec.operations.import_target import Source, beforehand, target_in
from lawrec.operations.importing import find_footage, moves, sidecar_page, suspicious
from lawrec.operations.intake import Taken, describe
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Held, Known
from lawrec.operations.progress import Progress
from lawrec.operations.secrecy import at_the_door
from lawrec.operations.series import Series
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.operations.space import with_room
from lawrec.operations.store_needed import copy_to_needed_stores
from lawrec.operations.taking import take_all
from lawrec.schema.ids import id_of, make_id
from lawrec.schema.media import Sidecar
from lawrec.store import git, layout
from lawrec.store.copies import kept_elsewhere
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


def entered_items(bureau: Path) -> list[InboxItem]:
    """The footage of the inbox whose sidecars are as the bureau's own history has them.

    What somebody put there or changed without lawrec is no evidence of when it was stored.
    """
    tree = git.files_at(bureau, git.head(bureau))
    return [item for item in inbox_items(bureau) if _is_entered(bureau, item, tree)]


def _is_entered(bureau: Path, item: InboxItem, tree: Mapping[str, git.Entry]) -> bool:
    page = item.content.with_name(f"{item.content.name}.yaml")
    known = tree.get(page.relative_to(bureau).as_posix())
    return known is not None and known.id == git.blob_id(page.read_bytes())


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
    shown.started(len(found), moves(found, session, options))
    folder = bureau / layout.INBOX
    doing = _("import footage")
    with GuardedReader() as reader, write_bureau(bureau, session.who, doing) as held:
        there = inbox_items(bureau)
        found = with_room(bureau, found, {item.sidecar.size_bytes for item in there})
        before = beforehand(session, session.facts, options)
        target = target_in(folder, before, Source(sources, found), session.facts, reader)
        with os_errors(folder):
            folder.mkdir(exist_ok=True)
        known = Known(_held(bureau, session), shown.moved)
        media = ((item.id, item.sidecar) for item in there)
        series = Series(before.profiles.all, session.zone, media)
        files = tuple(_take_all(session, found, target, known, series, shown))
        change = _change(bureau, files, session)
        if change is not None:
            held.commit(change)
    files = tuple(replace(taken, temporary=None) for taken in files)
    failed = copy_to_needed_stores(session, folder, files, shown)
    at = session.now().isoformat()
    items = tuple(t.item for t in files if t.result == "stored" and t.item)
    return Imported(
        layout.INBOX,
        files,
        Handover(None, target.by, options.custodian, target.store, at, items),
        suspicious(files),
        (*missing(files, passed, known, session, folder), *failed),
        passed,
        series.gaps(files, passed),
        series.later,
        before.profiles.problems,
    )


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
    before = beforehand(session, session.facts, options)
    folder = bureau / layout.INBOX
    with GuardedReader() as reader:
        target = target_in(folder, before, Source(sources, found), session.facts, reader)
        files = tuple(previewed(found, target, Known(_held(bureau, session), shown.moved), shown))
    return Preview(layout.INBOX, files, passed)


def _require_bureau(session: Session) -> Path:
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    return session.bureau


def _held(bureau: Path, session: Session) -> Iterator[Held]:
    """The media of the inbox, and where to read them."""
    kept = kept_elsewhere(session.facts.root, bureau / layout.INBOX)
    for item in entered_items(bureau):
        path = f"media/{item.content.name}"
        size, digest = item.sidecar.size_bytes, item.sidecar.sha256
        there = same_content(kept.get(item.id), digest)
        yield Held(item.id, path, item.sidecar, Content(path, item.content, size, digest, there))


def _take_all(
    session: Session,
    found: tuple[Found, ...],
    target: Target,
    known: Known,
    series: Series,
    progress: Progress,
) -> Iterator[Taken]:
    names = FolderSource(target.folder).files("media")
    ids = [item for name in names if (item := id_of(name)) is not None]
    number = max((int(item[1:]) for item in ids), default=0)
    for answer in take_all(found, target, known, progress):
        taken = answer
        if answer.result == "stored":
            number += 1
            described = describe(answer, make_id("M", number), target, session.now())
            taken = series.link(described)
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
