"""lawrec import-media: bring footage from a card, a phone or a dock into a case."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, find_case, out, show_written
from lawrec.commands.import_conflicts import Asked, refuse_conflicts
from lawrec.commands.import_options import (
    ActId,
    AlreadyThere,
    CannotReason,
    Custodian,
    DepartedAt,
    DeviceName,
    DryRun,
    ExportList,
    FilmedFrom,
    FilmedTo,
    HandedOver,
    Inbox,
    OfficerName,
    Proof,
    Reason,
    ReceiptFile,
    ReturnedAt,
    Sm3,
    StoreName,
    TimesBy,
    Watch,
    WatchFolder,
    Where,
)
from lawrec.commands.progress import progress_bar
from lawrec.commands.secrecy_options import (
    Allowed,
    DecidedBy,
    KeptAt,
    Level,
    Number,
    Secrecy,
    StubFlag,
    StubTitle,
    Until,
    stub_of,
)
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _
from lawrec.operations.session import Session, open_session

if TYPE_CHECKING:
    from lawrec.operations.handover import Returned
    from lawrec.operations.import_models import Imported, ImportOptions
    from lawrec.operations.secrecy import Stub


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import-media", help=_("Bring footage into a case; nothing is lost."))(import_media)


def import_media(  # noqa: PLR0913
    where: Where = None,
    inbox: Inbox = False,
    officer: OfficerName = None,
    device: DeviceName = None,
    act: ActId = None,
    custodian: Custodian = None,
    store: StoreName = None,
    returned_at: ReturnedAt = None,
    departed_at: DepartedAt = None,
    reason: Reason = None,
    cannot_reason: CannotReason = None,
    proof: Proof = None,
    export_list: ExportList = None,
    at: HandedOver = None,
    filmed_from: FilmedFrom = None,
    filmed_to: FilmedTo = None,
    times_by: TimesBy = None,
    receipt: ReceiptFile = None,
    watch: Watch = False,
    watch_folder: WatchFolder = None,
    already_there: AlreadyThere = False,
    sm3: Sm3 = False,
    dry_run: DryRun = False,
    secrecy: Secrecy = None,
    stub: StubFlag = False,
    title: StubTitle = None,
    kept_at: KeptAt = None,
    number: Number = None,
    level: Level = None,
    decided_by: DecidedBy = None,
    until: Until = None,
    allowed: Allowed = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Store, verify, hand over; 0 all is durable, 1 something was refused."""
    from lawrec.operations.import_models import ImportOptions

    kept = stub_of(
        stub=stub, title=title, kept_at=kept_at, number=number, level=level,
        decided_by=decided_by, until=until, allowed=allowed,
    )  # fmt: skip
    given = where or []
    refuse_conflicts(
        Asked(
            watch=watch, watch_folder=bool(watch_folder), already_there=already_there,
            dry_run=dry_run, receipt=receipt is not None, inbox=inbox, stub=stub,
            act=act is not None, named=bool(given), at=at is not None,
        )
    )  # fmt: skip
    if kept is not None:
        return _keep_stub(given, bureau, as_who, (kept, secrecy, act, inbox), as_json=as_json)
    options = ImportOptions(
        officer, device, act, custodian, store,
        _returned(reason, cannot_reason, returned_at, departed_at, proof), export_list,
        at=at, secrecy=secrecy, sm3=sm3,
        filmed_from=filmed_from, filmed_to=filmed_to, times_by=times_by,
    )  # fmt: skip
    how = _How(bureau, as_who, inbox, as_json, receipt)
    if watch:
        return _watch(given, options, how, tuple(watch_folder or ()), already_there=already_there)
    if not given:
        raise _nothing_named()
    if dry_run:
        return _preview(given, options, how)
    done = _import(given, options, how)
    _answer(done, as_json=as_json)
    return ExitCode.FINDINGS if done.count("refused") else ExitCode.OK


@dataclass(frozen=True)
class _How:
    """For whom the command runs, whither the footage goes, and how the answer is shown."""

    bureau: Path | None
    as_who: str | None
    inbox: bool
    as_json: bool
    receipt: Path | None


