"""The hand-over receipt: what was stored, what was not, and whether the card may be cleared."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.i18n import _
from lawrec.operations.importing import Imported
from lawrec.operations.intake import Taken
from lawrec.operations.intake_texts import defects_text, reason_text
from lawrec.report.lines import flat
from lawrec.schema.moments import format_moment

_SHOWN = 12


def receipt(done: Imported) -> Iterator[str]:
    """The receipt line by line."""
    yield _("Stored {stored}, already there {duplicate}, refused {refused}").format(
        stored=done.count("stored"),
        duplicate=done.count("duplicate"),
        refused=done.count("refused"),
    )
    for taken in done.files:
        if taken.result == "stored":
            yield f"  {taken.item}  {flat(taken.found.name)}  {_when(taken)}"
    for taken in done.files:
        if taken.result == "refused":
            yield _("  refused: {name}: {reason}").format(
                name=flat(taken.found.name), reason=reason_text(taken.code)
            )
    for taken in done.files:
        if taken.renews is not None:
            yield _("  {id}: stored anew; the copy {old} is gone or was altered").format(
                id=taken.item, old=taken.renews
            )
    for taken in done.suspicious:
        defects = defects_text(taken.sidecar.defects if taken.sidecar else ())
        yield _("  suspicious: {id} {name}: {defects}").format(
            id=taken.item, name=flat(taken.found.name), defects=defects
        )
    yield from _handover(done)
    if done.passed:
        yield _("Left behind as no footage: {names}").format(names=_names(done))
    if done.missing:
        yield _("Do not clear the card yet. Missing:")
        yield from (f"  {flat(text)}" for text in done.missing)
    else:
        yield _("The card may be cleared.")


def _when(taken: Taken) -> str:
    if taken.sidecar is None:
        return ""
    captured = taken.sidecar.captured
    if captured.start is None:
        return _("(time of recording unknown)")
    start = format_moment(captured.start).replace("T", " ")
    act = f"  {taken.sidecar.act}" if taken.sidecar.act else ""
    return f"{start}{'' if captured.certain == 'yes' else '?'}{act}"


def _handover(done: Imported) -> Iterator[str]:
    handover = done.handover
    if handover.record is None:
        return
    yield _(
        "Hand-over {record}: from {giver} to {keeper}, store {store}, {count} items, {at}"
    ).format(
        record=handover.record,
        giver=handover.from_,
        keeper=handover.to or _("nobody named"),
        store=handover.store or _("none declared"),
        count=len(handover.items),
        at=handover.at,
    )
    if handover.late:
        yield _("Later than 24 hours after recording: {items}").format(
            items=", ".join(handover.late)
        )
    if handover.untold:
        yield _("Whether within 24 hours cannot be told from the file: {items}").format(
            items=", ".join(handover.untold)
        )
    if not handover.late and not handover.untold:
        yield _("All within 24 hours of recording.")


def _names(done: Imported) -> str:
    """The names of what was left behind; of many, the first ones and how many there are."""
    names = [flat(found.name) for found in done.passed]
    if len(names) <= _SHOWN:
        return ", ".join(names)
    return _("{names} and {count} more").format(
        names=", ".join(names[:_SHOWN]), count=len(names) - _SHOWN
    )
