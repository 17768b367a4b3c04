"""lawrec backup and restore: the case repository on another disk, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, out, say
from lawrec.commands.progress import progress_bar
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _
from lawrec.operations.session import open_session

if TYPE_CHECKING:
    from lawrec.operations.backup import BackedUp
    from lawrec.operations.backup_drill import Tried
    from lawrec.operations.restore import Restored


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup", help=_("Back the case repository up, or try a backup."))(backup)
    app.command("restore", help=_("Take a case repository back from a backup."))(restore)


Name = Annotated[
    str | None,
    typer.Option("--name", help=_("Which backup; else the newest."), show_default=False),
]


def backup(  # noqa: PLR0913
    to: Annotated[
        str,
        typer.Argument(metavar="FOLDER", help=_("Where backups lie, best on another disk.")),
    ],
    check: Annotated[
        bool, typer.Option("--check", help=_("Only read a backup and compare every digest."))
    ] = False,
    drill: Annotated[
        bool,
        typer.Option("--drill", help=_("Only try to restore it, into a scratch folder.")),
    ] = False,
    all_media: Annotated[
        bool, typer.Option("--all-media", help=_("Footage that stores have, too."))
    ] = False,
    name: Name = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Make a backup; with --check or --drill look whether one is sound; 1 where it is not."""
    from lawrec.operations.backup import back_up, place_of
    from lawrec.operations.backup_drill import check as read_all
    from lawrec.operations.backup_drill import drill as try_it

    if check and drill:
        raise UsageError(_("--check and --drill exclude each other"))
    if name is not None and not (check or drill):
        raise UsageError(_("--name belongs to --check or --drill"))
    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    place = place_of(to)
    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        if check or drill:
            tried = (try_it if drill else read_all)(session, place, name, progress)
        else:
            done = back_up(session, place, all_media=all_media, progress=progress)
    if check or drill:
        _show_tried(tried, as_json=as_json)
        return ExitCode.OK if tried.sound else ExitCode.FINDINGS
    _show_made(done, as_json=as_json)
    return ExitCode.FINDINGS if done.listing.lost else ExitCode.OK


def restore(
    source: Annotated[str, typer.Argument(metavar="FROM", help=_("The folder with backups."))],
    to: Annotated[str, typer.Argument(metavar="TO", help=_("A new or empty folder."))],
    name: Name = None,
    own: Annotated[
        bool,
        typer.Option("--own", help=_("This is our own case repository from now on.")),
    ] = False,
    as_json: Json = False,
) -> int:
    """Restore into a new folder and verify all of it; 1 where something was found."""
    from lawrec.operations.backup import place_of
    from lawrec.operations.restore import restore as take_back

    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        done = take_back(place_of(source), place_of(to), name=name, own=own, progress=progress)
    if as_json:
        emit(_restored_json(done))
    else:
        for line in _restored_lines(done, own=own):
            out(line)
    return ExitCode.OK if done.sound else ExitCode.FINDINGS


def _show_made(done: BackedUp, *, as_json: bool) -> None:
    from lawrec.report.lines import argument

    listing = done.listing
    if as_json:
        emit(_made_json(done))
        return
    made = _("Backup {name} is complete: {path}")
    if listing.lost:
        made = _("Backup {name} is made, but it lacks what could not be kept: {path}")
    out(made.format(name=listing.name, path=done.place))
    text = _("{cases} histories, {files} files; new {count} ({size} MB), all read back")
    counts = {"cases": len(listing.histories), "files": len(listing.files)}
    out(text.format(**counts, count=done.copied, size=done.copied_bytes // 1_000_000))
    if listing.elsewhere:
        text = _("{count} media are left out, because stores have them; --all-media keeps them too")
        out(text.format(count=len(listing.elsewhere)))
    out(_("Digest of its list: {digest}").format(digest=done.manifest))
    text = _("It is entered as {entry} in the register of backups, and in the evidence log")
    out(text.format(entry=done.entry))
    for remark in (*listing.lost, *done.remarks):
        say(remark)
    if done.same_disk:
        say(_("It lies on the same disk as the case repository: a broken disk takes both"))
    command = f"lawrec backup {argument(str(done.place))} --drill"
    out(_("Next: {command}").format(command=command))


def _made_json(done: BackedUp) -> dict[str, Any]:
    listing = done.listing
    return {
        "schema_version": "1",
        "path": str(done.place),
        "name": listing.name,
        "manifest_sha256": done.manifest,
        "entry": done.entry,
        "histories": len(listing.histories),
        "files": len(listing.files),
        "bytes": listing.size,
        "copied": done.copied,
        "copied_bytes": done.copied_bytes,
        "elsewhere": len(listing.elsewhere),
        "absent": [entry.path for entry in listing.absent],
        "complete": not listing.lost,
        "lost": list(listing.lost),
        "remarks": list(done.remarks),
        "same_disk": done.same_disk,
    }


def _show_tried(tried: Tried, *, as_json: bool) -> None:
    if as_json:
        emit(_tried_json(tried))
        return
    for line in _tried_lines(tried):
        out(line)


def _tried_lines(tried: Tried) -> Iterator[str]:
    from lawrec.operations.backup_drill import age_text

    text = _("Backup {name}, {age}: {files} files, {size} MB")
    listing = tried.listing
    size, count = listing.size // 1_000_000, len(listing.files) + len(listing.histories)
    yield text.format(name=listing.name, age=age_text(tried.age), files=count, size=size)
    if tried.lacks:
        text = _("it lacks what came later: {count} entries of the evidence log")
        yield text.format(count=tried.lacks)
    yield from tried.remarks
    yield from tried.damaged
    if tried.restored is not None:
        yield from tried.restored.findings
    if not tried.sound:
        yield _("This backup does not give back all: make a new one, elsewhere")
    elif tried.restored is not None:
        text = _("It was restored into a scratch folder and verified: {cases} cases, {media} media")
        yield text.format(cases=tried.restored.cases, media=tried.restored.media)
    else:
        yield _("Every content was read and is what it was")


def _tried_json(tried: Tried) -> dict[str, Any]:
    restored = tried.restored
    return {
        "schema_version": "1",
        "path": str(tried.place),
        "name": tried.listing.name,
        "made_at": tried.listing.made_at,
        "age_s": round(tried.age.total_seconds()),
        "sound": tried.sound,
        "lacks_log_entries": tried.lacks,
        "damaged": list(tried.damaged),
        "remarks": list(tried.remarks),
        "restored": None
        if restored is None
        else {
            "cases": restored.cases,
            "media": restored.media,
            "findings": list(restored.findings),
        },
        "entry": tried.entry or None,
    }


def _restored_lines(done: Restored, *, own: bool) -> Iterator[str]:
    yield _("Backup {name} was restored into {path}").format(
        name=done.listing.name, path=done.place
    )
    yield from done.damaged
    yield from done.findings
    if done.sound:
        text = _("All of it was verified: {cases} cases, {media} media, nothing was altered")
        yield text.format(cases=done.cases, media=done.media)
    if not own:
        yield _("This computer does not take it for its own; restore with --own where it is")


def _restored_json(done: Restored) -> dict[str, Any]:
    return {
        "schema_version": "1",
        "path": str(done.place),
        "name": done.listing.name,
        "sound": done.sound,
        "cases": done.cases,
        "media": done.media,
        "damaged": list(done.damaged),
        "findings": list(done.findings),
    }
