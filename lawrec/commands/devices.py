"""lawrec device: the recorders of the bureau, their upkeep, checks, faults and repairs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands import device_profiles
from lawrec.commands.common import As, BureauOption, From, Json, Sets, emit, out, say
from lawrec.commands.device_list import list_devices
from lawrec.commands.roster import Name, show_entered, start
from lawrec.i18n import _
from lawrec.operations.session import open_session

if TYPE_CHECKING:
    from lawrec.operations.device_care import Cared

DeviceArgument = Annotated[
    str, typer.Argument(metavar="DEVICE", help=_("Which recorder, as the register has it."))
]
At = Annotated[str | None, typer.Option("--at", help=_("When; default: now."))]
By = Annotated[str | None, typer.Option("--by", help=_("Who did it; default: I."))]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help=_("The device register."), no_args_is_help=True)
    group.command("add", help=_("Add a recorder."))(add)
    group.command("check", help=_("Note the look at a recorder before an outing."))(check)
    group.command("fault", help=_("Report a fault."))(fault)
    group.command("repair", help=_("Note a repair and who authorised it."))(repair)
    group.command("maintain", help=_("Note the upkeep of a recorder."))(maintain)
    device_profiles.register(group)
    group.command("list", help=_("The recorders and whether they may be used."))(list_devices)
    app.add_typer(group, name="device")


def add(  # noqa: PLR0913
    name: Name,
    kind: Annotated[
        str | None,
        typer.Option(
            "--type", help=_("body_camera, camera, phone, drone, voice_recorder, scanner, cctv.")
        ),
    ] = None,
    model: Annotated[str | None, typer.Option("--model", help=_("The model."))] = None,
    serial: Annotated[str | None, typer.Option("--serial", help=_("The serial number."))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("The unit that has it."))] = None,
    clock: Annotated[
        str | None, typer.Option("--clock", help=_("What it writes into films: local, utc."))
    ] = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add a device."""
    from lawrec.operations.setup import add_device

    session, data = start(bureau, as_who, source, sets)
    given = {"type": kind, "model": model, "serial": serial, "unit": unit, "clock": clock}
    data.update({key: value for key, value in given.items() if value})
    show_entered(add_device(session, name, data), as_json=as_json)


def check(  # noqa: PLR0913
    device: DeviceArgument,
    battery: Annotated[
        str | None, typer.Option("--battery", help=_("How full its battery is, in percent."))
    ] = None,
    free_gb: Annotated[
        str | None, typer.Option("--free-gb", help=_("How much space is free, in GB."))
    ] = None,
    clock_offset: Annotated[
        str | None,
        typer.Option(
            "--clock-offset", help=_("By how many seconds its clock is ahead; -5: behind.")
        ),
    ] = None,
    device_time: Annotated[
        str | None,
        typer.Option(
            "--device-time",
            help=_(
                "What the clock on its screen shows at this moment, such as 09:30:05; it is "
                "compared with the clock of this computer, which should be right itself."
            ),
        ),
    ] = None,
    by: By = None,
    at: At = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note one check; acts of that day that name the device take it over."""
    from lawrec.operations.device_care import check as note

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    seen = {"battery_percent": battery, "free_gb": free_gb, "clock_offset_s": clock_offset}
    seen["device_time"] = device_time
    _show(note(session, device, seen, by, at), as_json=as_json)


def fault(  # noqa: PLR0913
    device: DeviceArgument,
    at: At = None,
    what: Annotated[str | None, typer.Option("--what", help=_("What broke."))] = None,
    stopped_at: Annotated[
        str | None, typer.Option("--stopped-at", help=_("When its use was stopped."))
    ] = None,
    reported_at: Annotated[
        str | None, typer.Option("--reported-at", help=_("When it was reported."))
    ] = None,
    reported_to: Annotated[
        str | None, typer.Option("--reported-to", help=_("To whom it was reported."))
    ] = None,
    more: Annotated[
        bool, typer.Option("--more", help=_("Complete the fault that is open already."))
    ] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note one fault."""
    from lawrec.operations.device_care import fault as note

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    given = {"fault_at": at, "what": what, "stopped_at": stopped_at}
    given |= {"reported_at": reported_at, "reported_to": reported_to}
    done = note(session, device, given, more=more)
    _show(done, as_json=as_json)
    content = done.content if isinstance(done.content, dict) else {}
    if not as_json and not content.get("reported_to"):
        command = f"lawrec device fault {device} --more --reported-to ... --reported-at ..."
        out(_("Next: {command}").format(command=command))


def repair(  # noqa: PLR0913
    device: DeviceArgument,
    by: Annotated[str, typer.Option("--by", help=_("Who repaired it."))],
    authorised_by: Annotated[
        str | None, typer.Option("--authorised-by", help=_("Who allowed the repair."))
    ] = None,
    unauthorised: Annotated[
        bool, typer.Option("--unauthorised", help=_("Nobody had allowed it."))
    ] = False,
    back_at: Annotated[
        str | None, typer.Option("--back-at", help=_("When it was back in use."))
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note one repair."""
    from lawrec.operations.device_care import repair as note

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    done = note(
        session,
        device,
        by=by,
        authorised_by=authorised_by,
        unauthorised=unauthorised,
        back_at=back_at,
    )
    _show(done, as_json=as_json)


def maintain(  # noqa: PLR0913
    device: DeviceArgument,
    what: Annotated[str, typer.Option("--what", help=_("What was done."))],
    by: By = None,
    on: Annotated[str | None, typer.Option("--on", help=_("On which day; default: today."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note upkeep."""
    from lawrec.operations.device_care import maintain as note

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    _show(note(session, device, what, by, on), as_json=as_json)


def _show(done: Cared, *, as_json: bool) -> None:
    if as_json:
        emit(
            {
                "schema_version": "1",
                "id": done.device,
                "path": done.path,
                "content": done.content,
                "faulty": done.faulty,
            }
        )
        return
    out(_("{name} is entered in {path}").format(name=done.device, path=done.path))
    content = done.content if isinstance(done.content, dict) else {}
    if content.get("clock_against"):
        _show_clock(done, content)
    if done.faulty:
        say(_waits(done))


def _show_clock(done: Cared, content: Mapping[str, object]) -> None:
    seen, within = str(content["clock_offset_s"]), content["clock_uncertainty_s"]
    if seen.startswith("-"):
        text = _(
            "Compared with this computer's clock, it is behind by {seconds} s, "
            "give or take {within}"
        )
    else:
        text = _(
            "Compared with this computer's clock, it is ahead by {seconds} s, give or take {within}"
        )
    out(text.format(seconds=seen.removeprefix("-"), within=within))
    if done.like_a_zone:
        say(
            _(
                "That is like the difference between two time zones: if its screen shows another "
                "zone, note the check again with it, as in --device-time 2026-03-11T09:30:05+00:00"
            )
        )


def _waits(done: Cared) -> str:
    """Why a device is out of use, and with which command that ends."""
    repaired = isinstance(done.content, dict) and "repaired_by" in done.content
    if not repaired:
        return _("{name} is out of use until its repair is noted").format(name=done.device)
    text = _("{name} is repaired, but not back in use; add when it is: --back-at")
    return text.format(name=done.device)
