"""lawrec import-media: bring footage from a card, a phone or a dock into a case."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, find_case, out, show_written
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
    from lawrec.operations.secrecy import Stub


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import-media", help=_("Bring footage into a case; nothing is lost."))(import_media)


def import_media(  # noqa: PLR0913
    where: Annotated[
        list[str],
        typer.Argument(metavar="[CASE] SOURCE...", help=_("The case, then folders or files.")),
    ],
    inbox: Annotated[
        bool, typer.Option("--inbox", help=_("There is no case yet: keep it in the inbox."))
    ] = False,
    officer: Annotated[
        str | None, typer.Option("--officer", help=_("Who filmed: name or certificate number."))
    ] = None,
    device: Annotated[str | None, typer.Option("--device", help=_("With which recorder."))] = None,
    act: Annotated[str | None, typer.Option("--act", help=_("Which act it shows: A01."))] = None,
    custodian: Annotated[
        str | None, typer.Option("--custodian", help=_("To whom it is handed over."))
    ] = None,
    store: Annotated[str | None, typer.Option("--store", help=_("Which declared store."))] = None,
    returned_at: Annotated[
        str | None, typer.Option("--returned-at", help=_("Back at the unit when."))
    ] = None,
    departed_at: Annotated[
        str | None, typer.Option("--departed-at", help=_("Left the unit when."))
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", help=_("continuous_work, away_duty or remote_or_poor_transport.")),
    ] = None,
    cannot_reason: Annotated[
        str | None, typer.Option("--cannot-reason", help=_("Why it really could not be in time."))
    ] = None,
    proof: Annotated[str | None, typer.Option("--proof", help=_("What proves it."))] = None,
    export_list: Annotated[
        Path | None, typer.Option("--export-list", help=_("The dock's own list (CSV)."))
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", help=_("When it was handed over, if entered later."))
    ] = None,
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
    from lawrec.operations.handover import Returned
    from lawrec.operations.importing import ImportOptions
    from lawrec.operations.importing import import_media as store_all
    from lawrec.operations.inbox import import_to_inbox

    kept = stub_of(
        stub=stub, title=title, kept_at=kept_at, number=number, level=level,
        decided_by=decided_by, until=until, allowed=allowed,
    )  # fmt: skip
    if kept is not None:
        return _keep_stub(where, bureau, as_who, (kept, secrecy, act, inbox), as_json=as_json)
    returned = None
    if reason or returned_at or cannot_reason:
        if not reason:
            raise UsageError(_("Say with --reason which of the three reasons it is"))
        returned = Returned(reason, cannot_reason, returned_at, departed_at, proof)
    options = ImportOptions(
        officer, device, act, custodian, store, returned, export_list,
        handover=not inbox, at=at, secrecy=secrecy,
    )  # fmt: skip
    with progress_bar(enabled=not as_json and sys.stderr.isatty()) as progress:
        if inbox:
            session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
            done = import_to_inbox(session, where, options, progress)
        else:
            folder, session, sources = _split(where, bureau, as_who)
            done = store_all(folder, session, sources, options, progress)
    if as_json:
        emit(_json(done))
    else:
        _show(done)
    return ExitCode.FINDINGS if done.count("refused") else ExitCode.OK


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
    raise UsageError(
        _("Name the case and then what to import"),
        fix=_("For example: lawrec import-media 2026/0001 /media/card"),
    )


def _json(done: Any) -> dict[str, Any]:
    handover = done.handover
    return {
        "schema_version": "1",
        "case": done.case,
        "files": [_file(taken) for taken in done.files],
        "handover": {
            "record": handover.record,
            "from": handover.from_,
            "to": handover.to,
            "store": handover.store,
            "at": handover.at,
            "items": list(handover.items),
            "late": list(handover.late),
            "untold": list(handover.untold),
            "excuse": dict(handover.excuse),
        },
        "passed_over": [_source(found) for found in done.passed],
        "safe_to_clear": {
            "answer": "no" if done.missing else "yes",
            "missing": list(done.missing),
        },
    }


_FIELDS = ("make", "model", "serial", "act", "device")


def _file(taken: Any) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "source": _source(taken.found),
        "outcome": taken.result,
        "sha256": taken.sha256,
        "id": taken.item,
        "path": taken.path,
        "reason": taken.code,
        "renews": taken.renews,
        **_facts(taken.sidecar),
    }
    return answer


def _source(found: Any) -> str:
    return os.fsdecode(found.path).encode("utf-8", "replace").decode("utf-8")


def _facts(sidecar: Any) -> dict[str, Any]:
    """What is known of the recording; null where it is not known."""
    if sidecar is None:
        unknown = (*_FIELDS, "capture", "gps", "duration_s")
        return {**dict.fromkeys(unknown), "defects": []}
    raw = sidecar.model_dump(mode="json", by_alias=True)
    captured = raw["captured"]
    capture = {key: captured[key] for key in ("start", "end", "zone", "source")}
    gps = sidecar.gps
    return {
        **{key: raw[key] for key in _FIELDS},
        "capture": {**capture, "certain": captured["certain"] == "yes"},
        "gps": gps and {key: _number(getattr(gps, key)) for key in ("lat", "lon", "alt")},
        "duration_s": _number(sidecar.duration_s),
        "defects": list(sidecar.defects),
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _show(done: Any) -> None:
    """The receipt as a person reads it."""
    from lawrec.commands.receipt import receipt

    for line in receipt(done):
        out(line)
