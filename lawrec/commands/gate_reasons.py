"""The reasons why a case is not archived, by their grounds, each with its cure."""

from __future__ import annotations

from collections.abc import Iterable

from lawrec.commands.common import out
from lawrec.i18n import _
from lawrec.operations.archive_texts import GROUNDS, Reason


def show_reasons(reasons: Iterable[Reason], *, findings: bool = True) -> None:
    """Print them grouped, what must be cured first comes first; with what the findings say."""
    known = tuple(reasons)
    for ground, title in GROUNDS.items():
        found = [reason for reason in known if reason.ground == ground]
        if not found:
            continue
        out()
        head = _("({ground}) {title}: {count}")
        out(head.format(ground=ground, title=_(title), count=len(found)))
        for remedy in dict.fromkeys(reason.remedy for reason in found):
            for reason in found:
                if reason.remedy == remedy:
                    out(f"  {reason.subject}")
                    for text in reason.why if findings else ():
                        out(f"    {text}")
            if remedy:
                out(_("    cure: {command}").format(command=remedy))
