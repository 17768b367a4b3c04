"""lawrec demo: a made-up bureau and three cases, from opening to archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawrec.commands.common import Json, emit, out
from lawrec.errors import LawrecError, UsageError
from lawrec.i18n import _
from lawrec.operations.trying import only_tried

if TYPE_CHECKING:
    from lawrec.operations.demo import Demo, Ran


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help=_("Show made-up cases from opening to archive."))(demo)


def demo(
    into: Annotated[
        Path | None, typer.Option("--into", help=_("Leave everything in this folder."))
    ] = None,
    media: Annotated[
        Path | None, typer.Option("--media", help=_("Only make the example's media, there."))
    ] = None,
    wanted: Annotated[
        Path | None,
        typer.Option("--list", help=_("With --media: a table (CSV) of other files to make.")),
    ] = None,
    as_json: Json = False,
) -> None:
    """Run the example's own commands; without --into all is removed at the end."""
    if media is not None:
        if into is not None:
            raise UsageError(_("--into and --media exclude each other"))
        _make_media(media, wanted, as_json=as_json)
        return
    if wanted is not None:
        raise UsageError(_("--list belongs to --media"))
    place = into or _("a scratch folder that is removed at the end")
    if only_tried(_("Three invented cases would be made in {path}").format(path=place)):
        return
    with _place(into) as folder:
        _demonstrate(folder, kept=into is not None, as_json=as_json)


def _make_media(folder: Path, wanted: Path | None, *, as_json: bool) -> None:
    from lawrec.operations.demo_media import make_media

    if wanted is not None and not wanted.is_file():
        raise UsageError(_("There is no file {path}").format(path=wanted))
    if only_tried(_("The example's media would be made in {path}").format(path=folder)):
        return
    made = make_media(folder, wanted)
    if as_json:
        emit({"schema_version": "1", "files": [str(path) for path in made]})
    else:
        out(_("{count} files are in {path}").format(count=len(made), path=folder))


@contextmanager
def _place(into: Path | None) -> Iterator[Path]:
    """The folder to work in; a scratch folder goes away whatever happens."""
    if into is not None:
        yield into
        return
    with TemporaryDirectory(prefix="lawrec-demo-", ignore_cleanup_errors=True) as scratch:
        yield Path(scratch)


def _demonstrate(folder: Path, *, kept: bool, as_json: bool) -> None:
    from lawrec.commands.demo_story import Storyteller, ending
    from lawrec.operations.demo import demo as run_steps
    from lawrec.operations.demo import example_folder

    with example_folder() as example:
        if as_json:
            emit(_json(run_steps(folder, run_command, example, own_computer=kept)))
            return
        out(_("Three invented cases in {path}").format(path=folder))
        story = Storyteller(folder.resolve(), example)
        done = run_steps(folder, run_command, example, own_computer=kept, told=story.told)
        story.close_chapter()
    ending(done, kept=kept)


def run_command(words: list[str]) -> Ran:
    """One command line of the example, in this process, with what it shows."""
    from lawrec.commands.app import call
    from lawrec.operations.demo import Ran

    shown = io.StringIO()
    with redirect_stdout(shown), redirect_stderr(shown):
        try:
            code = call(words)
        except LawrecError as error:
            code = error.exit_code
            shown.write(f"{error}\n")
    return Ran(int(code), shown.getvalue())


def _json(done: Demo) -> dict[str, Any]:
    return {
        "schema_version": "1",
        "repository": str(done.repository),
        "cases": [
            {
                "path": str(case.path),
                "number": case.number,
                "state": case.state,
                "outcome": case.outcome,
                "package": None if case.package is None else str(case.package),
            }
            for case in done.cases
        ],
    }
