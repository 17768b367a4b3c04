"""Bringing footage in: find, verify, store, say what happened, and hand over (article 25.2)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from lawrec.errors import InputError, RefusedError
from lawrec.i18n import _
from lawrec.media.facts import SERIOUS_DEFECTS
from lawrec.media.finder import Found, find
from lawrec.media.guarded import GuardedReader
from lawrec.media.stores.opening import Shelf
from lawrec.operations.case_writer import CaseView, CaseWriter, write_case
from lawrec.operations.clearing import missing
from lawrec.operations.copies_needed import copies_needed
from lawrec.operations.handover import Handover, hand_over
from lawrec.operations.import_models import Imported, ImportOptions
from lawrec.operations.import_preview import Preview, previewed
from lawrec.operations.import_target import Beforehand, Source, beforehand, strangers, target_in
from lawrec.operations.intake import Taken
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Known, held_in
from lawrec.operations.progress import Progress
from lawrec.operations.references import require_person
from lawrec.operations.secrecy import at_the_door
from lawrec.operations.series import Series
from lawrec.operations.session import Session, find_officer
from lawrec.operations.space import with_room
from lawrec.operations.store_needed import copy_to_needed_stores
from lawrec.operations.stores import require_store
from lawrec.operations.taking_in import Batch, Taker
from lawrec.store.load import load_case

__all__ = ["ImportOptions", "Imported", "import_media", "preview_import"]


def import_media(
    folder: Path,
    session: Session,
    sources: list[str],
    options: ImportOptions,
    progress: Progress | None = None,
) -> Imported:
    """Store every file of the sources in the case, each once, byte for byte.

    What was stored before is recognised by its content, so a second run, or one after an
    interruption, changes nothing that was right. Further copies that the bureau's policy asks
    for are made when the case is no longer held.
    """
    at_the_door(None, options.secrecy)
    found, passed = find_footage(sources)
    shown = progress or Progress()
    shown.started(len(found), moves(found, session, options))
    with (
        GuardedReader() as reader,
        Shelf(session.facts.root or folder) as shelf,
        write_case(folder, session, _("import footage")) as case,
    ):
        found = with_room(folder, found, _sizes(case))
        before = beforehand(session, case.facts, options)
        _refuse_unknown(case, before)
        target = _target(case, before, Source(sources, found), reader)
        known = Known(held_in(case), shown.moved, shelf)
        series = _series(case, before)
        next_id, commit = partial(case.next_id, "M"), partial(_commit, case)
        taker = Taker(target, known, series, next_id, session.now, commit)
        files = tuple(taker.take(found, shown))
        handover = hand_over(case, files, target, options) if options.handover else Handover()
    failed = copy_to_needed_stores(session, folder, files, shown)
    return Imported(
        case.snapshot.name,
        files,
        handover,
        suspicious(files),
        (*missing(files, passed, known, session, folder), *failed),
        passed,
        series.gaps(files, passed),
        series.later,
        before.profiles.problems,
        strangers(before),
        before.naming.declaration is not None,
    )


def preview_import(
    folder: Path,
    session: Session,
    sources: list[str],
    options: ImportOptions,
    progress: Progress | None = None,
) -> Preview:
    """What `import_media` would do now; nothing is held and nothing is written."""
    at_the_door(None, options.secrecy)
    found, passed = find_footage(sources)
    shown = progress or Progress()
    case = CaseView(folder, session, load_case(folder, root=session.facts.root))
    found = with_room(folder, found, _sizes(case))
    before = beforehand(session, case.facts, options)
    _refuse_unknown(case, before)
    with GuardedReader() as reader:
        target = _target(case, before, Source(sources, found), reader)
        files = tuple(previewed(found, target, Known(held_in(case), shown.moved), shown))
    return Preview(case.snapshot.name, files, passed)


def check_beforehand(folder: Path, session: Session, options: ImportOptions) -> None:
    """Refuse what no file could be stored with; for a station, which asks once at its start."""
    at_the_door(None, options.secrecy)
    case = CaseView(folder, session, load_case(folder, root=session.facts.root))
    _refuse_unknown(case, beforehand(session, case.facts, options))


def moves(found: tuple[Found, ...], session: Session, options: ImportOptions) -> int:
    """How many bytes will be moved: read once or twice, and copied to each further store."""
    profile = session.profile
    readings = 1 if profile and profile.intake.source_read == "once" else 2
    further = 2 * (copies_needed(profile) - 1) if profile else 0
    return (readings + further) * sum(item.size for item in found if item.refused is None)


def suspicious(files: tuple[Taken, ...]) -> tuple[Taken, ...]:
    """Those that were stored although something is seriously odd about their content."""
    return tuple(
        t
        for t in files
        if t.result == "stored" and t.sidecar and SERIOUS_DEFECTS & set(t.sidecar.defects)
    )


def _target(case: CaseView, before: Beforehand, source: Source, reader: GuardedReader) -> Target:
    return target_in(case.folder, before, source, case.facts, reader, case.snapshot.acts)


def _series(case: CaseView, before: Beforehand) -> Series:
    """The parts of recordings that the case has already."""
    media = ((medium.id, medium.data) for medium in case.snapshot.media)
    return Series(before.profiles.all, case.session.zone, media)


def _sizes(case: CaseView) -> set[int]:
    return {medium.data.size_bytes for medium in case.snapshot.media}


def _refuse_unknown(case: CaseView, before: Beforehand) -> None:
    """What names nothing is refused before anything is copied, not after hours of it."""
    options = before.options
    require_store(case.facts.profile, options.store)
    if options.act is not None and all(page_.id != options.act for page_ in case.snapshot.acts):
        raise RefusedError(_("There is no act {id} in this case").format(id=options.act))
    declared = before.naming.declaration
    for name in (options.custodian, declared.by if declared else None):
        if name is not None:
            require_person(case, find_officer(name, case.session.facts.officers) or name)


def find_footage(sources: list[str]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """What is to be taken in or refused, and what is passed over as no footage."""
    everything = tuple(find(sources))
    found = tuple(item for item in everything if item.refused != "no_footage")
    if not found:
        raise InputError(
            _("There is no footage in {source}").format(source=", ".join(sources)),
            fix=_("Name the card's folder, or the files themselves"),
        )
    return found, tuple(item for item in everything if item.refused == "no_footage")


def _commit(case: CaseWriter, batch: Batch) -> None:
    pages, moves_ = batch.changes(case.folder)
    first, last = batch.taken[0].item, batch.taken[-1].item
    case.commit(pages, moves=moves_, event="import", message=f"音像 {first}-{last}")
