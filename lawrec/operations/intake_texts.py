"""What the codes of an import mean: why a file was refused, and what is odd about a recording."""

from __future__ import annotations

from collections.abc import Iterable

from lawrec.i18n import N_, _, language
from lawrec.media.facts_text import explain

_REASONS = {
    "link": N_("a link; links are not followed"),
    "special": N_("a pipe, device or socket, no file"),
    "empty": N_("empty"),
    "unreadable": N_("it cannot be opened"),
    "stopped": N_("not begun: the work was ended before it"),
    "no_room": N_("larger than all the room that is free on this disk"),
    "missing": N_("it is not there"),
    "too_deep": N_("folders too deep"),
    "source_changed": N_("its content changed or differed between two readings"),
    "source_unreadable": N_("the medium failed while it was read"),
    "source_odd": N_("it is no ordinary file any more"),
    "copy_differs": N_("the copy does not read back as it was written"),
}


def reason_text(code: str | None) -> str:
    """Why a file was refused, in the user's language."""
    return _(_REASONS.get(code or "", code or ""))


def defects_text(codes: Iterable[str]) -> str:
    """What is odd about a recording, a sentence for each defect."""
    return ("" if language() == "zh" else " ").join(explain(code) for code in codes)
