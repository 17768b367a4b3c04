"""27.2d to 27.2f: who repairs a faulty device, by whose leave, and who pays."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.faults import completing, each_fault, entry_at, faults, self_repaired
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Fault

_REPAIR = "lawrec device repair {device} --by ... --authorised-by ..."


@unit_rule("27.2d")
def repaired_by_professionals(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: a faulty device is repaired by a professional department.

    Lawful: the register names who repaired it, and it is nobody of the staff.
    Unlawful: the device is back in use and nobody is named as repairer; it may have needed no
    repair, and the text asks for no entry, so that it stays open with a warning.
    Remedy: enter who repaired it.
    """
    yield from each_fault(bureau, _repaired)


def _repaired(bureau: UnitFacts, name: str, index: int, fault: Fault) -> Iterator[Outcome]:
    place = entry_at(bureau, name, "faults", index)
    root = (name, str(index))
    if is_blank(fault.repaired_by):
        if fault.back_in_use_at is None:
            message = N_("{device} with its fault of {at} is not back in use")
            yield pending(
                "not_repaired_yet",
                message,
                place,
                remedy=completing(name, fault, _REPAIR),
                device=name,
                at=fault.fault_at,
            )
        else:
            message = N_("{device} is back in use after its fault of {at}; no repairer is named")
            yield unsure(
                "repairer_not_named",
                message,
                place,
                severity="warning",
                root=root,
                device=name,
                at=fault.fault_at,
            )
    elif bureau.officer(str(fault.repaired_by)) is not None:
        message = N_(
            "{device} was repaired after its fault of {at} by {who}, who is of the staff: "
            "whether that is a professional department is for a person to judge"
        )
        yield unsure(
            "repaired_by_staff",
            message,
            place,
            root=root,
            device=name,
            at=fault.fault_at,
            who=fault.repaired_by,
        )
    else:
        yield met()


@unit_rule("27.2e")
def nobody_opens_devices(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: nobody opens, repairs or swaps a device without approval.

    Lawful: the register names who approved the repair, and it is not the repairer.
    Unlawful: somebody of the staff repaired the device and nobody is named who allowed it.
    Remedy: enter who approved the repair.
    """
    yield from each_fault(bureau, _authorised)


def _authorised(bureau: UnitFacts, name: str, index: int, fault: Fault) -> Iterator[Outcome]:
    place = entry_at(bureau, name, "faults", index)
    root = (name, str(index))
    by, leave = fault.repaired_by, fault.authorised_by
    if is_blank(by) and fault.back_in_use_at is None and is_blank(leave):
        message = N_("No repair of {device} after its fault of {at} is entered")
        yield pending("no_repair_entered", message, place, device=name, at=fault.fault_at)
    elif self_repaired(bureau, fault):
        message = N_(
            "{who} of the staff repaired {device} after its fault of {at}; nobody is named who "
            "had allowed it"
        )
        yield violated(
            "repaired_without_approval",
            message,
            place,
            curable=True,
            remedy=completing(name, fault, _REPAIR),
            root=root,
            device=name,
            at=fault.fault_at,
            who=by,
        )
    elif is_blank(leave) or leave == by:
        message = N_(
            "Who approved that {device} was opened or repaired after its fault of {at} is not "
            "entered; a repair by professionals after a report may be approved by that report"
        )
        yield unsure(
            "approval_not_entered", message, place, root=root, device=name, at=fault.fault_at
        )
    else:
        yield met()


@unit_rule("27.2f")
def own_repairs_not_refunded(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: what somebody spent on an unauthorised repair is not refunded.

    Lawful: no unauthorised repair is on the register.
    Unlawful: there is one; whether it was paid for is a matter of the accounts, so it is open.
    Remedy: ask the accounts.
    """
    found = [
        (name, index, fault)
        for name, index, fault in faults(bureau)
        if self_repaired(bureau, fault)
    ]
    if not found:
        yield not_applicable(N_("No unauthorised repair is on the register"))
    for name, index, fault in found:
        yield unsure(
            "own_repair_refund",
            N_("See in the accounts that the repair of {device} by {who} was not refunded"),
            entry_at(bureau, name, "faults", index),
            severity="note",
            root=(name, str(index)),
            device=name,
            who=fault.repaired_by,
        )
