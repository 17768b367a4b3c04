"""lawrec store: the places for footage, the copies in them, and bringing them back."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Any

import typer

from lawrec.commands.common import As, BureauOption, From, Json, Sets, emit, out, parse_tuple
from lawrec.commands.roster import Name, show_entered, start
from lawrec.commands.store_policy import policy
from lawrec.errors import ExitCode
from lawrec.i18n import _
from lawrec.operations.session import Session, open_session


def register(app: typer.Typer) -> None:
    """Add the group."""
    stores = typer.Typer(help=_("Places for footage."), no_args_is_help=True)
    stores.command("add", help=_("Declare a place for footage."))(add)
    stores.command("list", help=_("The stores: reachable, room, copies."))(show_all)
    stores.command("check", help=_("Try whether stores can be written and read."))(check)
    stores.command("copy", help=_("Copy footage to stores, each copy read back."))(copy)
    stores.command("fetch", help=_("Bring footage back into the case folder."))(fetch)
    stores.command("where", help=_("Where each medium lies, and which copies are missing."))(where)
    stores.command("verify", help=_("Read the copies in a store, all or a part."))(verify)
    stores.command("repair", help=_("Copy anew what a store has lost or altered."))(repair)
    stores.command("policy", help=_("How footage is taken in, and how many copies."))(policy)
    app.add_typer(stores, name="store")


Case = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=_("The case: its folder, its number, or year/number; inbox for the inbox."),
    ),
]
Media = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MEDIA]...", help=_("Which media: M01 M02; without any, all.")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be done."))]
Sample = Annotated[
    str | None,
    typer.Option(
        "--sample",
        help=_("Only a part, such as 1/5: what was read longest ago."),
        show_default=False,
    ),
]


def add(  # noqa: PLR0913
    name: Name,
    kind: Annotated[
        str | None, typer.Option("--type", help=_("unit_dedicated, system, removable, other."))
    ] = None,
    label: Annotated[str | None, typer.Option("--name", help=_("What people call it."))] = None,
    url: Annotated[
        str | None,
        typer.Option("--url", help=_("Its folder, or s3://, sftp://, webdavs://; no password.")),
    ] = None,
    dock: Annotated[bool, typer.Option("--dock", help=_("A docking station with a list."))] = False,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", help=_("For S3: the server's own address."))
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help=_("For S3: the region."))] = None,
    credentials: Annotated[
        str | None,
        typer.Option(
            "--credentials", help=_("X: LAWREC_STORE_X_USER and LAWREC_STORE_X_PASSWORD.")
        ),
    ] = None,
    dry_run: DryRun = False,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Declare a store."""
    from lawrec.operations.setup import add_store

    session, data = start(bureau, as_who, source, sets)
    given = {"type": kind, "name": label or name, "url": url, "dock": "yes" if dock else None}
    data.update({key: value for key, value in given.items() if value})
    options = {"endpoint": endpoint, "region": region, "credentials": credentials}
    chosen = {key: value for key, value in options.items() if value}
    if chosen:
        old = data.get("options")
        data["options"] = {**(old if isinstance(old, dict) else {}), **chosen}
    entered = add_store(session, name, data, dry_run=dry_run)
    if dry_run and not as_json:
        out(_("{name} can be declared so; nothing was written").format(name=name))
        return
    show_entered(entered, as_json=as_json)


def show_all(bureau: BureauOption = None, as_json: Json = False) -> None:
    """List the stores."""
    from lawrec.operations.store_check import list_stores
    from lawrec.report.store_text import store_json, store_lines

    states = list_stores(_session(bureau))
    if as_json:
        emit(store_json(states))
        return
    for line in store_lines(states):
        out(line)
    if not states:
        out(_("No store is declared"))


