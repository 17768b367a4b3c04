"""Which case repository, which person, which case: chosen by number, and remembered."""

from __future__ import annotations

import os
from pathlib import Path

from lawrec.commands.common import say
from lawrec.commands.guide_ask import BACK, HELP, STOP, Keep
from lawrec.commands.guide_terminal import ask_line, lines_of
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.operations.guide.habits import (
    KnownCase,
    bureaus,
    known_cases,
    last_case,
    remember,
)
from lawrec.operations.guide.questions import Choice, Unclear
from lawrec.operations.guide.reading import chosen, word_of
from lawrec.operations.guide.saying import short
from lawrec.operations.locate import case_folder
from lawrec.operations.session import find_officer, open_session, set_default_person

_NEWEST = 15


def choose_bureau(given: Path | None = None) -> Path:
    """The case repository to work in; from then on it is the current folder. Raises Keep."""
    found = [given] if given is not None else bureaus(Path.cwd())
    if not found:
        raise InputError(
            _("There is no case repository here"),
            where=str(Path.cwd()),
            fix=_("Go into one, name it with --bureau, or make one with: lawrec init"),
        )
    bureau = found[0]
    if len(found) > 1:
        say(_("In which case repository?"))
        bureau = Path(_number([Choice(str(folder), str(folder)) for folder in found], "1"))
    if not Path.cwd().resolve().is_relative_to(bureau.resolve()):
        say(_("Case repository: {path}").format(path=bureau))
        os.chdir(bureau)
    return bureau


def choose_person(bureau: Path, as_who: str | None) -> str | None:
    """Who works here, as --as would say it; asked once where the roster does not know the name."""
    session = open_session(bureau, bureau=bureau, as_who=as_who)
    staff = session.facts.officers
    if session.who in staff or not staff:
        return as_who
    say(_("Who are you?"))
    who = _number([Choice(name, name) for name in staff])
    name = find_officer(who, staff) or who
    say(_("  1 always at this computer   2 only this time"))
    if _number([Choice("1", "1"), Choice("2", "2")], "1", shown=False) == "1":
        set_default_person(name)
        return None
    os.environ["LAWREC_AS"] = name
    return name


def choose_case(bureau: Path, *, archived: bool = False) -> Path:
    """A case by number of the list, label, number or a part of its title. Raises Keep."""
    cases = [case for case in known_cases(bureau) if archived or not case.archived]
    if not cases:
        raise InputError(_("There is no open case here yet"), fix=_("Open one: lawrec new-case"))
    last = last_case(bureau)
    default = next((case for case in cases if last is not None and case.folder == last), None)
    default = cases[0] if len(cases) == 1 else default
    say("")
    say(_("Which case?"))
    _show(cases[:_NEWEST])
    if len(cases) > _NEWEST:
        count = len(cases) - _NEWEST
        say(
            "  "
            + _("and {count} more: ? shows all, or type a part of the name").format(count=count)
        )
    if default is not None:
        say("    " + _("Enter = {value}").format(value=_called(default)))
    while True:
        text = ask_line().strip()
        if text in (*STOP, *BACK):
            raise Keep
        if text in HELP:
            _show(cases)
            continue
        try:
            folder = default.folder if not text and default else _found(cases, text, bureau)
        except (Unclear, InputError) as unclear:
            say(f"  {unclear.what if isinstance(unclear, InputError) else unclear}")
            continue
        remember(bureau, folder)
        return folder


def _show(cases: list[KnownCase]) -> None:
    for line in lines_of([Choice(case.label, _called(case)) for case in cases]):
        say("  " + line)


def _called(case: KnownCase) -> str:
    return short(f"{case.label}  {case.number}  {case.title}", 70)


def _found(cases: list[KnownCase], text: str, bureau: Path) -> Path:
    """The case that was typed: a number of the list, else a name."""
    wanted = word_of(text)
    if wanted.isdecimal() and 0 < int(wanted) <= len(cases):
        return cases[int(wanted) - 1].folder
    named = [Choice(str(case.folder), _called(case)) for case in cases]
    for case, choice in zip(cases, named, strict=True):
        if text in (case.label, case.number):
            return Path(choice.value)
    if "/" in wanted:
        return case_folder(wanted, bureau)
    if not text:
        raise Unclear(_("Choose a number from 1 to {count}").format(count=len(cases)))
    return Path(chosen(named, text))


def _number(choices: list[Choice], default: str | None = None, *, shown: bool = True) -> str:
    if shown:
        for line in lines_of(choices):
            say("  " + line)
    while True:
        text = ask_line().strip() or default or ""
        if text in (*STOP, *BACK):
            raise Keep
        try:
            return chosen(choices, text)
        except Unclear as unclear:
            say(f"  {unclear}")
