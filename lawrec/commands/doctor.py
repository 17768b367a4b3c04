"""lawrec doctor: is all there that is needed, and sound?"""

from __future__ import annotations

import typer

from lawrec.commands.common import BureauOption, Json, emit, out
from lawrec.errors import ExitCode
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    text = _("Look at this computer and the case repository: what is missing, and what to do.")
    app.command("doctor", help=text)(doctor)


def doctor(bureau: BureauOption = None, as_json: Json = False) -> int:
    """One line a check; 1 where something is not as it should be. Nothing is written."""
    from lawrec.operations.doctor import examine
    from lawrec.report.doctor_text import doctor_json, doctor_lines

    checks = list(examine(bureau))
    if as_json:
        emit(doctor_json(checks))
    else:
        for line in doctor_lines(checks):
            out(line)
    healthy = all(check.state == "ok" for check in checks)
    return ExitCode.OK if healthy else ExitCode.FINDINGS
