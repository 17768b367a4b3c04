"""What a file's name, the device register and the officer say of a file, put together once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from lawrec.media.choose import find_device, find_operator
from lawrec.media.declared import Declaration, end_of, needs_declaration, notes_of
from lawrec.media.device_profiles import Named, match
from lawrec.media.facts import MediaFacts
from lawrec.media.name_time import header_clock, with_name
from lawrec.operations.input import Data
from lawrec.schema.bureau import Device, Officer
from lawrec.schema.media import DeviceBy, OperatorBy
from lawrec.schema.moments import format_moment
from lawrec.store.profile_files import Ready


@dataclass(frozen=True, slots=True)
class Understood:
    """One file as all of it is understood; `declaration` only where it is used.

    `device_by` and `operator_by` say what tells the device and the person; `alike` is a device
    that only has the same model.
    """

    facts: MediaFacts
    named: Named | None = None
    device: str | None = None
    operator: str | None = None
    declaration: Declaration | None = None
    device_by: DeviceBy | None = None
    operator_by: OperatorBy | None = None
    alike: str | None = None

    @property
    def start(self) -> datetime | None:
        """The beginning, by the file or by a person."""
        return self.declaration.start if self.declaration else self.facts.capture.start

    @property
    def end(self) -> datetime | None:
        """The end, by the file or by a person."""
        if self.declaration is not None:
            return end_of(self.declaration, self.facts)
        return self.facts.capture.end

    @property
    def certain(self) -> bool:
        """Whether the beginning is certain; what a person states never is."""
        return self.declaration is None and self.facts.capture.certain

    def named_fields(self) -> Data:
        """The sidecar's `profile` and `named`; empty where no profile knows the name."""
        if self.named is None:
            return {}
        said = self.named.as_text()
        return {"profile": self.named.profile.id} | ({"named": dict(said)} if said else {})

    def captured(self, of_file: Data) -> Data:
        """The sidecar's `captured`: that of the file, or what a person stated in its place."""
        declaration = self.declaration
        if declaration is None:
            return of_file
        data: Data = {"start": format_moment(declaration.start), "source": "declared"}
        if self.end is not None:
            data["end"] = format_moment(self.end)
        if of_file.get("raw"):
            data["raw"] = of_file["raw"]
        data |= {"zone": declaration.zone, "certain": "no", "declared_by": declaration.by}
        data["notes"] = list(notes_of(declaration, self.facts))
        return data


@dataclass(frozen=True, slots=True)
class Naming:
    """What is known before any file is looked at.

    `device` and `officer` are what the person said; `otherwise` who may have recorded it where
    neither that nor the name nor the act tells, and `otherwise_by` why.
    """

    zone: tzinfo
    profiles: tuple[Ready, ...] = ()
    devices: Mapping[str, Device] = field(default_factory=dict)
    officers: Mapping[str, Officer] = field(default_factory=dict)
    device: str | None = None
    officer: str | None = None
    otherwise: str | None = None
    otherwise_by: OperatorBy = "importer"
    declaration: Declaration | None = None

    def understand(self, facts: MediaFacts, name: str) -> Understood:
        """The file with what its name says; `facts` as read with the clock unknown."""
        named = self._named(name, self.device)
        recorder = find_device(facts, name, self.devices, named)
        told = recorder.device
        device = self.device or told
        if device != self.device:
            named = self._named(name, device)
        entry = self.devices.get(device) if device else None
        clock, by_profile = header_clock(entry, named)
        if clock != "unknown":
            facts = facts.under(clock)
        facts = with_name(facts, named, self.zone, device=entry, clock_by_profile=by_profile)
        officer = find_operator(named, self.officers)
        odd = list(facts.defects)
        if self.officer and officer and officer != self.officer:
            odd.append("other_officer_named")
        if self.device and told and told != self.device and _by_number(named):
            odd.append("other_device_named")
        facts = replace(facts, defects=tuple(odd))
        declared = self.declaration if needs_declaration(facts) else None
        return Understood(
            facts,
            named,
            device,
            self.officer or officer,
            declared,
            "stated" if self.device else recorder.by,
            "stated" if self.officer else "name" if officer else None,
            None if device else recorder.alike,
        )

    def _named(self, name: str, device: str | None) -> Named | None:
        """The name, by the profile of the device first where the register gives one."""
        entry = self.devices.get(device) if device else None
        return match(name, self.profiles, self.zone, entry.profile if entry else None)


def _by_number(named: Named | None) -> bool:
    """Whether the name gives a device's number, so that another device is no mere likeness."""
    return named is not None and "device" in named.fields
