"""lawrec device profiles: how families of recorders name their files, and a name tried out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out, say
from lawrec.errors import ExitCode
from lawrec.i18n import N_, _, language
from lawrec.report.lines import columns, flat

if TYPE_CHECKING:
    from lawrec.operations.profile_trial import Profiles, Ready, Trial

_TRUST = {"verified": N_("verified"), "reported": N_("reported"), "assumed": N_("assumed")}


def register(group: typer.Typer) -> None:
    """Add the command to the group of `lawrec device`."""
    text = _("How recorders name their files, and how a name is read.")
    group.command("profiles", help=text)(profiles)


def profiles(
    names: Annotated[
        list[str] | None,
        typer.Option("--try", metavar="NAME", help=_("Show how this file name is read.")),
    ] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """List the profiles, the bureau's own first; 3 if one of its own is faulty."""
    from lawrec.operations.profile_trial import profiles_of, try_names

    found, zone = profiles_of(bureau)
    trials = try_names(names or (), found, zone)
    if as_json:
        emit(_for_programs(found, trials))
    else:
        for line in _tried(trials) if names else _listed(found):
            out(line)
        for problem in found.problems:
            say(f"{problem.place}: {flat(problem.message)}")
            if problem.fix:
                say(f"  {problem.fix}")
    return ExitCode.INPUT if found.problems else ExitCode.OK


def _listed(found: Profiles) -> list[str]:
    rows = [(_("profile"), _("what it is"), _("how sure"), _("for example"))]
    for ready in found.all:
        own = _(" (own)") if ready.own else ""
        example = next((case.name for case in ready.data.examples), "")
        rows.append((ready.id + own, _title(ready), _(_TRUST[ready.data.confidence]), example))
    lines = list(columns(rows))
    lines.append(_("Add your own: roster/device-profiles/NAME.yaml; try it: {command}").format(
        command="lawrec device profiles --try FILE"
    ))  # fmt: skip
    return lines


def _tried(trials: list[Trial]) -> list[str]:
    lines = []
    for trial in trials:
        lines.append(flat(trial.name))
        if trial.profile is None:
            lines.append(_("  no profile knows it; the file is taken in all the same"))
            continue
        trust = _(_TRUST[trial.profile.data.confidence])
        lines.append(f"  {trial.profile.id}  {_title(trial.profile)} ({trust})")
        lines += [f"  {key}: {flat(value)}" for key, value in trial.named.items()]
    return lines


def _title(ready: Ready) -> str:
    data = ready.data
    return data.title if language() == "zh" else data.title_en or data.title


def _for_programs(found: Profiles, trials: list[Trial]) -> dict[str, object]:
    return {
        "schema_version": "1",
        "profiles": [
            {
                "own": ready.own,
                "path": Path(ready.path).as_posix(),
                **ready.data.model_dump(mode="json", exclude_unset=True),
            }
            for ready in found.all
        ],
        "problems": [
            {"place": str(p.place), "message": p.message, "fix": p.fix} for p in found.problems
        ],
        "tried": [
            {
                "name": trial.name.encode("utf-8", "replace").decode("utf-8"),
                "profile": trial.profile.id if trial.profile else None,
                "confidence": trial.profile.data.confidence if trial.profile else None,
                "named": dict(trial.named),
            }
            for trial in trials
        ],
    }
