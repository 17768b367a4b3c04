"""The steps of lawrec lead: assess, verify, dispose, tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, find_case, out, parse_tuple
from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.session import open_session
from lawrec.schema.bureau import LeadOutcome

if TYPE_CHECKING:
    from lawrec.operations.leads import Noted

LeadArgument = Annotated[
    str, typer.Argument(metavar="LEAD", help=_("The number of the lead: L2026-0031."))
]
At = Annotated[str | None, typer.Option("--at", help=_("When; default: now."))]
By = Annotated[str | None, typer.Option("--by", help=_("Who did it; default: I."))]
Correct = Annotated[
    str | None,
    typer.Option("--correct", help=_("It is on record already and put right: why.")),
]


def register(group: typer.Typer) -> None:
    """Add the steps to the group."""
    group.command("assess", help=_("Note how it was examined and what came of it."))(assess)
    group.command("verify", help=_("Note what was found when it was looked into."))(verify)
    group.command("dispose", help=_("Note what became of it: case, transfer, closed."))(dispose)
    group.command("tell", help=_("Note how the complainant was told."))(tell)


def written(noted: Noted, *, as_json: bool, **more: str | None) -> None:
    """Where a lead lies now; never who reported it."""
    from lawrec.report.lead_text import lead_state, to_json

    if as_json:
        content = to_json(noted.id, noted.lead)
        emit({"schema_version": "1", "path": noted.path, "head": noted.head, **content, **more})
        return
    out(
        _("{id} is noted in {path}: {state}").format(
            id=noted.id, path=noted.path, state=lead_state(noted.lead)
        )
    )


def assess(  # noqa: PLR0913
    lead: LeadArgument,
    result: Annotated[
        str, typer.Option("--result", help=_("What came of it: needs_action, not_initiated."))
    ],
    how: Annotated[str, typer.Option("--how", help=_("How it was examined."))],
    reason: Annotated[str, typer.Option("--reason", help=_("Why."))],
    by: By = None,
    at: At = None,
    correct: Correct = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note the examination."""
    from lawrec.operations.lead_steps import assess as note

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    noted = note(session, lead, result, how=how, reason=reason, by=by, at=at, correct=correct)
    written(noted, as_json=as_json)
    if as_json:
        return
    if result == "needs_action":
        out(_("Next: {command}").format(command=f"lawrec new-case --lead {lead} --title ..."))
    elif noted.lead.real_name != "no" and noted.lead.told is None:
        out(_("Next: {command}").format(command=f"lawrec lead tell {lead} --how ..."))


def verify(  # noqa: PLR0913
    lead: LeadArgument,
    found: Annotated[str, typer.Option("--found", help=_("What was found."))],
    by: Annotated[
        list[str] | None, typer.Option("--by", help=_("Who looked into it; repeat it."))
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help=_("Where."))] = None,
    at: At = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note one verification."""
    from lawrec.operations.lead_steps import verify_lead

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    who = parse_tuple(by)
    written(verify_lead(session, lead, found=found, by=who, place=place, at=at), as_json=as_json)


def dispose(  # noqa: PLR0913
    lead: LeadArgument,
    decision: Annotated[
        str, typer.Option("--decision", help=_("What became of it: case, transfer, closed."))
    ],
    case: Annotated[
        str | None, typer.Option("--case", help=_("The case that it led to: 2026/0001."))
    ] = None,
    to_organ: Annotated[
        str | None, typer.Option("--to-organ", help=_("To whom it was transferred."))
    ] = None,
    by: By = None,
    at: At = None,
    correct: Correct = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note the outcome."""
    from lawrec.operations.input import in_codes
    from lawrec.operations.lead_links import link_lead
    from lawrec.operations.lead_steps import dispose as note

    decision = str(in_codes(LeadOutcome, {"decision": decision})["decision"])
    if (decision == "case") != (case is not None):
        raise UsageError(
            _("Name the case with --case where a case is the outcome, and only there"),
            fix=_("A new case: lawrec new-case --lead {lead} --title ...").format(lead=lead),
        )
    if case is not None:
        folder, session = find_case(case, bureau, as_who)
        noted = link_lead(folder, session, lead, at=at, correct=correct).lead
    else:
        session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
        noted = note(session, lead, decision, to_organ=to_organ, by=by, at=at, correct=correct)
    written(noted, as_json=as_json)


def tell(  # noqa: PLR0913
    lead: LeadArgument,
    how: Annotated[str, typer.Option("--how", help=_("In which way: by letter, by phone ..."))],
    content: Annotated[str, typer.Option("--content", help=_("What was told."))],
    proof: Annotated[
        str | None, typer.Option("--proof", help=_("What proves it: a receipt, a call number."))
    ] = None,
    at: At = None,
    correct: Correct = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note how the complainant was told."""
    from lawrec.operations.lead_steps import tell as note

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    noted = note(session, lead, how=how, content=content, proof=proof, at=at, correct=correct)
    written(noted, as_json=as_json)
