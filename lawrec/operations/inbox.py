"""Footage before there is a case: kept in the bureau's inbox, later assigned to one or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.media.guarded import GuardedReader
from lawrec.media.stores.opening import Shelf
from lawrec.operations.clearing import missing
from lawrec.operations.fixity import Content, same_content
from lawrec.operations.import_models import Imported, ImportOptions
from lawrec.operations.import_preview import Preview, previewed
from lawrec.operations.import_target import Source, beforehand, strangers, target_in
from lawrec.operations.importing import find_footage, moves, suspicious
from lawrec.operations.inbox_handover import hand_over_to_inbox, refuse_for_inbox
from lawrec.operations.inbox_items import InboxItem, entered_items, inbox_items, read_inbox
from lawrec.operations.known import Held, Known
from lawrec.operations.progress import Progress
from lawrec.operations.secrecy import at_the_door
from lawrec.operations.series import Series
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.operations.space import with_room
from lawrec.operations.store_needed import copy_to_needed_stores
from lawrec.operations.stores import require_store
from lawrec.operations.taking_in import Batch, Taker
from lawrec.schema.ids import last_number, make_id
from lawrec.store import layout
from lawrec.store.copies import kept_elsewhere
from lawrec.store.files import TEMPORARY, os_errors
from lawrec.store.locks import hold
from lawrec.store.sources import FolderSource


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
    with GuardedReader() as reader, Shelf(bureau) as shelf, _held(bureau, session, doing):
        there, problems = read_inbox(bureau)
        found = with_room(bureau, found, {item.sidecar.size_bytes for item in there})
        before = beforehand(session, session.facts, options)
        refuse_for_inbox(before)
        require_store(session.facts.profile, options.store)
        target = target_in(folder, before, Source(sources, found), session.facts, reader)
        known = Known(_known(bureau, session, there), shown.moved, shelf)
        media = {item.id: item.sidecar for item in there}
        series = Series(before.profiles.all, session.zone, media.items())
        commit = partial(_commit, bureau, session, doing)
        taker = Taker(target, known, series, _ids(folder), session.now, commit)
        files = tuple(taker.take(found, shown))
        handover = hand_over_to_inbox(bureau, files, media, target, before, doing)
    failed = copy_to_needed_stores(session, folder, files, shown)
    return Imported(
        layout.INBOX,
        files,
        handover,
        suspicious(files),
        (*missing(files, passed, known, session, folder), *failed),
        passed,
        series.gaps(files, passed),
        series.later,
        (*before.profiles.problems, *problems),
        strangers(before),
        before.naming.declaration is not None,
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
    there = inbox_items(bureau)
    found = with_room(bureau, found, {item.sidecar.size_bytes for item in there})
    before = beforehand(session, session.facts, options)
    refuse_for_inbox(before)
    folder = bureau / layout.INBOX
    with GuardedReader() as reader:
        target = target_in(folder, before, Source(sources, found), session.facts, reader)
        known = Known(_known(bureau, session, there), shown.moved)
        files = tuple(previewed(found, target, known, shown))
    return Preview(layout.INBOX, files, passed)


def check_for_inbox(session: Session, options: ImportOptions) -> None:
    """Refuse what no file could be stored with; for a station, which asks once at its start."""
    at_the_door(None, options.secrecy)
    require_store(session.facts.profile, options.store)
    refuse_for_inbox(beforehand(session, session.facts, options))


def _require_bureau(session: Session) -> Path:
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    return session.bureau


@contextmanager
def _held(bureau: Path, session: Session, doing: str) -> Iterator[None]:
    """One at a time fills the inbox; the bureau itself is held for each commit only.

    What a crash left is finished first, and its leftovers are swept.
    """
    with hold(bureau / ".git" / "lawrec-inbox", session.who, doing):
        with write_bureau(bureau, session.who, doing):
            pass
        media = bureau / layout.INBOX / "media"
        with os_errors(media):
            media.parent.mkdir(exist_ok=True)
            for left in media.glob(f"{TEMPORARY}*"):
                left.unlink()
        yield


def _known(bureau: Path, session: Session, items: list[InboxItem]) -> Iterator[Held]:
    """The media of the inbox that count as stored, and where to read them."""
    kept = kept_elsewhere(session.facts.root, bureau / layout.INBOX)
    for item in entered_items(bureau, items):
        path = f"media/{item.content.name}"
        size, digest = item.sidecar.size_bytes, item.sidecar.sha256
        there = same_content(kept.get(item.id), digest)
        yield Held(item.id, path, item.sidecar, Content(path, item.content, size, digest, there))


def _ids(folder: Path) -> Callable[[], str]:
    """Gives the next free id of the inbox, again and again."""
    numbers = count(last_number(FolderSource(folder).files("media"), "M") + 1)
    return lambda: make_id("M", next(numbers))


def _commit(bureau: Path, session: Session, doing: str, batch: Batch) -> None:
    pages, moves_ = batch.changes(bureau, f"{layout.INBOX}/")
    with write_bureau(bureau, session.who, doing) as held:
        held.commit(Change(pages, moves_, "待归案音像", "inbox", session.who))
