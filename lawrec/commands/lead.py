"""lawrec lead: complaints, reports, patrol findings and map spots, before there is a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands import lead_steps
from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    From,
    Json,
    Sets,
    emit,
    find_case,
    out,
    read_text,
    source_name,
)
from lawrec.commands.lead_steps import At, Correct, LeadArgument, written
from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.session import open_session


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        help=_("Leads: complaints, patrol findings, map spots, transfers."), no_args_is_help=True
    )
    group.command("add", help=_("Note a lead and give out its number."))(add)
    lead_steps.register(group)
    group.command("link", help=_("Join a lead and a case that is open already."))(link)
    group.command("correct", help=_("Put right what was noted at entry; the old stays."))(correct)
    group.command("list", help=_("The leads and how far each is."))(list_leads)
    group.command("show", help=_("One lead in full."))(show)
    app.add_typer(group, name="lead")


def add(  # noqa: PLR0913
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel",
            help=_(
                "How it came: visit, phone, letter, online, patrol, satellite, transfer, "
                "assignment, media."
            ),
        ),
    ] = None,
    content: Annotated[str | None, typer.Option("--content", help=_("What it says."))] = None,
    received_at: Annotated[
        str | None, typer.Option("--received-at", help=_("When it came; default: now."))
    ] = None,
    received_by: Annotated[
        str | None, typer.Option("--received-by", help=_("Who received it; default: I."))
    ] = None,
    real_name: Annotated[
        str | None, typer.Option("--real-name", help=_("Under a real name: yes, no, unknown."))
    ] = None,
    reporter: Annotated[
        str | None, typer.Option("--reporter", help=_("Who reported it; stays in the lead alone."))
    ] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", help=_("How to reach who reported it."))
    ] = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add one lead."""
    from lawrec.operations.input import build
    from lawrec.operations.leads import add_lead

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    data, document = build(read_text(source), source_name(source), sets or ())
    given = {"channel": channel, "content": content, "real_name": real_name}
    given |= {"received_at": received_at, "received_by": received_by}
    data.update({key: value for key, value in given.items() if value})
    if reporter or contact:
        old = data.get("reporter")
        person: dict[str, object] = dict(old) if isinstance(old, dict) else {}
        person.update({k: v for k, v in (("name", reporter), ("contact", contact)) if v})
        data["reporter"] = person
    noted = add_lead(session, data, source_name(source), document.lines)
    written(noted, as_json=as_json)
    if as_json:
        return
    if noted.lead.real_name == "unknown":
        fix = f"lawrec lead correct {noted.id} --set real_name=yes --reason ..."
        out(_("Whether it came under a real name is open; later: {command}").format(command=fix))
    out(_("Next: {command}").format(command=f"lawrec lead assess {noted.id} --result ..."))


def link(  # noqa: PLR0913
    lead: LeadArgument,
    case: CaseArgument,
    at: At = None,
    correct: Correct = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Join the two; the old page of the case is kept."""
    from lawrec.operations.lead_links import link_lead

    folder, session = find_case(case, bureau, as_who)
    done = link_lead(folder, session, lead, at=at, correct=correct)
    if as_json:
        written(done.lead, as_json=True, case=done.case, amendment=done.amendment)
        return
    out(_("{lead} and the case {case} name each other").format(lead=lead, case=done.case))
    if done.amendment:
        out(
            _("The old version is kept; {record} says why it was changed").format(
                record=done.amendment
            )
        )


def correct(  # noqa: PLR0913
    lead: LeadArgument,
    reason: Annotated[str, typer.Option("--reason", help=_("Why."))],
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Correct the entry of a lead."""
    from lawrec.operations.input import build
    from lawrec.operations.leads import correct_lead

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    data, _document = build(read_text(source), source_name(source), sets or ())
    if not data:
        raise UsageError(_("Say with --set what it should be"))
    written(correct_lead(session, lead, data, reason), as_json=as_json)


def list_leads(
    only_open: Annotated[
        bool, typer.Option("--open", help=_("Only those with something still to do."))
    ] = False,
    year: Annotated[str | None, typer.Option("--year", help=_("Only those of that year."))] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show one line a lead, without who reported it."""
    from lawrec.operations.leads import leads_of
    from lawrec.report.lead_text import is_open, list_lines, to_json

    if year is not None and not (year.isascii() and year.isdigit()):
        raise UsageError(_("{text} is no year").format(text=year))
    leads = leads_of(bureau, year)
    found = [(noted.id, noted.lead) for noted in leads if not only_open or is_open(noted.lead)]
    if as_json:
        emit({"schema_version": "1", "leads": [to_json(name, lead) for name, lead in found]})
        return
    for line in list_lines(found):
        out(line)


def show(
    lead: LeadArgument,
    reporter: Annotated[
        bool, typer.Option("--reporter", help=_("Show who reported it, too."))
    ] = False,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show one lead."""
    from lawrec.operations.leads import lead_of
    from lawrec.report.lead_text import show_lines, to_json

    noted = lead_of(bureau, lead)
    if as_json:
        emit({"schema_version": "1", **to_json(noted.id, noted.lead, reporter=reporter)})
        return
    for line in show_lines(noted.id, noted.lead, reporter=reporter):
        out(line)
