"""Article 27, as far as the register of devices alone tells."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.faults import completing, each_fault, entry_at
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.messages import argument
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Fault
from lawrec.schema.moments import day_of, first_instant, last_instant, not_after
from lawrec.schema.records.archiving import DevicePaper
from lawrec.schema.unit_snapshot import UsedMedium

_REPORT = "lawrec device fault {device} --more --reported-at ... --reported-to ..."
_NO_DEVICE = N_("No device is on the register")


@unit_rule("27.1a")
def devices_kept_up(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: officers keep up and look after the devices.

    Lawful: the register has an entry on the upkeep of the device.
    Unlawful: it has none; the text asks for upkeep and not for entries, so it stays open.
    Remedy: enter the upkeep in the register of devices.
    """
    devices = bureau.snapshot.devices.data
    if not devices:
        yield not_applicable(_NO_DEVICE)
    for name, device in devices.items():
        done = [m for m in device.maintenance if m.date <= bureau.day]
        if any(not is_blank(entry.what) for entry in done):
            yield met()
        else:
            yield unsure(
                "no_maintenance",
                N_("The register has no upkeep of {device}"),
                entry_at(bureau, name),
                severity="note",
                remedy=f"lawrec device maintain {argument(name)} --what ...",
                root=(name,),
                device=name,
            )


@unit_rule("27.2b", "cases/")
def out_of_use(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: a device with a fault is taken out of use at once.

    Lawful: the register says when it was, and no medium of a case is of the time of the fault.
    Unlawful: a medium was certainly begun between the fault and the return to use.
    Remedy: none for what was recorded; enter when the device was taken out of use.
    """
    yield from each_fault(bureau, _stopped)


def _stopped(bureau: UnitFacts, name: str, index: int, fault: Fault) -> Iterator[Outcome]:
    used = [medium for medium in bureau.snapshot.media if medium.device == name]
    during = [medium for medium in used if _between(medium, fault) == "yes"]
    place = entry_at(bureau, name, "faults", index)
    if any(medium.certain for medium in during):
        yield violated(
            "used_while_faulty",
            N_("{device} had a fault on {at} and recorded {media} before it was back in use"),
            place,
            curable=False,
            root=(name, str(index)),
            device=name,
            at=fault.fault_at,
            media=[f"{medium.case} {medium.id}" for medium in during],
        )
    elif during or any(_between(medium, fault) == "unknown" for medium in used):
        yield unsure(
            "perhaps_used_while_faulty",
            N_("{device} had a fault on {at}; whether it recorded before it was back is not sure"),
            place,
            root=(name, str(index)),
            device=name,
            at=fault.fault_at,
        )
    elif fault.stopped_at is None or not_after(fault.fault_at, fault.stopped_at) == "no":
        yield unsure(
            "stop_not_entered",
            N_(
                "{device} had a fault on {at}; the register does not say, or not in a possible "
                "order, when it was taken out of use"
            ),
            place,
            remedy=completing(name, fault, "lawrec device fault {device} --more --stopped-at ..."),
            root=(name, str(index)),
            device=name,
            at=fault.fault_at,
        )
    else:
        yield met()


def _between(medium: UsedMedium, fault: Fault) -> str:
    """Whether the recording was begun after the fault and before the return to use."""
    if medium.start is None:
        return "unknown"
    first, last = first_instant(medium.start), last_instant(medium.start)
    back = fault.back_in_use_at
    if last <= first_instant(fault.fault_at) or (back and first >= last_instant(back)):
        return "no"
    after = first > last_instant(fault.fault_at)
    before = back is None or last < first_instant(back)
    return "yes" if after and before else "unknown"


@unit_rule("27.2c", "device_fault_report")
def faults_reported(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: a fault is reported in time.

    Lawful: the register says when and to whom; the interval is not judged, for none is set.
    Unlawful: the day of the fault is over and nothing says that it was reported.
    Remedy: report it, and enter when and to whom.
    """
    yield from each_fault(bureau, _reported)


def _reported(bureau: UnitFacts, name: str, index: int, fault: Fault) -> Iterator[Outcome]:
    place = entry_at(bureau, name, "faults", index)
    root = (name, str(index))
    when, whom = fault.reported_at, fault.reported_to
    if when is None and is_blank(whom):
        if _paper(bureau, name, fault):
            message = N_(
                "The register has no report of the fault of {device} of {at}; a report on that "
                "device is among the bureau's papers, but does not name this fault"
            )
            yield unsure(
                "report_not_entered", message, place, root=root, device=name, at=fault.fault_at
            )
        elif day_of(fault.fault_at) >= bureau.day and fault.back_in_use_at is None:
            message = N_("The fault of {device} of {at} is to be reported")
            yield pending("fault_to_report", message, place, device=name, at=fault.fault_at)
        else:
            message = N_("The fault of {device} of {at} was not reported, as the register has it")
            yield violated(
                "fault_not_reported",
                message,
                place,
                curable=True,
                remedy=completing(name, fault, _REPORT),
                root=root,
                device=name,
                at=fault.fault_at,
            )
    elif when is None or is_blank(whom) or not_after(fault.fault_at, when) == "no":
        message = N_(
            "The report of the fault of {device} of {at} lacks its time or who received it, or "
            "is entered as earlier than the fault"
        )
        yield unsure("report_incomplete", message, place, root=root, device=name, at=fault.fault_at)
    else:
        yield met()


def _paper(bureau: UnitFacts, name: str, fault: Fault) -> bool:
    """Whether a fault report on that device, not older than the fault, is on file."""
    return any(
        page.data.kind == "device_fault_report"
        and page.data.device == name
        and page.data.made_at is not None
        and not_after(fault.fault_at, page.data.made_at) != "no"
        for page in bureau.records_of(DevicePaper)
    )
