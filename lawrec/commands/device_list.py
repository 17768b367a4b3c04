"""lawrec device list: the recorders, whether they may be used, and how their clocks stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawrec.commands.common import BureauOption, Json, emit, out
from lawrec.i18n import _, language
from lawrec.report.lines import bracketed, columns, when
from lawrec.schema.base import Model
from lawrec.schema.value_names import value_name

if TYPE_CHECKING:
    from lawrec.operations.device_state import DeviceState
    from lawrec.schema.device_checks import DeviceCheck


def list_devices(bureau: BureauOption = None, as_json: Json = False) -> None:
    """Show one line a device."""
    from lawrec.operations.device_state import device_states

    states = device_states(bureau)
    if as_json:
        emit({"schema_version": "1", "devices": [_for_programs(state) for state in states]})
        return
    if not states:
        out(_("There is no device in the register"))
        return
    names = _("device"), _("type"), _("unit"), _("state"), _("last upkeep")
    rows: list[tuple[str, ...]] = [(*names, _("last check"), _("clock ahead by"))]
    rows += [_row(state) for state in states]
    for line in columns(rows):
        out(line)
    late = [state.name for state in states if state.overdue]
    if late:
        text = _("The bureau wants these clocks compared again: {devices}")
        out(text.format(devices=_listed(late)))
        out(_("Next: {command}").format(command="lawrec device check ... --device-time ..."))


def _listed(names: list[str]) -> str:
    return ("、" if language() == "zh" else ", ").join(names)


def _row(state: DeviceState) -> tuple[str, ...]:
    use = _("in use")
    if state.faulty_since is not None:
        use = _("out of use since {time}").format(time=when(state.faulty_since))
    upkeep = max((entry.date for entry in state.device.maintenance), default=None)
    return (
        state.name,
        value_name(state.device.type, language()),
        state.device.unit or "",
        use,
        when(upkeep),
        when(state.checked.at if state.checked else None),
        clock_text(state.clock),
    )


def clock_text(look: DeviceCheck | None) -> str:
    """By how much the clock was ahead at that look, and when that was."""
    if look is None or look.clock_offset_s is None:
        return "—"
    error = _("{seconds} s").format(seconds=look.clock_offset_s)
    if look.clock_uncertainty_s is not None:
        error = f"{error} ±{look.clock_uncertainty_s}"
    return bracketed(error, when(look.at))


def _for_programs(state: DeviceState) -> dict[str, object]:
    return {
        "id": state.name,
        "faulty": state.faulty_since is not None,
        "content": _plain(state.device),
        "last_check": _plain(state.checked),
        "last_clock_check": _plain(state.clock),
        "clock_check_overdue": state.overdue,
    }


def _plain(entry: Model | None) -> dict[str, object] | None:
    return (
        None if entry is None else entry.model_dump(mode="json", by_alias=True, exclude_unset=True)
    )
