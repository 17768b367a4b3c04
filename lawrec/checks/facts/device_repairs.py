"""Who repaired a faulty device, and who allowed it (article 27, paragraph 2)."""

from __future__ import annotations

from lawrec.checks.base import Outcome, met, not_applicable, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.device_faults import Broken
from lawrec.i18n import N_
from lawrec.schema.base import is_blank


def by_professionals(case: Facts, broken: Broken) -> Outcome:
    """Whether a professional department repaired it; own staff is none."""
    fault = broken.fault
    if _by_staff(case, broken):
        return violated(
            "repaired_by_staff",
            N_("{device}: {who}, a member of staff, repaired it, and no professional department"),
            broken.place,
            curable=False,
            device=broken.device,
            who=fault.repaired_by,
        )
    if not is_blank(fault.repaired_by):
        return met()
    if fault.back_in_use_at is None:
        return not_applicable(
            N_("{device} is not back in use; its repair is still to come"), device=broken.device
        )
    return unsure(
        "repairer_not_stated",
        N_(
            "{device}: back in use since {back}, and nothing says who repaired it; the text asks "
            "for the repair and not for an entry on it"
        ),
        broken.place,
        severity="warning",
        remedy=f"lawrec attest {case.label} 27.2d --basis ...",
        device=broken.device,
        back=fault.back_in_use_at,
    )


def authorised(case: Facts, broken: Broken) -> Outcome:
    """Whether whoever opened, repaired or swapped the device was allowed to."""
    fault = broken.fault
    if is_blank(fault.repaired_by):
        if fault.back_in_use_at is None:
            return not_applicable(N_("{device} was not repaired yet"), device=broken.device)
        return _by_whom(case, broken)
    if is_blank(fault.authorised_by):
        return _on_own_account(broken) if _by_staff(case, broken) else _by_whom(case, broken)
    if fault.authorised_by == fault.repaired_by:
        return _by_whom(case, broken)
    return met()


def _by_staff(case: Facts, broken: Broken) -> bool:
    return case.officer(broken.fault.repaired_by or "") is not None


def _on_own_account(broken: Broken) -> Outcome:
    return violated(
        "repaired_on_own_account",
        N_("{device}: {who}, a member of staff, repaired it, and nobody is named who allowed it"),
        broken.place,
        curable=True,
        device=broken.device,
        who=broken.fault.repaired_by,
    )


def _by_whom(case: Facts, broken: Broken) -> Outcome:
    return unsure(
        "repair_not_authorised",
        N_(
            "{device}: nothing says who allowed the repair after the fault of {fault_at}; whether "
            "the text wants that entered where professionals repair can be read both ways"
        ),
        broken.place,
        remedy=f"lawrec attest {case.label} 27.2e --basis ...",
        device=broken.device,
        fault_at=broken.fault.fault_at,
    )
