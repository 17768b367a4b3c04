"""lawrec officer: the staff roster."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    From,
    Json,
    Sets,
    emit,
    out,
    parse_tuple,
    read_text,
    source_name,
)
from lawrec.i18n import _
from lawrec.operations.session import Session, open_session


def register(app: typer.Typer) -> None:
    """Add the group."""
    officers = typer.Typer(help=_("The staff roster."), no_args_is_help=True)
    officers.command("add", help=_("Add a member of staff, or a further post."))(add_officer)
    officers.command("leave", help=_("Close the posts of an officer; list what is open."))(leave)
    officers.command("list", help=_("The staff, their posts and duties."))(list_officers)
    app.add_typer(officers, name="officer")


Name = Annotated[str, typer.Argument(help=_("The name or id."))]


def add_officer(  # noqa: PLR0913
    name: Name,
    employment: Annotated[
        str | None, typer.Option("--employment", help=_("established, auxiliary, contract."))
    ] = None,
    cert: Annotated[str | None, typer.Option("--cert", help=_("Certificate number."))] = None,
    cert_from: Annotated[str | None, typer.Option("--cert-from", help=_("Valid from."))] = None,
    cert_to: Annotated[str | None, typer.Option("--cert-to", help=_("Valid to."))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("The unit of the post."))] = None,
    post: Annotated[str | None, typer.Option("--post", help=_("The post."))] = None,
    duty: Annotated[
        list[str] | None,
        typer.Option(
            "--duty",
            help=_("enforcement, section_head, legal_review, organ_head, custodian, reception."),
        ),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help=_("In the post since."))] = None,
    until: Annotated[str | None, typer.Option("--until", help=_("In the post until."))] = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add an officer."""
    from lawrec.operations.setup import add_officer as add

    session, data = start(bureau, as_who, source, sets)
    if employment or "employment" not in data:
        data["employment"] = employment or "established"
    if cert:
        validity = {"number": cert, "from": cert_from, "to": cert_to}
        data["certificate"] = {key: value for key, value in validity.items() if value}
    if post or unit or duty:
        entry: dict[str, object] = {"unit": unit or "", "post": post or ""}
        entry["duties"] = list(parse_tuple(duty))
        entry.update({k: v for k, v in (("from", since), ("to", until)) if v})
        data["posts"] = [entry]
    show_entered(add(session, name, data), as_json=as_json)


def leave(
    name: Name,
    on: Annotated[str, typer.Option("--on", help=_("The last day in the posts."))],
    to: Annotated[
        str | None, typer.Option("--to", help=_("Who takes over; only proposed, not entered."))
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Close the posts, and show the hand-over list."""
    from lawrec.operations.leaving import leave as close
    from lawrec.report.staff_text import left_json, left_lines

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    done = close(session, name, on, to)
    if as_json:
        posts, duties = list(done.posts), [asdict(duty) for duty in done.duties]
        emit(left_json(done.name, done.on, posts, duties, done.head))
        return
    for line in left_lines(done.name, done.on, done.posts, done.duties):
        out(line)


def list_officers(bureau: BureauOption = None, as_json: Json = False) -> None:
    """Show one line a post."""
    from lawrec.operations.leaving import officers_of
    from lawrec.report.staff_text import staff_json, staff_lines

    officers = officers_of(bureau)
    if as_json:
        emit(staff_json(officers))
        return
    for line in staff_lines(officers):
        out(line)


def start(
    bureau: Path | None, as_who: str | None, source: str | None, sets: list[str] | None
) -> tuple[Session, dict[str, object]]:
    """The session, and the fields that were given for an entry."""
    from lawrec.operations.input import build

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    data, _document = build(read_text(source), source_name(source), sets or ())
    return session, data


def show_entered(entered: object, *, as_json: bool) -> None:
    """What was entered, and where."""
    from lawrec.operations.setup import Entered

    if not isinstance(entered, Entered):
        return
    if as_json:
        emit(
            {
                "schema_version": "1",
                "id": entered.name,
                "path": entered.path,
                "content": entered.content,
            }
        )
    else:
        out(_("{name} is entered in {path}").format(name=entered.name, path=entered.path))
