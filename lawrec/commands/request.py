"""lawrec request: who asks to read or copy a case file, and what they were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    emit,
    find_case,
    out,
    parse_tuple,
    say,
    show_written,
)
from lawrec.i18n import _, language
from lawrec.report.lines import columns, flat, iso, listed, when
from lawrec.schema.value_names import value_name

if TYPE_CHECKING:
    from lawrec.operations.requests import Asked
    from lawrec.operations.written import Written


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help=_("Requests to read or copy a case file."), no_args_is_help=True)
    group.command("add", help=_("Note who asks to read or copy what."))(add)
    group.command("reply", help=_("Note what was answered and given."))(reply)
    group.command("list", help=_("The requests of a case and their replies."))(list_requests)
    app.add_typer(group, name="request")


def shown(written: Written, *, as_json: bool) -> None:
    """What was written and where; a frozen case gets no more papers, so the bureau keeps them."""
    if as_json or not written.path.startswith("unit/"):
        show_written(written, as_json=as_json)
        return
    out(
        _("The case {case} is archived; the bureau keeps this paper: {path}").format(
            case=written.case, path=written.path
        )
    )


def add(  # noqa: PLR0913
    case: CaseArgument,
    requester: Annotated[str, typer.Option("--requester", help=_("Who asks."))],
    scope: Annotated[str, typer.Option("--scope", help=_("What they want to read or copy."))],
    identity: Annotated[
        str | None, typer.Option("--identity", help=_("How they proved who they are."))
    ] = None,
    relation: Annotated[
        str | None,
        typer.Option(
            "--relation", help=_("What they are in the case: party, agent, third_party, other.")
        ),
    ] = None,
    received_at: Annotated[
        str | None, typer.Option("--received-at", help=_("When the request came; default: now."))
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add one request."""
    from lawrec.operations.requests import add_request

    folder, session = find_case(case, bureau, as_who)
    given = {"requester": requester, "scope": scope, "identity": identity, "relation": relation}
    written = add_request(folder, session, {**given, "received_at": received_at})
    shown(written, as_json=as_json)
    if not as_json:
        command = f"lawrec request reply {written.case} {written.id} --decision ..."
        out(_("Next: {command}").format(command=command))


def reply(  # noqa: PLR0913
    case: CaseArgument,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help=_("Which request: R05."))],
    decision: Annotated[
        str, typer.Option("--decision", help=_("The answer: granted, part, refused."))
    ],
    given: Annotated[
        list[str] | None, typer.Option("--given", help=_("What was given whole: R01,M02."))
    ] = None,
    redacted: Annotated[
        list[str] | None,
        typer.Option("--redacted", help=_("What was given with parts blacked out.")),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help=_("Why not all was given."))
    ] = None,
    doc_no: Annotated[
        str | None, typer.Option("--doc-no", help=_("The number of the reply."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When; default: now."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add the reply to one request."""
    from lawrec.operations.requests import reply as answer

    folder, session = find_case(case, bureau, as_who)
    texts = {"reason": reason, "doc_no": doc_no, "made_at": at}
    done = answer(
        folder,
        session,
        request,
        decision,
        texts,
        items=parse_tuple(given),
        redacted=parse_tuple(redacted),
    )
    shown(done.written, as_json=as_json)
    if done.secret:
        say(_("Marked as secret, and given whole: {items}").format(items=listed(done.secret)))


def list_requests(case: CaseArgument, bureau: BureauOption = None, as_json: Json = False) -> None:
    """Show one line a request."""
    from lawrec.operations.requests import requests_of

    folder, session = find_case(case, bureau, None)
    found = requests_of(folder, session.bureau)
    if as_json:
        emit({"schema_version": "1", "requests": [_json(asked) for asked in found]})
        return
    if not found:
        out(_("Nobody has asked to read or copy this case file"))
        return
    head = (_("request"), _("received"), _("who asks"), _("what for"), _("answer"))
    for line in columns([head, *(_row(asked) for asked in found)]):
        out(line)


def _row(asked: Asked) -> tuple[str, ...]:
    answers = [
        f"{name} {value_name(reply.decision or '', language(), 'decision')}".strip()
        for name, reply in asked.replies.items()
    ]
    request = asked.request
    return (
        asked.id,
        when(request.received_at),
        flat(request.requester or ""),
        flat(request.scope or ""),
        listed(answers) or _("none yet"),
    )


def _json(asked: Asked) -> dict[str, object]:
    request = asked.request
    return {
        "id": asked.id,
        "requester": request.requester,
        "relation": request.relation,
        "scope": request.scope,
        "received_at": iso(request.received_at),
        "replies": [
            {"id": name, "decision": reply.decision, "at": iso(reply.made_at)}
            for name, reply in asked.replies.items()
        ],
    }