def check(
    name: Annotated[
        str | None, typer.Argument(help=_("Which store; without a name, all of them."))
    ] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """Try the stores; 1 where one cannot be used."""
    from lawrec.operations.store_check import check_stores
    from lawrec.report.store_text import store_json, store_lines

    states = check_stores(_session(bureau), name)
    if as_json:
        emit(store_json(states))
    else:
        for line in store_lines(states):
            out(line)
    return ExitCode.FINDINGS if any(state.trouble for state in states) else ExitCode.OK


def copy(  # noqa: PLR0913
    case: Case,
    media: Media = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help=_("To which store; without it, to those that must have one.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", help=_("From which store; else from the case folder."))
    ] = None,
    dry_run: DryRun = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Copy what stores lack; 1 where something could not be copied."""
    from lawrec.operations.store_copy import CopyOptions, copy_media
    from lawrec.report.store_text import copy_json, copy_lines

    folder, session = _found(case, bureau, as_who)
    options = CopyOptions(to, source, dry_run)
    with _bar(as_json) as progress:
        done = copy_media(folder, session, parse_tuple(media), options, progress)
    _answer(copy_json(done.case, done.results), copy_lines(done.case, done.results), as_json)
    return ExitCode.FINDINGS if done.failed else ExitCode.OK


def fetch(  # noqa: PLR0913
    case: Case,
    media: Media = None,
    source: Annotated[
        str | None, typer.Option("--from", help=_("From which store; else from any that has it."))
    ] = None,
    dry_run: DryRun = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Bring back what is not in the folder; 1 where something could not be brought back."""
    from lawrec.operations.store_fetch import fetch_media
    from lawrec.report.store_text import fetch_json, fetch_lines

    folder, session = _found(case, bureau, as_who)
    with _bar(as_json) as progress:
        label, fetched = fetch_media(
            folder, session, parse_tuple(media), source=source, dry_run=dry_run, progress=progress
        )
    _answer(fetch_json(label, fetched), fetch_lines(fetched), as_json)
    failed = any(one.outcome == "failed" for one in fetched)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def where(case: Case, bureau: BureauOption = None, as_json: Json = False) -> int:
    """Show where the media are; 1 where one is lost or altered."""
    from lawrec.operations.store_where import where as look
    from lawrec.report.store_text import where_json, where_lines

    folder, session = _found(case, bureau, None)
    located = look(folder, session)
    _answer(where_json(located), where_lines(located), as_json)
    bad = any(one.state in ("lost", "differs") for one in located.media)
    return ExitCode.FINDINGS if bad else ExitCode.OK


def verify(  # noqa: PLR0913
    name: Name,
    sample: Sample = None,
    mend: Annotated[
        bool,
        typer.Option("--repair", help=_("Move what is false aside, and copy it anew.")),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Read and say; note and mend nothing."))
    ] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Read copies and note what was found; 1 where one is not as it was."""
    from lawrec.operations.sampling import parse_sample
    from lawrec.operations.store_verify import verify_store

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    part = parse_sample(sample)
    with _bar(as_json) as progress:
        done = verify_store(session, name, part, repair=mend, dry_run=dry_run, progress=progress)
    return _verified(done, as_json)


def repair(
    name: Name,
    dry_run: DryRun = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Mend what was found absent or altered; 1 where something could not be mended."""
    from lawrec.operations.store_verify import repair_store

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    with _bar(as_json) as progress:
        done = repair_store(session, name, dry_run=dry_run, progress=progress)
    return _verified(done, as_json)


def _verified(done: Any, as_json: bool) -> int:
    """The answer; what was mended is a finding no more."""
    from lawrec.report.store_text import verified_json, verified_lines

    _answer(verified_json(done), verified_lines(done), as_json)
    mended = sum(result.outcome != "failed" for result in done.repaired)
    return ExitCode.FINDINGS if len(done.faulty) > mended else ExitCode.OK


def _session(bureau: Path | None) -> Session:
    return open_session(Path.cwd(), bureau=bureau)


def _found(case: str, bureau: Path | None, as_who: str | None) -> tuple[Path, Session]:
    from lawrec.operations.locate import locate_holding

    return locate_holding(case, bureau, as_who)


def _bar(as_json: bool) -> AbstractContextManager[Any]:
    from lawrec.commands.progress import progress_bar

    return progress_bar(enabled=not as_json and sys.stderr.isatty())


def _answer(data: dict[str, Any], lines: Any, as_json: bool) -> None:
    if as_json:
        emit(data)
        return
    for line in lines:
        out(line)
