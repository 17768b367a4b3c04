"""Options of import-media that contradict one another: refused, never silently left out."""

from __future__ import annotations

from dataclasses import dataclass

from lawrec.errors import UsageError
from lawrec.i18n import _


@dataclass(frozen=True, slots=True)
class Asked:
    """Which options were given."""

    watch: bool = False
    watch_folder: bool = False
    already_there: bool = False
    dry_run: bool = False
    receipt: bool = False
    inbox: bool = False
    stub: bool = False
    act: bool = False
    named: bool = False
    """Whether a case or a source is named."""


def refuse_conflicts(asked: Asked) -> None:
    """Raise UsageError where one option would make another one count for nothing."""
    given = {
        "--watch": asked.watch,
        "--dry-run": asked.dry_run,
        "--receipt": asked.receipt,
        "--stub": asked.stub,
    }
    apart = (
        ("--watch", "--dry-run"),
        ("--dry-run", "--receipt"),
        ("--stub", "--watch"),
        ("--stub", "--dry-run"),
        ("--stub", "--receipt"),
    )
    for one, other in apart:
        if given[one] and given[other]:
            raise UsageError(_("{one} and {other} exclude each other").format(one=one, other=other))
    only = (("--watch-folder", asked.watch_folder), ("--already-there", asked.already_there))
    for option, is_given in only:
        if is_given and not asked.watch:
            raise UsageError(_("{option} goes only with --watch").format(option=option))
    if asked.watch and asked.inbox and asked.named:
        raise UsageError(
            _("With --inbox no case is named"),
            fix=_("Leave out --inbox, or the case"),
        )
    if asked.act and not asked.stub and (asked.inbox or (asked.watch and not asked.named)):
        raise act_without_case()


def act_without_case() -> UsageError:
    """Acts are numbered within their case: in the inbox the number means nothing yet."""
    return UsageError(
        _("Footage in the inbox has no case yet, so it cannot show one of its acts"),
        fix=_("Say the act when it is assigned: lawrec assign-media CASE inbox/M01 --act A01"),
    )
