"""The bureau itself as it was read: profile, staff, devices, leads, unit records. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lawrec.schema.bureau import Device, LeadExtract, Officer, Profile
from lawrec.schema.media import Gps, MediaMode
from lawrec.schema.moments import Moment
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page, ReadProblem


@dataclass(frozen=True, slots=True)
class UsedMedium:
    """What a medium of a case says of the bureau's equipment.

    `path` is seen from the bureau's folder. `certain` is false where the zone of the recorder's
    clock was only assumed, so that the times may be hours off. `clock_error_s` is the most by which
    the looks at the device's clock near the recording, on the bureau's register, found it off.
    """

    case: str
    id: str
    path: str
    device: str | None
    store: str | None
    start: Moment | None
    end: Moment | None
    certain: bool
    operator: str | None = None
    mode: MediaMode = "other"
    gps: Gps | None = None
    act: str | None = None
    sha256: str | None = None
    clock_error_s: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class UsedAct:
    """Who and which devices an act of a case kept busy, when and where.

    `path` is seen from the bureau's folder. `clock_errors_s` has, by device, the most by which the
    act's own entries found its clock off.
    """

    case: str
    id: str
    path: str
    start: Moment
    end: Moment | None = None
    place: str | None = None
    officers: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    clock_errors_s: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseLink:
    """What a bureau's leads and registers call a case by, its lead, and the unit that has it."""

    number: str | None = None
    lead: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class UnitSnapshot:
    """Everything that the unit-level rules see of a bureau, immutable.

    Of a lead it has what a case may know too, never who reported it (26.3c). `cases` maps the
    labels of the case folders to what their case.yaml says.
    """

    name: str
    profile: Page[Profile]
    staff: Page[Mapping[str, Officer]]
    devices: Page[Mapping[str, Device]]
    leads: tuple[Page[LeadExtract], ...] = ()
    records: tuple[Page[Record], ...] = ()
    cases: Mapping[str, CaseLink] = field(default_factory=dict)
    media: tuple[UsedMedium, ...] = ()
    acts: tuple[UsedAct, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    known: bool = False
