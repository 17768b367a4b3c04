"""A verified second copy of footage on a further carrier, and its record (article 17).

Copies are named by their content, so a second run verifies what is there and never overwrites
it. A mark on the store where the footage already lies is no second copy, and is refused.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.long_term import footage_to_keep
from lawrec.errors import EnvironmentTrouble, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.intake import IntakeTrouble, copy_verified
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.fixity import Content, Moved, content_of, full_state, quick_state
from lawrec.operations.input import Data
from lawrec.operations.judging import measure
from lawrec.operations.preserving_where import destination, refuse_same_store
from lawrec.operations.progress import Progress
from lawrec.operations.records import record_page
from lawrec.operations.references import require_person
from lawrec.operations.session import Session, find_officer
from lawrec.operations.space import require_space
from lawrec.schema.base import is_blank
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import format_moment
from lawrec.schema.records.archiving import LongTermStorageRecord
from lawrec.schema.snapshot import Page
from lawrec.store import layout
from lawrec.store.files import TEMPORARY, move_without_replacing, os_errors
from lawrec.store.rehearsal import rehearsal
from lawrec.store.validate import typed

Outcome = Literal["copied", "there_already", "compared"]
Medium = Page[Sidecar]
KIND = "long_term_storage_record"


@dataclass(frozen=True, slots=True)
class PreserveOptions:
    """What is said of the copy: onto what, for how long, why.

    `burnt` is a carrier that lawrec cannot reach: then `by` names who compared the copy.
    """

    carrier: str
    retention: str
    store: str | None = None
    reason: str | None = None
    at: str | None = None
    burnt: bool = False
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """One medium on the further carrier: whether copied now, and where it lies there."""

    item: str
    sha256: str
    outcome: Outcome
    place: Path | None = None


@dataclass(frozen=True, slots=True)
class Preserved:
    """One run: each medium with its answer, and the record; None where one said it before."""

    case: str
    media: tuple[Kept, ...]
    store: str | None
    record: str | None = None
    path: str | None = None
    same_disk: bool = False


def preserve(
    folder: Path,
    session: Session,
    wanted: tuple[str, ...],
    options: PreserveOptions,
    progress: Progress | None = None,
) -> Preserved:
    """Copy, compare, and enter the copy; without `wanted` all footage that article 17 means."""
    _require_words(options)
    session.instant(options.at)  # what is no time is refused before anything is copied
    shown = progress or Progress()
    with write_case(folder, session, _("keep footage for long")) as case:
        media = _media(case, wanted)
        place = destination(case, options.store, burnt=options.burnt)
        for medium in media:
            refuse_same_store(case, medium, place)
        by = _made_by(case, options)
        shown.started(len(media), 2 * sum(medium.data.size_bytes for medium in media))
        if place.folder is None:
            kept = tuple(_compared(case, medium, shown.moved) for medium in media)
        else:
            kept = _copy_all(case, media, place.folder, shown.moved)
        told = _untold(case, kept, options)
        record, path = _enter(case, told, options, by) if told else (None, None)
    label = layout.case_label(folder)
    return Preserved(label, kept, options.store, record, path, place.same_disk)


def _require_words(options: PreserveOptions) -> None:
    for name, text in (("--carrier", options.carrier), ("--retention", options.retention)):
        if is_blank(text):
            raise UsageError(
                _("{option} says nothing").format(option=name),
                fix=_('For example: --carrier "archival disc 2026-03" --retention "30 years"'),
            )
    if options.burnt and options.by is None:
        raise UsageError(_("Say with --by who compared the burnt copy with the footage"))
    if options.by is not None and not options.burnt:
        raise UsageError(
            _("--by belongs to --burnt: where lawrec copies, lawrec compares"),
        )
    if options.store is None and not options.burnt:
        raise UsageError(
            _("Say with --store on which declared store the copy is to lie"),
            fix="lawrec store add NAME --type removable --url file:///...",
        )


def _media(case: CaseWriter, wanted: tuple[str, ...]) -> tuple[Medium, ...]:
    """The media that were named, or those that show a situation of article 17."""
    known = {page.id: page for page in case.snapshot.media}
    for item in wanted:
        if item not in known:
            raise RefusedError(_("There is no {id} in this case").format(id=item))
    if not wanted:
        used = measure(case.snapshot, case.session.bureau)
        facts: Facts = used.facts(case.snapshot, case.session.now())
        wanted = tuple(medium.id for medium in footage_to_keep(facts))
    if not wanted:
        raise RefusedError(
            _("This case tells of no situation of article 17 of which there is footage"),
            fix=_("Name the media to keep all the same: lawrec preserve {case} M01 ...").format(
                case=layout.case_label(case.folder)
            ),
        )
    return tuple(known[item] for item in dict.fromkeys(wanted))


def _made_by(case: CaseWriter, options: PreserveOptions) -> str:
    name = options.by or case.session.who
    found = find_officer(name, case.session.facts.officers) or name
    require_person(case, found)
    return found


def _source(case: CaseWriter, medium: Medium) -> Content:
    trusted = case.session.bureau is not None and case.session.facts.known
    return content_of(case.folder, medium, trusted=trusted)


def _compared(case: CaseWriter, medium: Medium, moved: Moved) -> Kept:
    """A copy that a person compared; what it was compared with must still be what it was."""
    if full_state(_source(case, medium), moved) not in ("fine", "elsewhere"):
        raise _unsound(case, medium)
    return Kept(medium.id, medium.data.sha256, "compared")


def _unsound(case: CaseWriter, medium: Medium) -> RefusedError:
    return RefusedError(
        _("{id} is not there, or is not what was stored: there is nothing to copy").format(
            id=medium.id
        ),
        where=str(case.folder / medium.path),
        fix=f"lawrec verify {layout.case_label(case.folder)}",
    )


def _copy_all(
    case: CaseWriter, media: tuple[Medium, ...], folder: Path, moved: Moved
) -> tuple[Kept, ...]:
    """All media on the store, each compared; nothing is copied before all can be."""
    for medium in media:
        if quick_state(_source(case, medium)) != "fine":
            raise _unsound(case, medium)
    missing = (m for m in media if not os.path.lexists(folder / _name(m)))
    require_space(folder, sum(medium.data.size_bytes for medium in missing))
    return tuple(_copy(case, medium, folder, moved) for medium in media)


def _name(medium: Medium) -> str:
    """The name on the store: the digest, and what kind of file it is."""
    return medium.data.sha256 + Path(medium.path.removesuffix(".yaml")).suffix.lower()


def _copy(case: CaseWriter, medium: Medium, folder: Path, moved: Moved) -> Kept:
    target = folder / _name(medium)
    data = medium.data
    if os.path.lexists(target):
        there = Content(medium.path, target, data.size_bytes, data.sha256)
        if full_state(there, moved) != "fine":
            raise RefusedError(
                _("{path} has another content than {id}; nothing is overwritten").format(
                    path=target, id=medium.id
                ),
                where=str(target),
                fix=_("Move it elsewhere, then run the command again"),
            )
        return Kept(medium.id, data.sha256, "there_already", target)
    content = _source(case, medium)
    if content.place is None:
        raise _unsound(case, medium)
    if (trying := rehearsal()) is not None:
        if full_state(content, moved) != "fine":
            raise _unsound(case, medium)
        trying.files[target] = data.size_bytes
        return Kept(medium.id, data.sha256, "copied", target)
    temporary = folder / _temporary_name(case, medium)
    with os_errors(folder):
        temporary.unlink(missing_ok=True)  # what an interrupted run of this case left
        try:
            copy_verified(os.fsencode(content.place), temporary, data.sha256, moved)
            move_without_replacing(temporary, target)
        except IntakeTrouble as trouble:
            if trouble.code == "copy_differs":
                raise _bad_carrier(medium, folder) from None
            raise _unsound(case, medium) from None
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return Kept(medium.id, data.sha256, "copied", target)


def _bad_carrier(medium: Medium, folder: Path) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        _("The copy of {id} reads back differently: this carrier is not sound").format(
            id=medium.id
        ),
        where=str(folder),
        fix=_("Take another carrier; the footage in the case was only read"),
    )


def _temporary_name(case: CaseWriter, medium: Medium) -> str:
    """The same in each run of this case, which is held: what lies there is nobody else's."""
    seed = f"{case.folder.resolve()} {medium.data.sha256}"
    return TEMPORARY + hashlib.sha256(seed.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _untold(case: CaseWriter, kept: tuple[Kept, ...], options: PreserveOptions) -> tuple[Kept, ...]:
    """The media of which no record says the same yet: a run that is repeated adds no second."""
    told: set[str] = set()
    for page in case.snapshot.records:
        data = page.data
        if isinstance(data, LongTermStorageRecord) and not data.draft and data.verified == "yes":
            same = (data.store, data.carrier, data.retention)
            if same == (options.store, options.carrier, options.retention):
                told |= set(data.about)
    return tuple(one for one in kept if one.item not in told)


def _enter(
    case: CaseWriter, kept: tuple[Kept, ...], options: PreserveOptions, by: str
) -> tuple[str, str]:
    """The record of the copy, in one durable write."""
    at = case.session.instant(options.at)
    data: Data = {"kind": KIND, "made_at": format_moment(at), "made_by": by}
    data["about"] = [one.item for one in kept]
    given = {"store": options.store, "carrier": options.carrier, "retention": options.retention}
    data |= {key: value for key, value in given.items() if value}
    data |= {"verified": "yes", **({"reason": options.reason} if options.reason else {})}
    record = typed(LongTermStorageRecord, data, "-", {}, zone=case.session.zone)
    record_id = case.next_id("R")
    path = f"records/{record_id}-{KIND}.yaml"
    case.commit({path: record_page(record)}, event="preserve", message=f"长期保存登记 {record_id}")
    return record_id, path
