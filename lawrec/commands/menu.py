"""lawrec alone, or lawrec menu: what one does every day, by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from lawrec.commands.common import As, BureauOption, say, say_error
from lawrec.commands.guide_ask import BACK, STOP, Keep
from lawrec.commands.guide_case import choose_bureau, choose_case, choose_person
from lawrec.commands.guide_terminal import Ended, ask_line, can_ask, lines_of, say_wrapped
from lawrec.errors import ExitCode, LawrecError, UsageError
from lawrec.i18n import N_, _
from lawrec.operations.guide.desk import open_desk
from lawrec.operations.guide.drafts import new_draft
from lawrec.operations.guide.habits import called, last_case
from lawrec.operations.guide.questions import Choice
from lawrec.operations.guide.reading import word_of

if TYPE_CHECKING:
    from lawrec.operations.guide.cures import Cure

_CHOOSE = "case"
_RESUME = "resume"
_CURE = "cure"
_ITEMS: tuple[tuple[str, str], ...] = (
    ("new-case", N_("Open a case")),
    ("log-act", N_("Log an act")),
    ("add-record", N_("Add a paper")),
    ("import-media", N_("Bring in footage")),
    ("attach", N_("Attach a scan")),
    ("seen", N_("Signatures seen on paper")),
    ("status", N_("What is missing")),
    (_CURE, N_("Do what is missing")),
    ("deadlines", N_("What is due")),
    ("audit", N_("Audit the case")),
    ("declare", N_("Answer questions")),
    ("attest", N_("Attest clauses")),
    ("render", N_("Print a form")),
    ("show", N_("Look at the case")),
    ("archive", N_("Archive the case")),
    ("amend", N_("Set a paper right")),
    ("rectify", N_("Explain what is past cure")),
    ("undo", N_("Undo a mistaken entry")),
    ("lead", N_("Note a lead")),
    ("access", N_("Register of access")),
    ("list", N_("All cases")),
    (_CHOOSE, N_("Choose another case")),
    (_RESUME, N_("Go on with what was begun")),
)
_OWN = (_CHOOSE, _RESUME, _CURE, "lead", "access")
_LOOKING = ("status", "audit", "show")
_OF_THE_BUREAU = ("deadlines", "list")
_WITHOUT_CASE = ("lead",)
_LEAVE = ("0", "q", "quit", "exit", "退出", *STOP)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("menu", help=_("What one does every day, by number; the same as lawrec alone."))(
        menu
    )


def menu(bureau: BureauOption = None, as_who: As = None) -> None:
    """Show the menu until somebody leaves; every item ends where it began, in the menu."""
    if not can_ask():
        raise UsageError(
            _("The menu needs a terminal, on which somebody can answer"),
            fix=_("See all commands: lawrec --help"),
        )
    try:
        root = choose_bureau(bureau)
        _Menu(root, choose_person(root, as_who)).run()
    except (Keep, Ended):
        return
    except KeyboardInterrupt:
        raise typer.Exit(ExitCode.INTERRUPTED) from None


class _Menu:
    """The case that is worked on, and what can be done with it."""

    def __init__(self, bureau: Path, as_who: str | None) -> None:
        from lawrec.commands.app import MODULES

        self._bureau = bureau.resolve()
        self._as = as_who
        self._case = last_case(bureau)
        self._items = [item for item in _ITEMS if item[0] in (*MODULES, *_OWN)]

    def run(self) -> None:
        """Until somebody leaves; what was begun and not finished is offered once, at the start."""
        self._guarded(self._resume)
        while True:
            self._show()
            name = self._chosen()
            if name is None:
                return
            self._guarded(partial(self._do, name))

    def _chosen(self) -> str | None:
        """The item that was chosen; None to leave."""
        while True:
            text = word_of(ask_line()).lower()
            if text in _LEAVE:
                return None
            if text.isdecimal() and 0 < int(text) <= len(self._items):
                return self._items[int(text) - 1][0]
            say(_("Choose a number from 1 to {count}").format(count=len(self._items)))

    def _guarded(self, what: Callable[[], object]) -> None:
        """Do it; trouble is said, and the menu goes on."""
        try:
            what()
        except LawrecError as error:
            say_error(error)
        except Keep:
            return
        except KeyboardInterrupt:
            say("")

    def _resume(self) -> None:
        """Go on with what was begun here and not finished, if somebody wants to."""
        from lawrec.commands.guide import resume
        from lawrec.commands.guide_run import pick_up, waiting

        here = (None, str(self._bureau))
        draft = pick_up([draft for draft in waiting(None, None) if draft.bureau in here])
        if draft is not None:
            resume(draft, self._as)

    def _show(self) -> None:
        say("")
        say(_("Case: {case}").format(case=called(self._case) if self._case else "—"))
        for line in lines_of([Choice(name, _(label)) for name, label in self._items]):
            say("  " + line)
        say("   " + _("0 leave"))

    def _do(self, name: str) -> None:
        from lawrec.commands.guide import GUIDED, enter

        if name == "new-case":
            enter(name, as_who=self._as)
        elif name in _OF_THE_BUREAU:
            _call([name])
        elif name == _RESUME:
            self._resume()
        elif name == _CHOOSE:
            self._case = choose_case(self._bureau, archived=True)
            return
        elif name in _WITHOUT_CASE:
            self._small(name, None)
        else:
            folder = self._folder()
            label = folder.relative_to(self._bureau / "cases").as_posix()
            if name in _LOOKING:
                _call([name, label])
            elif name in GUIDED:
                enter(name, label, as_who=self._as)
            elif name == _CURE or (self._small(name, folder) != ExitCode.OK and name == "archive"):
                self._cure(folder)
        self._case = last_case(self._bureau) or self._case

    def _folder(self) -> Path:
        """The case to work on, chosen where there is none yet."""
        if self._case is None or not self._case.is_dir():
            self._case = choose_case(self._bureau, archived=True)
        return self._case.resolve()

    def _small(
        self, name: str, folder: Path | None, answers: Mapping[str, Any] | None = None
    ) -> int:
        """The commands with few questions, of which nothing need be kept."""
        from lawrec.commands.guide_run import Task, run_task
        from lawrec.operations.guide.small_changes import MAKERS

        if name == "undo" and folder is not None:
            _call(["undo", folder.relative_to(self._bureau / "cases").as_posix()])
        task = Task(
            lambda: open_desk(Path.cwd(), folder, None, self._as), MAKERS[name], lasting=False
        )
        draft = new_draft(name, self._bureau, folder, "")
        draft.answers.update(answers or {})
        return run_task(task, draft, ("--as", self._as) if self._as and name != "render" else ())

    def _cure(self, folder: Path) -> None:
        """What is open, by number, until nothing is left or somebody leaves."""
        from lawrec.operations.guide.cures import cures, labelled
        from lawrec.operations.status import status

        while True:
            found = cures(status(folder, bureau=self._bureau))
            say("")
            if not found:
                say(_("Nothing is left that could be done now."))
                return
            say(_("To be done; a number does it, Enter goes back to the menu:"))
            for number, cure in enumerate(found, 1):
                say_wrapped(f"{number:>2} {labelled(cure)}", "  ")
            text = word_of(ask_line()).lower()
            if not text or text in _LEAVE or text in BACK:
                return
            if not text.isdecimal() or not 0 < int(text) <= len(found):
                say(_("Choose a number from 1 to {count}").format(count=len(found)))
                continue
            self._guarded(partial(self._do_cure, found[int(text) - 1], folder))

    def _do_cure(self, cure: Cure, folder: Path) -> None:
        """Ask what the cure needs; a command that needs nothing is run, another one is shown."""
        from lawrec.commands.guide import GUIDED, enter
        from lawrec.operations.guide.small_changes import MAKERS

        label = folder.relative_to(self._bureau / "cases").as_posix()
        answers = dict(cure.answers)
        if cure.name in GUIDED:
            kind = answers.pop("kind", None)
            enter(cure.name, label, kind, as_who=self._as, answers=answers)
        elif cure.name in MAKERS:
            self._small(cure.name, folder, answers)
        elif cure.whole:
            _call(list(cure.line))
        else:
            say(_("The command for it: {command}").format(command=cure.way))


def _call(line: list[str]) -> None:
    """Run a command that only shows something, and say which it is."""
    from lawrec.commands.app import call

    say("$ lawrec " + " ".join(line))
    call(line)
