"""The hand-over receipt: what was stored, what was not, and whether the card may be cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from lawrec.i18n import _, language
from lawrec.operations.import_models import Imported
from lawrec.operations.import_preview import Preview
from lawrec.operations.intake import Taken
from lawrec.operations.intake_texts import defects_text, reason_text
from lawrec.operations.naming import Understood
from lawrec.operations.series_texts import gap_lines, later_lines, original_lines
from lawrec.report.handover_data import receipt_digest, short_code
from lawrec.report.lines import flat, id_ranges
from lawrec.schema.media import GUESSED, Sidecar
from lawrec.schema.moments import format_moment
from lawrec.schema.value_names import value_name

_SHOWN = 12


def receipt_lines(done: Imported) -> Iterator[str]:
    """The receipt line by line."""
    yield _("Stored {stored}, already there {duplicate}, refused {refused}").format(
        stored=done.count("stored"),
        duplicate=done.count("duplicate"),
        refused=done.count("refused"),
    )
    yield from _files(done)
    yield from _guesses(done)
    yield from _said_for_nothing(done)
    for taken in done.suspicious:
        defects = defects_text(taken.sidecar.defects if taken.sidecar else ())
        yield _("  suspicious: {id} {name}: {defects}").format(
            id=taken.item, name=flat(taken.found.name), defects=defects
        )
    yield from (
        f"  {flat(line)}"
        for line in (
            *gap_lines(done.gaps),
            *original_lines(done.files),
            *later_lines(done.later, done.case),
        )
    )
    yield from (f"  {flat(problem.message)} ({problem.place})" for problem in done.problems)
    yield from _handover(done)
    yield from _digest(done)
    if done.passed:
        yield _("Left behind as no footage: {names}").format(
            names=_names([found.name for found in done.passed])
        )
    if done.missing:
        yield _("Do not clear the card yet. Missing:")
        yield from (f"  {flat(text)}" for text in done.missing)
    else:
        yield _("The card may be cleared.")


def _files(done: Imported) -> Iterator[str]:
    """What was stored, what was refused, and what had to be stored anew."""
    for taken in done.files:
        if taken.result == "stored":
            told = (taken.item, flat(taken.found.name), _when(taken), *_whose(taken.sidecar))
            yield "  ".join(("", *filter(None, told)))
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


def _whose(said: Sidecar | Understood | None) -> tuple[str, str]:
    """Device and person, the latter with a question mark where only assumed."""
    if said is None:
        return "", ""
    mark = "?" if said.operator_by in GUESSED else ""
    return flat(said.device or ""), f"{flat(said.operator)}{mark}" if said.operator else ""


def _guesses(done: Imported) -> Iterator[str]:
    """Who is only assumed to have filmed, and which device it only may be; what to do then."""
    people: dict[tuple[str, str], list[str]] = {}
    devices: dict[str, list[str]] = {}
    for taken in done.files:
        said = taken.sidecar
        if taken.item is None or said is None or taken.result != "stored":
            continue
        if said.operator and said.operator_by in GUESSED:
            people.setdefault((said.operator, said.operator_by or ""), []).append(taken.item)
        if taken.alike:
            devices.setdefault(taken.alike, []).append(taken.item)
    for (name, why), items in people.items():
        text = _("  Filmed by {name}? {why}; nothing else tells it: {items}")
        reason = value_name(why, language(), "operator_by")
        yield text.format(name=flat(name), why=reason, items=id_ranges(items))
    for device, items in devices.items():
        text = _("  {device} has the same model; nothing tells whether it is that one: {items}")
        yield text.format(device=flat(device), items=id_ranges(items))
    if people or devices:
        yield _("  Correct it with: {command}").format(
            command="lawrec amend CASE M01 --set operator=... --set device=... --reason ..."
        )


_DIFFERS = ("other_officer_named", "other_device_named")


def _said_for_nothing(done: Imported) -> Iterator[str]:
    """Where what was entered at the import does not fit the files, or the roster."""
    stored = [(t.item, t.sidecar) for t in done.files if t.result == "stored" and t.sidecar]
    for code in _DIFFERS:
        items = [item for item, said in stored if item and code in said.defects]
        if items:
            yield f"  {defects_text((code,))} {id_ranges(items)}"
    yield from (
        _("  {name} is not in the register").format(name=flat(name)) for name in done.strangers
    )
    items = [item for item, said in stored if item and said.captured.source != "declared"]
    if done.declared and items:
        text = _("  The stated times were not used for what has a time of its own: {items}")
        yield text.format(items=id_ranges(items))
    several = [item for item, said in stored if item and said.captured.source == "declared"]
    if len(several) > 1:
        text = _("  The same stated times stand for {count} files: {items}")
        yield text.format(count=len(several), items=id_ranges(several))


def preview_lines(preview: Preview) -> Iterator[str]:
    """What an import would do, line by line."""
    yield _("Nothing is written. Would store {new} ({size} MB), already there {duplicate}").format(
        new=preview.count("new"),
        size=-(-preview.size // 1_000_000),
        duplicate=preview.count("duplicate"),
    )
    for file in preview.files:
        name = flat(file.found.name)
        if file.result == "duplicate":
            yield _("  {name}: already there as {id}").format(name=name, id=file.item)
        elif file.result == "refused":
            yield _("  refused: {name}: {reason}").format(name=name, reason=reason_text(file.code))
        elif file.said is not None:
            said = file.said
            told = _time(said.start, file.act, certain=said.certain)
            yield "  ".join(filter(None, (f"  {name}", told, *_whose(said))))
            if said.facts.defects:
                yield f"    {defects_text(said.facts.defects)}"
    if preview.passed:
        yield _("Left behind as no footage: {names}").format(
            names=_names([found.name for found in preview.passed])
        )


def _when(taken: Taken) -> str:
    if taken.sidecar is None:
        return ""
    captured = taken.sidecar.captured
    return _time(captured.start, taken.sidecar.act, certain=captured.certain == "yes")


def _time(start: datetime | date | None, act: str | None, *, certain: bool) -> str:
    """When it was recorded, with a question mark where that is not certain, and the act."""
    if start is None:
        return _("(time of recording unknown)")
    shown = format_moment(start).replace("T", " ")
    return f"{shown}{'' if certain else '?'}{f'  {act}' if act else ''}"


def _handover(done: Imported) -> Iterator[str]:
    handover = done.handover
    if handover.record is None:
        return
    yield _(
        "Hand-over {record}: from {giver} to {keeper}, store {store}, {count} items, {at}"
    ).format(
        record=handover.record,
        giver=handover.from_ or _("nobody named"),
        keeper=handover.to or _("nobody named"),
        store=handover.store or _("none declared"),
        count=len(handover.items),
        at=handover.at,
    )
    if handover.late:
        yield _("Later than 24 hours after recording: {items}").format(
            items=id_ranges(handover.late)
        )
    if handover.untold:
        yield _("Whether within 24 hours cannot be told from the file: {items}").format(
            items=id_ranges(handover.untold)
        )
    if handover.early:
        yield _(
            "Recorded after the stated time of the hand-over, by their own times: {items}"
        ).format(items=id_ranges(handover.early))
    if not (handover.late or handover.untold or handover.early):
        yield _("All within 24 hours of recording.")


def _digest(done: Imported) -> Iterator[str]:
    """The digest of what was taken in, so that paper which people sign anchors the disk."""
    items = done.handed_over
    if items:
        digest = receipt_digest(items)
        yield _("Digest of the list: {digest}").format(digest=digest)
        yield _("Code: {code}").format(code=short_code(digest))


def _names(passed: Sequence[str]) -> str:
    """The names of what was left behind; of many, the first ones and how many there are."""
    names = [flat(name) for name in passed]
    if len(names) <= _SHOWN:
        return ", ".join(names)
    return _("{names} and {count} more").format(
        names=", ".join(names[:_SHOWN]), count=len(names) - _SHOWN
    )
