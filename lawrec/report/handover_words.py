"""What the receipt of a hand-over says in words, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.i18n import _
from lawrec.report.handover_data import Item, Receipt


def size_text(size: int) -> str:
    """A number of bytes with its thousands apart."""
    return _("{bytes} bytes").format(bytes=f"{size:,}")


def recorded(item: Item) -> str:
    """From when to when it was recorded; a question mark where that is not certain."""
    if item.start is None and item.end is None:
        return _("time of recording unknown")
    mark = "" if item.certain else "?"
    times = [text for text in (item.start, item.end) if text is not None]
    if len(times) > 1 and times[0][:10] == times[1][:10]:
        times[1] = times[1][11:] or times[1]
    return " – ".join(times) + mark


def late_text(item: Item, *, remote: bool) -> str:
    """Whether it came within its 24 hours; with remote duty, that a reason is stated below."""
    if item.late == "no":
        return _("within 24 hours")
    told = item.late == "yes"
    said = _("later than 24 hours") if told else _("cannot be told from the file")
    return f"{said}*" if remote else said


def facts(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """Label and value of what stands at the head of the receipt."""
    yield _("Case"), " · ".join(p for p in (receipt.number, receipt.case, receipt.title) if p)
    yield _("Record"), receipt.record or _("none: kept in the inbox or recorded before")
    yield _("Handed over by"), receipt.giver or _("nobody named")
    yield _("Received by"), receipt.taker or _("nobody named")
    yield _("Stored in"), receipt.store or _("none declared")
    yield _("Handed over at"), receipt.at or _("not recorded")
    count = _("{count} items, {size}").format(
        count=len(receipt.items), size=size_text(receipt.size)
    )
    yield _("Total"), count


def clearing(receipt: Receipt) -> str:
    """Whether the card may be cleared."""
    if receipt.missing is None:
        return _(
            "Whether the card could be cleared was said when it was read; "
            "the record does not keep it."
        )
    if receipt.missing:
        return _("Do not clear the card yet. Missing:")
    return _("The card may be cleared.")


def refusals(receipt: Receipt) -> Iterator[str]:
    """What was not taken, and why."""
    if receipt.refused is None:
        yield _("What was refused was said when the card was read; the record does not keep it.")
        return
    if not receipt.refused:
        yield _("Nothing was refused.")
    for name, reason in receipt.refused:
        yield f"{name}: {reason}"


def recipe() -> Iterator[str]:
    """How anybody can make the digest of the list again."""
    yield _(
        "One line an item: its SHA-256, two spaces, its size in bytes, two spaces, its number, "
        "a line feed. The lines are sorted by their bytes; the SHA-256 of all of them is the "
        "digest of the list, its first 20 digits are the code."
    )
    yield "LC_ALL=C sort list.txt | sha256sum"
