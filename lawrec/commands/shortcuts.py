"""lawrec install-shortcuts, and lawrec from-desktop, which is what the shortcuts call."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out, say
from lawrec.errors import ExitCode, LawrecError, UsageError
from lawrec.i18n import N_, _, language

_DONE = {
    "made": N_("Made: {path}"),
    "renewed": N_("Renewed: {path}"),
    "removed": N_("Removed: {path}"),
    "foreign": N_("Left alone, for it is not from lawrec: {path}"),
}
_SYSTEMS = ("linux", "windows", "macos")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "install-shortcuts",
        help=_("Lay shortcuts on the desktop: drag a card here, due today, menu."),
    )(install_shortcuts)
    app.command(
        "from-desktop", help=_("What the shortcuts on the desktop call."), hidden=True
    )(from_desktop)  # fmt: skip


def install_shortcuts(
    desktop: Annotated[
        Path | None,
        typer.Option("--desktop", help=_("The folder; else the desktop of whoever runs this.")),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option("--case", help=_("Into which case dropped cards go; else the inbox.")),
    ] = None,
    system: Annotated[
        str | None, typer.Option("--system", help=_("For linux, windows or macos; else this one."))
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help=_("Take our shortcuts away."))] = False,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """Make or remove them; 0 all done, 1 a foreign file stands where one should be."""
    from lawrec.operations import shortcuts

    if system is not None and system not in _SYSTEMS:
        raise UsageError(
            _("{value} is none of: {allowed}").format(value=system, allowed=", ".join(_SYSTEMS))
        )
    which: shortcuts.System = system or shortcuts.this_system()  # type: ignore[assignment]
    folder = (desktop or shortcuts.desktop_of(which)).absolute()
    if remove:
        done = shortcuts.take_away(folder, which)
    else:
        home = shortcuts.bureau_for(Path.cwd(), bureau)
        label = shortcuts.case_of(case, home) if case else None
        done = shortcuts.lay(folder, shortcuts.Wanted(which, home, label, language()))
    if as_json:
        files = [{"path": str(laid.path), "done": laid.done} for laid in done]
        emit({"schema_version": "1", "desktop": str(folder), "files": files})
    else:
        for laid in done:
            out(_(_DONE[laid.done]).format(path=laid.path))
        if not done:
            out(_("There are no shortcuts of lawrec in {path}").format(path=folder))
    return ExitCode.FINDINGS if any(laid.done == "foreign" for laid in done) else ExitCode.OK


def from_desktop(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=_("card, today or menu."))],
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_("What was dropped."))
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help=_("Into which case."))] = None,
    bureau: BureauOption = None,
) -> int:
    """Do it and keep the window open until somebody has read it."""
    try:
        return _do(what, paths or [], case, bureau)
    except LawrecError as error:
        for text in (error.what, error.where, error.fix):
            if text:
                say(text)
        return error.exit_code
    finally:
        if what != "menu":
            _wait()


def _do(what: str, paths: list[str], case: str | None, bureau: Path | None) -> int:
    from lawrec.commands.app import call

    there = ["--bureau", str(bureau)] if bureau else []
    if what == "card":
        return _take_card(paths, case, there)
    if what == "menu":
        return call(["menu", *there])
    if what == "today":
        return _show_today(there)
    raise UsageError(
        _("{value} is none of: {allowed}").format(value=what, allowed="card, today, menu")
    )


def _take_card(paths: list[str], case: str | None, there: list[str]) -> int:
    """Import what was dropped, and say at the end, large enough, what may be done with the card."""
    from lawrec.commands.app import call
    from lawrec.operations.shortcuts import dropped

    sources = dropped(paths or [_asked()])
    if not sources:
        raise UsageError(
            _("No card was dropped"),
            fix=_("Drag the card's folder or drive onto the shortcut"),
        )
    whither = [case] if case else []
    code = call(["import-media", *there, *([] if case else ["--inbox"]), "--", *whither, *sources])
    if code != ExitCode.OK:
        out()
        out(_("DO NOT CLEAR THE CARD: not everything was taken, see above"))
    return code


def _asked() -> str:
    """What somebody drags into the window, where a desktop cannot drop onto a shortcut."""
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    say(_("Drag the card into this window, then press Enter:"))
    with suppress(EOFError, OSError):
        return input()
    return ""


def _show_today(there: list[str]) -> int:
    """Write the page of the day and open it as the desktop opens pages."""
    import webbrowser

    from lawrec.commands.app import call
    from lawrec.operations.shortcuts import page_for_today

    page = page_for_today()
    code = call(["deadlines", *there, "--page", str(page)])
    if page.is_file():
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(page.as_uri())
    return code


def _wait() -> None:
    """Keep the window until a key is pressed; without a terminal there is no window."""
    if sys.stdin is None or not sys.stdin.isatty():
        return
    say("")
    say(_("Press Enter to close this window"))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        input()
