"""lawrec alone, or lawrec menu: what one does every day, by number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import typer

from lawrec.commands.common import As, BureauOption, say, say_error
from lawrec.commands.guide_ask import STOP, Keep
from lawrec.commands.guide_case import choose_bureau, choose_case, choose_person
from lawrec.commands.guide_terminal import Ended, ask_line, can_ask, lines_of
from lawrec.errors import ExitCode, LawrecError, UsageError
from lawrec.i18n import N_, _
from lawrec.operations.guide.desk import open_desk
from lawrec.operations.guide.drafts import new_draft
from lawrec.operations.guide.habits import called, last_case
from lawrec.operations.guide.questions import Choice
from lawrec.operations.guide.reading import plain

_CHOOSE = "case"
_RESUME = "resume"
_ITEMS: tuple[tuple[str, str], ...] = (
    ("new-case", N_("Open a case")),
    ("log-act", N_("Log an act")),
    ("add-record", N_("Add a paper")),
    ("import-media", N_("Bring in footage")),
    ("attach", N_("Attach a scan")),
    ("seen", N_("Signatures seen on paper")),
    ("status", N_("What is missing")),
    ("deadlines", N_("What is due")),
    ("audit", N_("Audit the case")),
    ("declare", N_("Answer questions")),
    ("attest", N_("Attest clauses")),
    ("render", N_("Print a form")),
    ("show", N_("Look at the case")),
    ("archive", N_("Archive the case")),
    ("list", N_("All cases")),
    (_CHOOSE, N_("Choose another case")),
    (_RESUME, N_("Go on with what was begun")),
)
_LOOKING = ("status", "audit", "show")
_OF_THE_BUREAU = ("deadlines", "list")
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
        self._items = [item for item in _ITEMS if item[0] in (*MODULES, _CHOOSE, _RESUME)]

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
            text = plain(ask_line()).lower()
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
        else:
            folder = self._folder()
            label = folder.relative_to(self._bureau / "cases").as_posix()
            if name in _LOOKING:
                _call([name, label])
            elif name in GUIDED:
                enter(name, label, as_who=self._as)
            else:
                self._small(name, folder)
        self._case = last_case(self._bureau) or self._case

    def _folder(self) -> Path:
        """The case to work on, chosen where there is none yet."""
        if self._case is None or not self._case.is_dir():
            self._case = choose_case(self._bureau, archived=True)
        return self._case.resolve()

    def _small(self, name: str, folder: Path) -> None:
        """The commands with few questions, of which nothing need be kept."""
        from lawrec.commands.guide_run import Task, run_task
        from lawrec.operations.guide.small import MAKERS

        task = Task(
            lambda: open_desk(Path.cwd(), folder, None, self._as), MAKERS[name], lasting=False
        )
        draft = new_draft(name, self._bureau, folder, "")
        run_task(task, draft, ("--as", self._as) if self._as and name != "render" else ())


def _call(line: list[str]) -> None:
    """Run a command that only shows something, and say which it is."""
    from lawrec.commands.app import call

    say("$ lawrec " + " ".join(line))
    call(line)
