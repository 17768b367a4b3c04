"""Guided entry for the commands that are given nothing: asked on a terminal, refused elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from lawrec.commands.common import is_held
from lawrec.commands.guide_ask import Keep
from lawrec.commands.guide_terminal import Ended, can_ask
from lawrec.errors import ExitCode, InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.drafts import Draft, new_draft
from lawrec.operations.guide.questions import Guide

T = TypeVar("T")
CaseOrAsked = Annotated[
    str | None,
    typer.Argument(
        metavar="CASE",
        help=_("The case: its folder, its number, or year/number such as 2026/0001."),
        show_default=False,
    ),
]
"""The case of a command that asks for it where it is given nothing."""
GUIDED = ("new-case", "log-act", "add-record", "declare", "attest")
"""The commands that ask where they are given nothing."""


def asks(*given: object, as_json: bool = False) -> bool:
    """Whether to ask: nothing of what would be entered was given, and somebody can answer."""
    return not as_json and not any(given) and not is_held() and can_ask()


def needed(name: str, value: T | None) -> T:
    """The value of an argument that only questions can do without."""
    if value is None or value == []:
        raise UsageError(
            _("Missing argument {name}.").format(name=name),
            fix=_("On a terminal, the command without arguments asks for everything"),
        )
    return value


def ask_for(
    command: str,
    case: str | None = None,
    kind: str | None = None,
    *,
    bureau: Path | None = None,
    as_who: str | None = None,
) -> None:
    """Ask for what the command enters and enter it; ends the command with its exit code."""
    try:
        code = enter(command, case, kind, bureau=bureau, as_who=as_who)
    except (Keep, Ended, KeyboardInterrupt):
        code = ExitCode.INTERRUPTED
    raise typer.Exit(code)


def enter(
    command: str,
    case: str | None = None,
    kind: str | None = None,
    *,
    bureau: Path | None = None,
    as_who: str | None = None,
    answers: Mapping[str, Any] | None = None,
) -> int:
    """One guided entry, from the choice of the case on. Raises Keep or Ended before its draft."""
    from lawrec.commands.guide_case import choose_bureau, choose_case, choose_person
    from lawrec.commands.guide_run import pick_up, waiting
    from lawrec.operations.guide.habits import remember

    preset = {**_preset(command, kind), **(answers or {})}
    if case is None:
        bureau = choose_bureau(bureau)
        as_who = choose_person(bureau, as_who)
        folder = choose_case(bureau) if command != "new-case" else None
    else:
        folder = _named(case, bureau)
        remember(bureau or _around(folder), folder)
    found = waiting(command, folder) if not preset else []
    draft = pick_up(found)
    if draft is not None:
        return resume(draft, as_who)
    desk = _desk(folder, bureau, as_who)()
    if desk.snapshot.archived is not None:
        raise RefusedError(_("This case is archived and frozen"), where=str(folder))
    draft = new_draft(command, desk.session.bureau, desk.folder, desk.session.who)
    draft.answers.update(preset)
    return _run(draft, folder, bureau, as_who)


def _named(case: str, bureau: Path | None) -> Path:
    """The folder of a named case; outside every case repository the one that is known here."""
    from lawrec.commands.guide_case import choose_bureau
    from lawrec.operations.locate import case_folder

    try:
        return case_folder(case, bureau)
    except InputError:
        if bureau is not None or _around(Path.cwd()) is not None:
            raise
        return case_folder(case, choose_bureau())


def resume(draft: Draft, as_who: str | None = None) -> int:
    """Go on with what was begun, in the case in which it was begun."""
    from lawrec.commands.guide_run import written_already

    folder = Path(draft.case) if draft.case else None
    bureau = Path(draft.bureau) if draft.bureau else None
    gone = folder is not None and not (folder / "case.yaml").is_file()
    if gone or draft.command not in GUIDED:
        raise UsageError(
            _("The case of this draft is not where it was: {path}").format(path=folder),
            where=str(draft.path),
            fix=_("The draft is kept; put the case back, or throw the draft away"),
        )
    if draft.sent and written_already(draft, _desk(folder, bureau, as_who)()):
        return ExitCode.OK
    return _run(draft, folder, bureau, as_who)


def _run(draft: Draft, folder: Path | None, bureau: Path | None, as_who: str | None) -> int:
    from lawrec.commands.guide_run import Task, run_task

    extra = ("--as", as_who) if as_who else ()
    if bureau is not None and _around(Path.cwd()) != bureau.resolve():
        extra = (*extra, "--bureau", str(bureau))
    task = Task(_desk(folder, bureau, as_who), _maker(draft.command))
    return run_task(task, draft, extra)


def _preset(command: str, kind: str | None) -> dict[str, Any]:
    """The kind that was given with the command; raises where there is no such kind."""
    from lawrec.operations.acts import known_act
    from lawrec.operations.records import case_kind

    if kind is None:
        return {}
    return {"kind": known_act(kind) if command == "log-act" else case_kind(kind).id}


def _desk(folder: Path | None, bureau: Path | None, as_who: str | None) -> Callable[[], Desk]:
    from lawrec.operations.guide.desk import open_desk

    return lambda: open_desk(Path.cwd(), folder, bureau, as_who)


def _around(folder: Path) -> Path | None:
    from lawrec.operations.guide.habits import bureau_around

    return bureau_around(folder)


def _maker(command: str) -> Callable[[Desk], Guide]:
    """What makes the guide of a command."""
    from lawrec.operations.guide.act import ActGuide
    from lawrec.operations.guide.judgements import AttestGuide, DeclareGuide
    from lawrec.operations.guide.opening import CaseGuide
    from lawrec.operations.guide.paper import PaperGuide

    makers: dict[str, Callable[[Desk], Guide]] = {
        "new-case": CaseGuide,
        "log-act": ActGuide,
        "add-record": PaperGuide,
        "declare": DeclareGuide,
        "attest": lambda desk: AttestGuide(desk, _open_rows(desk)),
    }
    return makers[command]


def _open_rows(desk: Desk) -> Any:
    from lawrec.operations.status import status

    if desk.folder is None:
        raise UsageError(_("Which case?"))
    return status(desk.folder, bureau=desk.session.bureau)
