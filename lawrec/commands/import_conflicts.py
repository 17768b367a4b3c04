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
    at: bool = False


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
    if asked.watch and asked.at:
        raise UsageError(
            _("With --watch every card is handed over when it comes, so --at cannot be right")
        )
    if asked.watch and asked.inbox and asked.named:
        raise UsageError(
            _("With --inbox no case is named"),
            fix=_("Leave out --inbox, or the case"),
        )
    if asked.act and not asked.stub and (asked.inbox or (asked.watch and not asked.named)):
        from lawrec.operations.handover_given import act_without_case

        raise act_without_case()
