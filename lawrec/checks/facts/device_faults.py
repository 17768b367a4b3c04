"""Faults of the devices of a case, and what was done about them (article 27, paragraph 2).

Only a fault that lasted while the case was worked on concerns it; others are the unit's matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.device_use import devices_used
from lawrec.checks.facts.recorded import FOREVER, Medium, all_of, spans
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Fault
from lawrec.schema.case import Act
from lawrec.schema.media import FILMED
from lawrec.schema.moments import Tri, day_of, first_instant, last_instant
from lawrec.schema.snapshot import Page, Place


@dataclass(frozen=True, slots=True)
class Broken:
    """One fault of one device."""

    device: str
    fault: Fault
    number: int

    @property
    def place(self) -> Place:
        """Where the case's extract of the register has it."""
        return Place("bureau.yaml")

    @property
    def back(self) -> datetime:
        """The latest instant at which the device may still have been out of order."""
        back = self.fault.back_in_use_at
        return FOREVER if back is None else last_instant(back)

    @property
    def root(self) -> tuple[str, ...]:
        """What makes findings of several clauses the same fault."""
        return ("fault", self.device, str(self.number))


def faults(case: Facts) -> list[Broken]:
    """The faults of the case's devices that lasted while the case was worked on."""
    first, last = _worked_on(case)
    return [
        broken
        for device in devices_used(case)
        if (known := case.snapshot.bureau.devices.get(device)) is not None
        for number, fault in enumerate(known.faults)
        if (broken := Broken(device, fault, number)).back >= first
        and first_instant(fault.fault_at) <= last
    ]


def _worked_on(case: Facts) -> tuple[datetime, datetime]:
    """From the day of the first act to the last recording or act."""
    starts = [first_instant(act.data.start) for act in case.acts]
    ends = [last_instant(act.data.end or act.data.start) for act in case.acts]
    for medium in _film(case):
        readings = spans(case, medium)
        starts += [span.begin[0] for span in readings]
        ends += [span.begin[1] for span in readings]
    first = min(starts, default=case.as_of)
    return first_instant(day_of(first)), max(ends, default=case.as_of)


def _film(case: Facts) -> list[Medium]:
    return [medium for medium in case.snapshot.media if medium.data.mode in FILMED]


def none(case: Facts) -> Outcome:
    """No fault concerns the case; without a register nothing tells whether there was one."""
    if case.snapshot.bureau.source == "none" and devices_used(case):
        return unsure(
            "no_device_register",
            N_("No register of devices is at hand, so faults of the devices are not known"),
            case.case_place,
            severity="note",
            root=("device_register",),
        )
    return not_applicable(N_("No fault of a device that recorded for this case is on register"))


def stopped(case: Facts, broken: Broken) -> Iterator[Outcome]:
    """Whether the device recorded nothing, and was not taken along, between fault and return."""
    during = {m.id: _recorded_while_broken(case, m, broken) for m in _of_device(case, broken)}
    used = tuple(item for item, answer in during.items() if answer == "yes")
    doubtful = tuple(item for item, answer in during.items() if answer == "unknown")
    taken = tuple(act.id for act in _taken(case, broken))
    if used:
        yield _used(case, broken, used)
    elif doubtful or taken:
        yield _perhaps_used(case, broken, doubtful or taken)
    else:
        yield met()


def _of_device(case: Facts, broken: Broken) -> list[Medium]:
    return [medium for medium in _film(case) if medium.data.device == broken.device]


def _recorded_while_broken(case: Facts, medium: Medium, broken: Broken) -> Tri:
    """Whether its recording began after the fault and before the device was back in use."""
    answers: list[Tri] = []
    for span in spans(case, medium):
        if span.begin[0] > last_instant(broken.fault.fault_at) and span.begin[1] < _sure(broken):
            answers.append("yes")
        elif span.begin[1] <= first_instant(broken.fault.fault_at) or span.begin[0] >= broken.back:
            answers.append("no")
        else:
            answers.append("unknown")
    return all_of(answers)


def _sure(broken: Broken) -> datetime:
    """Until when the device was certainly out of order.

    A repair without a word on the return leaves that open from the fault on.
    """
    fault = broken.fault
    if fault.back_in_use_at is not None:
        return first_instant(fault.back_in_use_at)
    return FOREVER if is_blank(fault.repaired_by) else first_instant(fault.fault_at)


def _taken(case: Facts, broken: Broken) -> list[Page[Act]]:
    """Acts begun while it was certainly broken, whose log has the device."""
    return [
        act
        for act in case.acts
        if any(entry.device == broken.device for entry in act.data.recording)
        and first_instant(act.data.start) > last_instant(broken.fault.fault_at)
        and last_instant(act.data.start) < _sure(broken)
    ]


def _used(case: Facts, broken: Broken, media: tuple[str, ...]) -> Outcome:
    medium = case.medium(media[0])
    return violated(
        "faulty_device_used",
        N_(
            "{media}: recorded with {device}, which had a fault since {fault_at} and was not back "
            "in use yet"
        ),
        medium.at("captured") if medium else broken.place,
        curable=False,
        media=media,
        device=broken.device,
        fault_at=broken.fault.fault_at,
    )


def _perhaps_used(case: Facts, broken: Broken, items: tuple[str, ...]) -> Outcome:
    return unsure(
        "faulty_device_perhaps_used",
        N_(
            "{items}: whether {device} was used between its fault at {fault_at} and its return is "
            "open"
        ),
        broken.place,
        remedy=f"lawrec attest {case.label} 27.2b --basis ...",
        root=broken.root,
        items=items,
        device=broken.device,
        fault_at=broken.fault.fault_at,
    )


def reported(case: Facts, broken: Broken) -> Outcome:
    """Whether the fault was reported, when and to whom; the text sets no number of hours."""
    fault = broken.fault
    lacks = [fault.reported_at is None, is_blank(fault.reported_to)]
    if not any(lacks):
        return met()
    if not all(lacks):
        return unsure(
            "fault_report_incomplete",
            N_("{device}: the report of the fault of {fault_at} lacks its time or whom it went to"),
            broken.place,
            remedy=_attest(case, "27.2c"),
            device=broken.device,
            fault_at=fault.fault_at,
        )
    if fault.back_in_use_at is None and day_of(fault.fault_at) == day_of(case.as_of):
        return pending(
            "fault_report_awaited",
            N_("{device}: the fault of {fault_at} is still to be reported"),
            broken.place,
            device=broken.device,
            fault_at=fault.fault_at,
        )
    return violated(
        "fault_not_reported",
        N_("{device}: nobody reported the fault of {fault_at}, as the register has it"),
        broken.place,
        curable=True,
        device=broken.device,
        fault_at=fault.fault_at,
    )


def _attest(case: Facts, clause: str) -> str:
    return f"lawrec attest {case.label} {argument(clause)} --basis ..."
