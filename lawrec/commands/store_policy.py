"""lawrec store policy: how footage is taken in, as the bureau has decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, out
from lawrec.i18n import _, language
from lawrec.operations.session import open_session
from lawrec.schema.value_names import value_name

Copies = Annotated[
    str | None,
    typer.Option("--copies", help=_("How many verified copies before a card may be cleared.")),
]
SourceRead = Annotated[
    str | None,
    typer.Option("--source-read", help=_("How often the card is read: once or twice.")),
]
Sm3 = Annotated[
    str | None, typer.Option("--sm3", help=_("Whether to make SM3 digests too: yes or no."))
]
SecondReader = Annotated[
    str | None,
    typer.Option(
        "--second-reader", help=_("Who is asked where built-in readers see too little: exiftool.")
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be done."))]


def policy(  # noqa: PLR0913
    copies: Copies = None,
    source_read: SourceRead = None,
    sm3: Sm3 = None,
    second_reader: SecondReader = None,
    dry_run: DryRun = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Show the policy, or change what is given; "-" takes a decision back."""
    from lawrec.operations.intake_policy import change_policy

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    given = {
        "copies": copies,
        "source_read": source_read,
        "sm3": sm3,
        "second_reader": second_reader,
    }
    found = change_policy(session, given, dry_run=dry_run)
    if as_json:
        emit({"schema_version": "1", "intake": found.policy.model_dump(mode="json")})
        return
    out(_("Copies before a card may be cleared: {count}").format(count=found.copies))
    out(
        _("The card is read: {times}").format(
            times=value_name(found.policy.source_read, language())
        )
    )
    out(_("SM3 digests: {answer}").format(answer=value_name(found.policy.sm3, language())))
    reader = found.policy.second_reader
    out(
        _("Second reader: {name}").format(
            name=value_name(reader, language()) if reader else _("none")
        )
    )
