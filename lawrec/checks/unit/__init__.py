"""The rules that judge a bureau and not a case: organisational rows, registers, leads."""

from __future__ import annotations

from lawrec.checks.unit import (
    complaints,
    contradictions,
    custodians,
    devices,
    registers,
    repairs,
    scope,
    training,
    use,
)
from lawrec.checks.unit.base import UnitRule

UNIT_RULES: tuple[UnitRule, ...] = (
    scope.power_has_a_source,
    contradictions.nobody_in_two_places,
    training.officers_trained,
    training.recording_inspected,
    registers.equipment_registered,
    custodians.unit_keeps_its_files,
    custodians.custodian_named,
    complaints.complaints_acted_upon,
    complaints.complaints_registered,
    complaints.complainants_told,
    complaints.reasons_written_down,
    complaints.anonymous_need_no_notice,
    use.rules_on_use,
    use.access_registered,
    devices.devices_kept_up,
    devices.out_of_use,
    devices.faults_reported,
    repairs.repaired_by_professionals,
    repairs.nobody_opens_devices,
    repairs.own_repairs_not_refunded,
    scope.branches_have_rules,
    scope.effective_date_known,
)
"""In the order of the clause list."""