def _returned(
    reason: str | None,
    cannot_reason: str | None,
    returned_at: str | None,
    departed_at: str | None,
    proof: str | None,
) -> Returned | None:
    """The excuse of 25.2 for footage from far away, if one is given."""
    from lawrec.operations.handover import Returned

    if not (reason or returned_at or cannot_reason or departed_at or proof):
        return None
    if not reason:
        raise UsageError(_("Say with --reason which of the three reasons it is"))
    return Returned(reason, cannot_reason, returned_at, departed_at, proof)


def _import(where: list[str], options: ImportOptions, how: _How) -> Imported:
    from lawrec.operations.importing import import_media as store_all
    from lawrec.operations.inbox import import_to_inbox
    from lawrec.operations.receipt_files import require_new, write_receipt
    from lawrec.operations.receipts import receipt_of

    if how.receipt is not None:
        require_new(
            how.receipt, where if how.inbox else where[-1:] if len(where) < 2 else where[1:]
        )
    folder = None
    with progress_bar(enabled=not how.as_json and sys.stderr.isatty()) as progress:
        if how.inbox:
            session = open_session(Path.cwd(), bureau=how.bureau, as_who=how.as_who)
            done = import_to_inbox(session, where, options, progress)
        else:
            folder, session, sources = _split(where, how.bureau, how.as_who)
            done = store_all(folder, session, sources, options, progress)
    if how.receipt is not None:
        write_receipt(how.receipt, receipt_of(done, session, folder))
    return done


def _answer(done: Imported, *, as_json: bool) -> None:
    if as_json:
        from lawrec.commands.import_json import imported_json

        emit(imported_json(done))
    else:
        from lawrec.commands.receipt import receipt_lines

        _show(receipt_lines(done))


def _preview(where: list[str], options: ImportOptions, how: _How) -> int:
    from lawrec.operations.importing import preview_import
    from lawrec.operations.inbox import preview_to_inbox

    with progress_bar(enabled=not how.as_json and sys.stderr.isatty()) as progress:
        if how.inbox:
            session = open_session(Path.cwd(), bureau=how.bureau, as_who=how.as_who)
            preview = preview_to_inbox(session, where, options, progress)
        else:
            folder, session, sources = _split(where, how.bureau, how.as_who)
            preview = preview_import(folder, session, sources, options, progress)
    if how.as_json:
        from lawrec.commands.import_json import preview_json

        emit(preview_json(preview))
    else:
        from lawrec.commands.receipt import preview_lines

        _show(preview_lines(preview))
    return ExitCode.FINDINGS if preview.count("refused") else ExitCode.OK


def _watch(
    where: list[str],
    options: ImportOptions,
    how: _How,
    folders: tuple[str, ...],
    *,
    already_there: bool,
) -> int:
    from lawrec.commands.watch_screen import run_watch
    from lawrec.operations.watching import WatchOptions

    watching = WatchOptions(
        bureau=how.bureau, as_who=how.as_who, folders=folders, already_there=already_there
    )
    return run_watch(where, options, watching, as_json=how.as_json, receipts=how.receipt)


def _keep_stub(
    where: list[str],
    bureau: Path | None,
    as_who: str | None,
    given: tuple[Stub, str | None, str | None, bool],
    *,
    as_json: bool,
) -> int:
    """Of footage that is a state secret only a stub is kept; the files are not even read."""
    from lawrec.operations.secrecy import at_the_door, write_stub

    stub, secrecy, act, inbox = given
    at_the_door(stub, secrecy)
    if inbox:
        raise UsageError(_("A stub belongs to a case; the inbox keeps footage only"))
    folder, session, _sources = _split(where, bureau, as_who)
    written = write_stub(folder, session, stub, about=(act,) if act else ())
    show_written(written, as_json=as_json)
    return ExitCode.OK


def _split(
    where: list[str], bureau: Path | None, as_who: str | None
) -> tuple[Path, Session, list[str]]:
    """The case and the sources; inside a case folder the case may be left out."""
    if len(where) > 1:
        folder, session = find_case(where[0], bureau, as_who)
        return folder, session, where[1:]
    if Path("case.yaml").is_file():
        folder, session = find_case(".", bureau, as_who)
        return folder, session, where
    raise _nothing_named()


def _nothing_named() -> UsageError:
    return UsageError(
        _("Name the case and then what to import"),
        fix=_("For example: lawrec import-media 2026/0001 /media/card"),
    )


def _show(lines: Iterable[str]) -> None:
    """The receipt as a person reads it."""
    for line in lines:
        out(line)
