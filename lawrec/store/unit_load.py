"""Reads a bureau into a snapshot for `audit --unit`: its own pages, and what its cases used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.bureau import Device, Lead, LeadExtract, Officer, Profile
from lawrec.schema.case import Act, Recording
from lawrec.schema.device_checks import DeviceCheck, stretches
from lawrec.schema.ids import LEAD, id_of
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import last_instant
from lawrec.schema.snapshot import Page, Place, ReadProblem
from lawrec.schema.unit_snapshot import CaseLink, UnitSnapshot, UsedAct, UsedMedium
from lawrec.store import layout
from lawrec.store.bureau_files import lead_extract
from lawrec.store.case_history import commit_source, read_history
from lawrec.store.device_checks import checks_near
from lawrec.store.sources import FolderSource, Source
from lawrec.store.unit_records import read_unit_records
from lawrec.store.validate import InvalidPage, typed

M = TypeVar("M", bound=BaseModel)
_LEADS = "leads"


def load_unit(bureau: Path, *, known: bool, as_of: datetime | None = None) -> UnitSnapshot:
    """The bureau in that folder, now or as its own history had it at `as_of`.

    A lead or unit record that cannot be read becomes a problem in the snapshot; without a
    readable profile and rosters nothing can be judged, so that they raise InputError.
    """
    source: Source = FolderSource(bureau)
    if as_of is not None:
        source = commit_source(bureau, read_history(bureau), as_of)
    profile = _page(source, bureau, layout.PROFILE, Profile)
    staff = _entries(source, bureau, layout.STAFF, Officer)
    devices = _entries(source, bureau, layout.DEVICES, Device)
    faults: list[ReadProblem] = []
    records = read_unit_records(source)
    leads = tuple(_leads(source, faults))
    media = tuple(_media(bureau, as_of, faults))
    acts = tuple(_acts(bureau, as_of, faults))
    unread = set(records.problems) | set(source.problems) | set(faults)
    return UnitSnapshot(
        name=profile.data.bureau.name,
        profile=profile,
        staff=staff,
        devices=devices,
        leads=leads,
        records=records.pages,
        cases={layout.case_label(folder): _link(folder) for folder in _folders(bureau)},
        media=media,
        acts=acts,
        problems=tuple(sorted(unread, key=lambda p: (p.place.path, p.place.line or 0, p.code))),
        known=known,
    )


def _page(source: Source, bureau: Path, path: str, model: type[M]) -> Page[M]:
    document = source.read(path)
    if document is None:
        raise _missing(source, bureau, path)
    return Page(path, path, typed(model, document.data, path, document.lines), document.lines)


def _entries(source: Source, bureau: Path, path: str, model: type[M]) -> Page[Mapping[str, M]]:
    """A roster page as name -> entry; empty if there is none yet."""
    before = len(source.problems)
    document = source.read(path)
    if document is None:
        if len(source.problems) > before:
            raise _missing(source, bureau, path)
        return Page(path, path, {}, {})
    if not isinstance(document.data, dict):
        if document.data in ("", []):
            return Page(path, path, {}, {})
        raise InputError(_("{path} must be a set of fields").format(path=path), where=path)
    entries = {
        str(name): typed(model, value, path, document.lines, prefix=(str(name),))
        for name, value in document.data.items()
    }
    return Page(path, path, entries, document.lines)


def _missing(source: Source, bureau: Path, path: str) -> InputError:
    found = next((p for p in source.problems if p.place.path == path), None)
    text = found.message if found else _("There is no {path}").format(path=path)
    return InputError(text, where=str(found.place) if found else str(bureau), fix=None)


def _leads(source: Source, faults: list[ReadProblem]) -> Iterator[Page[LeadExtract]]:
    for year in source.folders(_LEADS):
        for path in source.pages(f"{_LEADS}/{year}"):
            item = path.rsplit("/", 1)[-1].removesuffix(".yaml")
            match = LEAD.fullmatch(item)
            if match is None or match[1] != year:
                text = _("{path}: the file name is no id of a lead of that year")
                faults.append(ReadProblem("no_id", text.format(path=path), Place(path)))
                continue
            page = _typed(source, item, path, Lead, faults)
            if page is not None:
                yield Page(page.id, page.path, lead_extract(page.data), page.lines)


def _typed(
    source: Source, item: str, path: str, model: type[M], faults: list[ReadProblem]
) -> Page[M] | None:
    document = source.read(path)
    if document is None:
        return None
    try:
        return Page(item, path, typed(model, document.data, path, document.lines), document.lines)
    except InvalidPage as error:
        faults.extend(error.problems)
        return None


def _folders(bureau: Path) -> list[Path]:
    return list(layout.case_folders(bureau))


def _link(folder: Path) -> CaseLink:
    document = FolderSource(folder).read(layout.CASE_PAGE)
    data = document.data if document and isinstance(document.data, dict) else {}
    found = {name: data.get(name) for name in ("number", "lead", "unit")}
    return CaseLink(**{k: text for k, text in found.items() if isinstance(text, str)})


def _media(bureau: Path, as_of: datetime | None, faults: list[ReadProblem]) -> Iterator[UsedMedium]:
    """What the media of all cases name; what came in later than `as_of` is left out."""
    for folder in _folders(bureau):
        label = layout.case_label(folder)
        source = FolderSource(folder)
        unread: list[ReadProblem] = []
        for path in source.pages("media"):
            item = id_of(path.rsplit("/", 1)[-1])
            page = _typed(source, item, path, Sidecar, unread) if item else None
            if page is not None and not _later(page.data, as_of):
                error = _clock_error(bureau, page.data, as_of)
                yield _used(label, f"{layout.CASES}/{label}/{path}", page, error)
        faults += [_seen_from_bureau(label, fault) for fault in (*source.problems, *unread)]


def _acts(bureau: Path, as_of: datetime | None, faults: list[ReadProblem]) -> Iterator[UsedAct]:
    """Who was where when, by the acts of all cases; those after `as_of` are left out."""
    for folder in _folders(bureau):
        label = layout.case_label(folder)
        source = FolderSource(folder)
        unread: list[ReadProblem] = []
        for path in source.pages("acts"):
            item = id_of(path.rsplit("/", 1)[-1])
            page = _typed(source, item, path, Act, unread) if item else None
            if page is not None and (as_of is None or last_instant(page.data.start) <= as_of):
                yield _busy(label, f"{layout.CASES}/{label}/{path}", page)
        faults += [_seen_from_bureau(label, fault) for fault in (*source.problems, *unread)]


def _clock_error(bureau: Path, sidecar: Sidecar, as_of: datetime | None) -> Decimal:
    """The most by which the looks near that recording, on the register, found the clock off."""
    try:
        looks = checks_near(bureau, stretches([sidecar]), as_of)
    except InputError:
        return Decimal(0)  # `check` tells of a page that cannot be read
    return max((_off(look) for found in looks.values() for look in found), default=Decimal(0))


def _off(look: DeviceCheck | Recording) -> Decimal:
    return abs(look.clock_offset_s or Decimal(0)) + abs(look.clock_uncertainty_s or Decimal(0))


def _busy(label: str, path: str, page: Page[Act]) -> UsedAct:
    return UsedAct(
        case=label,
        id=page.id,
        path=path,
        start=page.data.start,
        end=page.data.end,
        place=page.data.place,
        officers=page.data.officers,
        devices=tuple(entry.device for entry in page.data.recording),
        clock_errors_s={entry.device: _off(entry) for entry in page.data.recording},
    )


def _seen_from_bureau(label: str, fault: ReadProblem) -> ReadProblem:
    place = Place(f"{layout.CASES}/{label}/{fault.place.path}", fault.place.line)
    return replace(fault, place=place)


def _later(sidecar: Sidecar, as_of: datetime | None) -> bool:
    stored = sidecar.stored.at
    return as_of is not None and stored is not None and last_instant(stored) > as_of


def _used(label: str, path: str, page: Page[Sidecar], clock_error_s: Decimal) -> UsedMedium:
    captured = page.data.captured
    return UsedMedium(
        case=label,
        id=page.id,
        path=path,
        device=page.data.device,
        store=page.data.stored.store,
        start=captured.start,
        end=captured.end,
        certain=captured.zone == "stated" and captured.certain != "no",
        operator=page.data.operator,
        mode=page.data.mode,
        gps=page.data.gps,
        act=page.data.act,
        sha256=page.data.sha256,
        clock_error_s=clock_error_s,
    )
