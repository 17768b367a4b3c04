"""Bringing footage in: find, verify, store, say what happened, and hand over (article 25.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lawrec.errors import InputError, RefusedError
from lawrec.i18n import _
from lawrec.media.facts import SERIOUS_DEFECTS
from lawrec.media.finder import Found, find
from lawrec.media.guarded import GuardedReader
from lawrec.operations.case_writer import CaseView, CaseWriter, write_case
from lawrec.operations.clearing import missing
from lawrec.operations.docks import dock_of
from lawrec.operations.handover import Handover, Returned, hand_over
from lawrec.operations.import_preview import Preview, previewed
from lawrec.operations.intake import Taken, describe
from lawrec.operations.intake_policy import policy_of
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Known, held_in
from lawrec.operations.progress import Progress
from lawrec.operations.references import require_person
from lawrec.operations.secrecy import at_the_door
from lawrec.operations.session import Session, find_officer
from lawrec.operations.space import with_room
from lawrec.operations.stores import default_store
from lawrec.operations.taking import take_all
from lawrec.schema.media import Sidecar
from lawrec.store.load import load_case
from lawrec.store.render import page

_BATCH_FILES = 500
_BATCH_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the officer says about the footage.

    `returned` is the excuse of 25.2 for footage from far away; `export_list` a dock's own list;
    `at` when it was handed over, where that is entered later. Without `officer` whoever runs the
    command counts as having filmed it, if `guess_officer`. `sm3` asks for that digest too.
    """

    officer: str | None = None
    device: str | None = None
    act: str | None = None
    custodian: str | None = None
    store: str | None = None
    returned: Returned | None = None
    export_list: Path | None = None
    handover: bool = True
    at: str | None = None
    secrecy: str | None = None
    guess_officer: bool = True
    sm3: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: every file with its answer, the hand-over, and what the card waits for.

    `passed` are the files that were left behind as no footage.
    """

    case: str
    files: tuple[Taken, ...]
    handover: Handover
    suspicious: tuple[Taken, ...] = ()
    missing: tuple[str, ...] = ()
    passed: tuple[Found, ...] = ()

    def count(self, result: str) -> int:
        """How many files got this answer."""
        return sum(1 for taken in self.files if taken.result == result)


def import_media(
    folder: Path,
    session: Session,
    sources: list[str],
    options: ImportOptions,
    progress: Progress | None = None,
) -> Imported:
    """Store every file of the sources in the case, each once, byte for byte.

    What was stored before is recognised by its content, so a second run, or one after an
    interruption, changes nothing that was right.
    """
    at_the_door(None, options.secrecy)
    found, passed = find_footage(sources)
    session.instant(options.at)  # what is no time is refused before anything is stored
    shown = progress or Progress()
    shown.started(len(found), 2 * sum(item.size for item in found))
    with (
        GuardedReader() as reader,
        write_case(folder, session, _("import footage")) as case,
    ):
        found = with_room(folder, found, {page_.data.size_bytes for page_ in case.snapshot.media})
        target = _target(case, sources, found, options, reader)
        _refuse_unknown(case, options)
        known = Known(held_in(case), shown.moved)
        files = tuple(_take_all(case, found, target, known, shown))
        handover = hand_over(case, files, target, options) if options.handover else Handover()
        waits_for = missing(files, passed, known, session)
    return Imported(case.snapshot.name, files, handover, suspicious(files), waits_for, passed)


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
    found = with_room(folder, found, {page_.data.size_bytes for page_ in case.snapshot.media})
    _refuse_unknown(case, options)
    with GuardedReader() as reader:
        target = _target(case, sources, found, options, reader)
        files = tuple(previewed(found, target, Known(held_in(case), shown.moved), shown))
    return Preview(case.snapshot.name, files, passed)


def suspicious(files: tuple[Taken, ...]) -> tuple[Taken, ...]:
    """Those that were stored although something is seriously odd about their content."""
    return tuple(
        t
        for t in files
        if t.result == "stored" and t.sidecar and SERIOUS_DEFECTS & set(t.sidecar.defects)
    )


def _refuse_unknown(case: CaseView, options: ImportOptions) -> None:
    """What names nothing is refused before anything is copied, not after hours of it."""
    if options.act is not None and all(page_.id != options.act for page_ in case.snapshot.acts):
        raise RefusedError(_("There is no act {id} in this case").format(id=options.act))
    if options.custodian is not None:
        officers = case.session.facts.officers
        require_person(case, find_officer(options.custodian, officers) or options.custodian)


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


def _target(
    case: CaseView,
    sources: list[str],
    found: tuple[Found, ...],
    options: ImportOptions,
    reader: GuardedReader,
) -> Target:
    facts = case.session.facts if case.session.bureau else case.snapshot.bureau
    officer = options.officer
    operator = (find_officer(officer, facts.officers) or officer) if officer else None
    if operator is None and options.guess_officer and case.session.who in facts.officers:
        operator = case.session.who
    dock = dock_of(facts.profile, sources, options.export_list, case.session.zone)
    store = options.store or (dock.store if dock else default_store(facts.profile))
    return Target(
        folder=case.folder,
        zone=case.session.zone,
        by=operator or case.session.who,
        store=store,
        devices=facts.devices,
        acts=case.snapshot.acts,
        device=options.device,
        act=options.act,
        operator=operator,
        policy=policy_of(case.session, sm3=options.sm3),
        reader=reader,
        stored_at=dock.among(found).stored if dock else None,
    )


@dataclass
class _Batch:
    """Verified copies that wait for their commit."""

    taken: list[Taken] = field(default_factory=list)
    size: int = 0

    @property
    def full(self) -> bool:
        """Whether it is time to commit."""
        return len(self.taken) >= _BATCH_FILES or self.size >= _BATCH_BYTES


def _take_all(
    case: CaseWriter,
    found: tuple[Found, ...],
    target: Target,
    known: Known,
    progress: Progress,
) -> Iterator[Taken]:
    """Take the files; copies are committed in batches, so that little is done twice."""
    batch = _Batch()
    for answer in take_all(found, target, known, progress):
        taken = answer
        if answer.result == "stored":
            taken = describe(answer, case.next_id("M"), target, case.session.now())
            known.note(taken)
            batch.taken.append(taken)
            batch.size += taken.found.size
        if batch.full:
            _commit(case, batch)
        progress.finished(taken)
        yield replace(taken, temporary=None)
    _commit(case, batch)


def _commit(case: CaseWriter, batch: _Batch) -> None:
    if not batch.taken:
        return
    pages: dict[str, bytes | None] = {}
    moves: list[tuple[str, str]] = []
    for taken in batch.taken:
        if taken.sidecar is not None and taken.temporary is not None and taken.path:
            pages[f"{taken.path}.yaml"] = sidecar_page(taken.sidecar)
            moves.append((taken.temporary.relative_to(case.folder).as_posix(), taken.path))
    first, last = batch.taken[0].item, batch.taken[-1].item
    case.commit(pages, moves=tuple(moves), event="import", message=f"音像 {first}-{last}")
    batch.taken.clear()
    batch.size = 0


def sidecar_page(sidecar: Sidecar) -> bytes:
    """The bytes of a sidecar's file."""
    return page(sidecar, f"附注 · {sidecar.title or sidecar.original_name}")
