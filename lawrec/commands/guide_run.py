"""From the first question to the written page: drafts, the command line, and trying again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lawrec.commands.common import say, say_error
from lawrec.commands.guide_ask import BACK, STOP, Asker, Keep
from lawrec.commands.guide_terminal import Ended, ask_line
from lawrec.errors import ExitCode, LawrecError, LockedError
from lawrec.i18n import _
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.drafts import Draft, at_work, drafts, is_at_work
from lawrec.operations.guide.entered import entered_since, held_now
from lawrec.operations.guide.habits import remember
from lawrec.operations.guide.questions import Guide
from lawrec.operations.guide.reading import word_of
from lawrec.operations.locate import case_folder
from lawrec.report.lines import argument, flat


@dataclass(frozen=True)
class Task:
    """What is to be entered: the desk, and how to make its guide anew from the case as it is.

    Without `lasting` nothing of it is kept: a few questions that are quickly put again.
    """

    desk: Callable[[], Desk]
    guide: Callable[[Desk], Guide]
    lasting: bool = True


def run_task(task: Task, draft: Draft, extra: tuple[str, ...] = ()) -> int:
    """Ask, confirm, write; the exit code. The draft is there until it is written."""
    say(_("? help   < back   ! stop and keep it for later"))
    try:
        with at_work(draft):
            return _asked(task, draft, extra)
    except (Ended, KeyboardInterrupt):
        say("")
        _kept(task, draft)
        return ExitCode.INTERRUPTED


def _asked(task: Task, draft: Draft, extra: tuple[str, ...]) -> int:
    desk = task.desk()
    asker = Asker(task.guide(desk), draft, desk.session.now)
    while True:
        if asker.until_confirmed() == "keep":
            _kept(task, draft)
            return ExitCode.OK
        try:
            code = _write(task, draft, extra)
        except LawrecError as error:
            say_error(error)
            code = error.exit_code
            if isinstance(error, LockedError):
                say(_("Nothing is lost: what you answered is kept."))
        if code == ExitCode.OK or not task.lasting:
            _remember_new(task, draft)
            draft.remove()
            return code
        say(_("It was not written. Enter = look at it again; ! = keep it for later"))
        if ask_line().strip() in STOP:
            _kept(task, draft)
            return code
        asker.guide = task.guide(task.desk())


def _remember_new(task: Task, draft: Draft) -> None:
    """A case that was just opened is the one that is worked on next."""
    desk = task.desk()
    if draft.command != "new-case" or desk.session.bureau is None:
        return
    fresh = entered_since(draft.sent, desk)
    if fresh:
        remember(desk.session.bureau, case_folder(fresh[-1], desk.session.bureau))


def _write(task: Task, draft: Draft, extra: tuple[str, ...]) -> int:
    """Show the command lines that do the same, and run them."""
    from lawrec.commands.app import call

    desk = task.desk()
    guide = task.guide(desk)
    draft.sent = held_now(desk)
    draft.save()
    code: int = ExitCode.OK
    lines = [[*line, *extra] for line in guide.commands(draft.answers)]
    say("")
    say(_("The same as a command:"))
    for line in lines:
        say("$ lawrec " + " ".join(argument(part) for part in line))
    for line in lines:
        code = call(line)
        if code != ExitCode.OK:
            return code
    return code


def _kept(task: Task, draft: Draft) -> None:
    if not task.lasting or not (draft.order or draft.partial):
        draft.remove()
        say(_("Nothing was entered."))
        return
    say(_("Kept for later: {title}").format(title=flat(draft.title or draft.command)))
    say(_("Go on with it: lawrec, or the same command once more"))


def waiting(command: str | None, case: Path | None) -> list[Draft]:
    """What was begun and can be gone on with: of that command and case, or everything."""
    found, broken = drafts()
    for path in broken:
        say(_("{path} cannot be read; it is left as it is").format(path=path))
    wanted = str(case.resolve()) if case else None
    return [
        draft
        for draft in found
        if (command is None or draft.command == command)
        and (wanted is None or draft.case == wanted)
        and not is_at_work(draft)
    ]


def pick_up(found: list[Draft]) -> Draft | None:
    """Ask whether to go on with what was begun; None for something new. Raises Keep or Ended."""
    left = list(reversed(found))
    while left:
        say("")
        say(_("Begun and not finished:"))
        for number, draft in enumerate(left, 1):
            begun = draft.when().astimezone().strftime("%m-%d %H:%M")
            say(f"  {number:>2} {begun}  {flat(draft.title or draft.command)}")
        say(_("A number = go on with it; Enter = leave it for now; -1 = throw number 1 away"))
        text = word_of(ask_line())
        if text in (*STOP, *BACK):
            raise Keep
        chosen = text.removeprefix("-")
        if not text:
            return None
        if not chosen.isdecimal() or not 0 < int(chosen) <= len(left):
            say(_("Choose a number from 1 to {count}").format(count=len(left)))
        elif text == chosen:
            return left[int(chosen) - 1]
        else:
            left.pop(int(chosen) - 1).remove()
            say(_("Thrown away."))
    return None


def one_of(count: int, default: str = "") -> str:
    """A number up to `count`. Raises Keep where somebody stops instead."""
    while True:
        text = word_of(ask_line()) or default
        if text in (*STOP, *BACK):
            raise Keep
        if text.isdecimal() and 0 < int(text) <= count:
            return text
        say(_("Choose a number from 1 to {count}").format(count=count))


def written_already(draft: Draft, desk: Desk) -> bool:
    """Whether the draft was written before the computer stopped; asked of the person."""
    fresh = entered_since(draft.sent, desk)
    if not fresh:
        return False
    say(_("When writing was tried last, this came into the case:"))
    for line in fresh:
        say(f"  {line}")
    say(_("  1 that is it: the draft is done with   2 that is something else: go on"))
    if one_of(2) == "1":
        draft.remove()
        return True
    return False
