"""The options by which a command keeps the body of a state secret out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import parse_tuple
from lawrec.errors import UsageError
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.operations.secrecy import Stub

Secrecy = Annotated[
    str | None,
    typer.Option("--secrecy", help=_("state: a state secret, whose body is not kept here.")),
]
StubFlag = Annotated[
    bool,
    typer.Option("--stub", help=_("Keep of a state secret only what it is and where it lies.")),
]
StubTitle = Annotated[str | None, typer.Option("--title", help=_("With --stub: what it is."))]
KeptAt = Annotated[str | None, typer.Option("--kept-at", help=_("With --stub: where it lies."))]
Number = Annotated[str | None, typer.Option("--number", help=_("With --stub: its number."))]
Level = Annotated[str | None, typer.Option("--level", help=_("With --stub: its level of secrecy."))]
DecidedBy = Annotated[
    str | None, typer.Option("--decided-by", help=_("With --stub: who decided on the level."))
]
Until = Annotated[
    str | None, typer.Option("--until", help=_("With --stub: until when it is secret."))
]
Allowed = Annotated[
    list[str] | None, typer.Option("--allowed", help=_("With --stub: who may see it."))
]


def stub_of(  # noqa: PLR0913
    *,
    stub: bool,
    title: str | None = None,
    kept_at: str | None = None,
    number: str | None = None,
    level: str | None = None,
    decided_by: str | None = None,
    until: str | None = None,
    allowed: list[str] | None = None,
) -> Stub | None:
    """What is to be kept of a state secret, or None where no stub was asked for."""
    from lawrec.operations.secrecy import Stub

    if not stub:
        if number or level or decided_by or until or allowed:
            raise UsageError(_("These options describe a state secret: add --secrecy state --stub"))
        return None
    return Stub(title, number, kept_at, level, decided_by, until, parse_tuple(allowed))
