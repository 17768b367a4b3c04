"""The receipt of a hand-over as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from lawrec.i18n import _
from lawrec.report.handover_data import Receipt
from lawrec.report.handover_words import (
    clearing,
    facts,
    late_text,
    recipe,
    recorded,
    refusals,
    size_text,
)
from lawrec.report.lines import flat, labelled, listed


def receipt_text(receipt: Receipt) -> Iterator[str]:
    """The receipt line by line."""
    yield " · ".join(flat(part) for part in (receipt.bureau, _("Hand-over receipt")) if part)
    for label, value in facts(receipt):
        yield labelled(label, flat(value))
    yield ""
    for item in receipt.items:
        told = (flat(item.name), size_text(item.size), recorded(item))
        late = late_text(item, remote=bool(receipt.excuse))
        yield f"{item.id}  {'  '.join(told)}  {late}"
        yield f"     {item.sha256}  {listed(item.checks)}"
        yield from (f"     {flat(remark)}" for remark in item.remarks)
    yield from (f"  {flat(note)}" for note in receipt.notes)
    if receipt.known:
        told_known = listed(f"{name} ({item})" for name, item in receipt.known)
        yield labelled(_("There already"), told_known)
    if receipt.excuse:
        yield labelled("* " + _("Stated reason for a later hand-over"))
        yield from (f"  {labelled(label, flat(text))}" for label, text in receipt.excuse)
    yield labelled(_("Refused"))
    yield from (f"  {flat(text)}" for text in refusals(receipt))
    if receipt.passed:
        yield labelled(_("Left behind as no footage"), listed(receipt.passed))
    yield clearing(receipt)
    yield from (f"  {flat(text)}" for text in receipt.missing or ())
    yield ""
    yield labelled(_("Digest of the list"), receipt.digest)
    yield labelled(_("Code"), receipt.code)
    if receipt.anchor is not None:
        yield labelled(_("Evidence log"), anchor_text(receipt))
    yield from recipe()


def anchor_text(receipt: Receipt) -> str:
    """The newest line of the evidence log about the case, which this paper anchors."""
    anchor = receipt.anchor
    if anchor is None:
        return ""
    return _("line {seq} of {at}, digest {digest}, state {head}").format(
        seq=anchor.seq, at=anchor.at, digest=anchor.digest, head=anchor.head
    )


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """The receipt for programs; null for what the record does not keep."""
    told = asdict(receipt)
    return {"schema_version": "1", **told, "digest": receipt.digest, "code": receipt.code}
