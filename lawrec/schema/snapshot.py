"""A case as it was read: typed pages with their places, media, history, bureau. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, Literal, TypeVar

from lawrec.schema.bureau import Access, BureauExtract, Device, LeadExtract, Officer, Profile
from lawrec.schema.case import (
    Act,
    Archived,
    Attestation,
    Case,
    Declaration,
    Original,
    Person,
)
from lawrec.schema.device_checks import DeviceCheck
from lawrec.schema.media import Sidecar
from lawrec.schema.records.common import Record

T_co = TypeVar("T_co", covariant=True)
Lines = Mapping[tuple[str | int, ...], int]
MediaState = Literal["present", "absent", "differs", "elsewhere"]
"""present: there, size and (where checked) digest agree; elsewhere: kept in a named store."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a path inside the case folder and a line, if known."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        """The place as compilers write it."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Page(Generic[T_co]):
    """One file of the case, typed: its id, its path, its content and the line of each field."""

    id: str
    path: str
    data: T_co
    lines: Lines = field(default_factory=dict, compare=False)

    def at(self, *keys: str | int) -> Place:
        """The place of a field, or of the nearest one above it that has a line."""
        for end in range(len(keys), -1, -1):
            line = self.lines.get(keys[:end])
            if line is not None:
                return Place(self.path, line)
        return Place(self.path)


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A file that could not be read or typed: a code, its words, and the place."""

    code: str
    message: str
    place: Place
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class FinalChange:
    """What the history shows to have happened to a page that was final (28(3)).

    Final are records without the mark of a draft, logged acts, and what the machine wrote of a
    medium. The digests are those of the page before and after; None where the page was not there,
    or (before only) where the history lacks its content.
    """

    path: str
    kind: Literal["modified", "removed", "restored"]
    at: datetime
    old_sha256: str | None = None
    new_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the case's own history shows of its files.

    `first_seen` and `last_changed` are commit times by path: the latest time at which a file
    can have been made. `dirty` lists pages that differ from the last commit; `changes` what
    became of final pages, oldest first.
    """

    state: Literal["whole", "partial", "none"] = "none"
    head: str | None = None
    first_seen: Mapping[str, datetime] = field(default_factory=dict)
    last_changed: Mapping[str, datetime] = field(default_factory=dict)
    dirty: tuple[str, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    changes: tuple[FinalChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Bureau:
    """The bureau's facts for this case, and who says so.

    `known` is false where only the sender of the folder states them; then nothing in them
    switches a clause off (decision 23). `access` is the unit's access register as far as it
    concerns this case; None where the unit keeps none that anyone knows of. `checks` are the looks
    at the clocks of its devices before and after what they recorded for the case. `root` is the
    folder that all this comes from, where it is known to be ours.
    """

    profile: Profile | None = None
    officers: Mapping[str, Officer] = field(default_factory=dict)
    devices: Mapping[str, Device] = field(default_factory=dict)
    leads: Mapping[str, LeadExtract] = field(default_factory=dict)
    access: tuple[Access, ...] | None = None
    known: bool = False
    source: Literal["bureau", "extract", "none"] = "none"
    checks: Mapping[str, tuple[DeviceCheck, ...]] = field(default_factory=dict)
    root: Path | None = field(default=None, compare=False)

    @classmethod
    def from_extract(cls, extract: BureauExtract, *, known: bool = False) -> Bureau:
        """The facts that the case itself carries."""
        return cls(
            extract.profile,
            extract.officers,
            extract.devices,
            extract.lead,
            extract.access,
            known,
            "extract",
            extract.checks,
        )


@dataclass(frozen=True, slots=True)
class CaseSnapshot:
    """Everything that the rules see of one case, immutable.

    `case` is None where case.yaml cannot be read; the rest is still judged.
    """

    name: str
    case: Page[Case] | None = None
    persons: Mapping[str, Person] = field(default_factory=dict)
    declarations: Mapping[str, Declaration] = field(default_factory=dict)
    originals: Mapping[str, Original] = field(default_factory=dict)
    attestations: Mapping[str, Attestation] = field(default_factory=dict)
    acts: tuple[Page[Act], ...] = ()
    records: tuple[Page[Record], ...] = ()
    media: tuple[Page[Sidecar], ...] = ()
    media_state: Mapping[str, MediaState] = field(default_factory=dict)
    archived: Archived | None = None
    bureau: Bureau = field(default_factory=Bureau)
    history: History = field(default_factory=History)
    problems: tuple[ReadProblem, ...] = ()
    lines: Mapping[str, Lines] = field(default_factory=dict, compare=False)

    def at(self, file: str, *keys: str | int) -> Place:
        """The place of a key in one of the case's own pages, such as declarations.yaml."""
        return Page(file, file, None, self.lines.get(file, {})).at(*keys)
