"""What a watching station says of each event: a line for people, an object for programs."""

from __future__ import annotations

import os
from typing import Any

from lawrec.i18n import _
from lawrec.operations.intake_texts import reason_text
from lawrec.operations.watch_events import (
    Card,
    Done,
    Empty,
    Event,
    Failed,
    Found,
    Held,
    Ours,
    Pulled,
    Queued,
    Reading,
    Stopped,
    Stopping,
    Waiting,
)
from lawrec.report.lines import flat, listed

_KILO = 1000
_NAMES = 3


def card_text(card: Card) -> str:
    """Whose card it is, as far as anything tells."""
    return _("{name} · recorder {device} · officer {officer}").format(
        name=flat(card.volume.name),
        device=flat(card.owner.device or _("unknown")),
        officer=flat(card.owner.officer or _("unknown")),
    )


def amount(size: float) -> str:
    """A number of bytes in the unit that people use for cards."""
    for unit in ("B", "kB", "MB"):
        if size < _KILO:
            return f"{size:.0f} {unit}"
        size /= _KILO
    return f"{size:.1f} GB"


def clock(seconds: float) -> str:
    """A length of time as on a clock: 2:05, 1:02:05."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counts(event: Done | Pulled) -> str:
    """How many files were stored, known already, refused."""
    done = event.imported
    if done is None:
        return ""
    return _("Stored {stored}, already there {duplicate}, refused {refused}").format(
        stored=done.count("stored"),
        duplicate=done.count("duplicate"),
        refused=done.count("refused"),
    )


def reading_text(event: Reading) -> str:
    """How far it is, in numbers."""
    told = _("{files} of {all} files, {size}, {rate}/s").format(
        files=event.files,
        all=event.card.files,
        size=amount(event.card.size),
        rate=amount(event.rate),
    )
    if event.left_s is None:
        return told
    return _("{told}, {left} left").format(told=told, left=clock(event.left_s))


def not_clear_text(event: Done) -> str:
    """Why the card may not be cleared, the first reasons; empty where it may."""
    missing = [*event.imported.missing]
    if event.grown:
        missing.insert(0, _("something came onto the card while it was read"))
    return names(tuple(missing))


def sentence(event: Event) -> str:
    """The event in one line."""
    if isinstance(event, Waiting):
        return _("Waiting for a card; end with Ctrl-C")
    if isinstance(event, Stopping):
        return _("Ending after the file under way; Ctrl-C again breaks off")
    if isinstance(event, Stopped):
        return _("Ended.")
    return f"{flat(event.card.volume.name)}: {_of_card(event)}"


def _of_card(event: Event) -> str:
    if isinstance(event, Found):
        size = amount(event.card.size)
        said = _("{count} files, {size}").format(count=event.card.files, size=size)
        return f"{said} · {card_text(event.card).split(' · ', 1)[1]}"
    if isinstance(event, Reading):
        told = reading_text(event)
        return _("do not pull it out, {percent} % read, {told}").format(
            percent=int(100 * event.share), told=told
        )
    if isinstance(event, Done):
        return _done(event)
    if isinstance(event, Pulled):
        if not event.early:
            return _("pulled out")
        said = _("pulled out too early; nothing is lost, plug it in again")
        return f"{said} ({counts(event)})" if event.imported else said
    return _other(event)


def _done(event: Done) -> str:
    may = _("may be pulled out")
    if event.clear:
        return f"{counts(event)}; {may}; " + _("the card may be cleared")
    why = not_clear_text(event)
    return f"{counts(event)}; {may}; " + _("do not clear it: {why}").format(why=why)


def _other(event: Event) -> str:
    if isinstance(event, Empty):
        return _("no footage on it") + (f" ({names(event.others)})" if event.others else "")
    if isinstance(event, Ours):
        return _("not read: it holds a case repository, a case or a package")
    if isinstance(event, Queued):
        return _("comes next; leave it in")
    if isinstance(event, Held):
        return _("waiting: {reason}").format(reason=flat(event.trouble.what))
    if isinstance(event, Failed):
        return trouble_text(event)
    raise TypeError(event)


def trouble_text(event: Failed) -> str:
    """What went wrong, what to do, and whether the station tries again by itself."""
    parts = [event.trouble.what, event.trouble.where, event.trouble.fix]
    said = flat("; ".join(part for part in parts if part))
    if event.again_s is not None:
        said += "; " + _("tried again in {seconds} s").format(seconds=round(event.again_s))
    return said


def names(texts: tuple[str, ...]) -> str:
    """Some names of many."""
    shown = listed(texts[:_NAMES])
    if len(texts) <= _NAMES:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(texts) - _NAMES)


def as_object(event: Event, at: str) -> dict[str, Any]:
    """The event for programs; `at` is when it was told. Sizes in bytes, times in seconds."""
    told: dict[str, Any] = {"schema_version": "1", "event": event.kind, "at": at}
    if isinstance(event, Stopped):
        return told | {"cut_short": event.cut_short}
    if isinstance(event, Waiting | Stopping):
        return told
    told["card"] = _card(event.card)
    if isinstance(event, Reading):
        told |= {"done_bytes": event.done, "total_bytes": event.total, "files_done": event.files}
        told |= {"percent": int(100 * event.share), "bytes_per_s": round(event.rate)}
        told["left_s"] = None if event.left_s is None else round(event.left_s)
    elif isinstance(event, Empty):
        told["others"] = [flat(name) for name in event.others]
    elif isinstance(event, Held | Failed):
        trouble = event.trouble
        told["reason"] = {"what": trouble.what, "where": trouble.where, "fix": trouble.fix}
        told["again_s"] = event.again_s if isinstance(event, Failed) else None
    elif isinstance(event, Done | Pulled):
        told |= _answers(event)
    return told


def _card(card: Card) -> dict[str, Any]:
    return {
        "path": _clean(os.fspath(card.volume.path)),
        "name": _clean(card.volume.name),
        "uuid": card.volume.uuid,
        "files": card.files,
        "bytes": card.size,
        "device": card.owner.device,
        "officer": card.owner.officer,
    }


def _answers(event: Done | Pulled) -> dict[str, Any]:
    done = event.imported
    told: dict[str, Any] = {} if isinstance(event, Done) else {"early": event.early}
    if done is None:
        return told
    told["case"] = done.case
    told |= {kind: done.count(kind) for kind in ("stored", "duplicate", "refused")}
    told["record"] = done.handover.record
    told["items"] = [taken.item for taken in done.files if taken.item]
    told["refusals"] = [
        {"name": _clean(t.found.name), "code": t.code, "reason": reason_text(t.code)}
        for t in done.files
        if t.result == "refused"
    ]
    if isinstance(event, Done):
        missing = [*done.missing, *(["card_grown"] if event.grown else [])]
        told["safe_to_clear"] = {"answer": "yes" if event.clear else "no", "missing": missing}
    return told


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
