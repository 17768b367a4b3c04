"""Who signs a paper by hand: each with a printed name and an empty line, never a typed signature.

What the record says of a signature that was refused or impossible stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from lawrec.forms.fields import Blanks, Fields
from lawrec.forms.wording import plain, stamp
from lawrec.i18n import Language
from lawrec.schema.field_names import field_name
from lawrec.schema.records.common import Approval, Record, Signature, Transcript
from lawrec.schema.records.kinds import Kind
from lawrec.schema.records.service import ServiceReceipt
from lawrec.schema.value_names import value_name


def signers(
    kind: Kind, record: Record | None, faced: Blanks, officers: Blanks, into: Language
) -> Blanks:
    """Those whom the record names, else those who will have to sign a paper of this kind.

    The bureau's seal is none of them: it has a place of its own.
    """
    given = tuple(s for s in record.signatures if s.as_ != "organ") if record else ()
    found = [_signed(signature, into) for signature in given]
    if not found:
        expected = _expected(kind, record, faced, officers)
        found = [_empty(who, role, into) for who, role in expected]
    return Blanks(found, _empty("", "party", into), blank=record is None)


def sealed(kind: Kind, record: Record | None) -> bool:
    """Whether the bureau's seal belongs on it: papers that leave the house, or where it says so."""
    return outward(kind) or any(s.as_ == "organ" for s in (record.signatures if record else ()))


def outward(kind: Kind) -> bool:
    """Whether papers of that kind have a number and leave the house."""
    return "doc_no" in kind.model.model_fields


def _signed(signature: Signature, into: Language) -> Fields:
    said = "" if signature.status == "signed" else value_name(signature.status, into, "status")
    colon, stop = ("：", "；") if into == "zh" else (": ", "; ")
    by = plain(signature.noted_by or "")
    parts = (
        said,
        plain(signature.note or ""),
        f"{field_name('noted_by', into)}{colon}{by}" if by else "",
    )
    fields: dict[str, Any] = {
        "who": plain(signature.who),
        "role": value_name(signature.as_, into),
        "at": stamp(signature.at, into) if isinstance(signature.at, date) else "",
        "note": stop.join(filter(None, parts)),
        "relation": plain(signature.relation or ""),
    }
    return Fields(fields)


def _empty(who: str, role: str, into: Language) -> Fields:
    name = value_name(role, into)
    return Fields({"who": who, "role": name, "at": "", "note": "", "relation": ""})


def _expected(
    kind: Kind, record: Record | None, faced: Blanks, officers: Blanks
) -> Iterator[tuple[str, str]]:
    """Names and roles on a paper that says nothing of signatures yet."""
    if issubclass(kind.model, (Transcript, ServiceReceipt)):
        first, then = ("party", "officer")
        if issubclass(kind.model, ServiceReceipt):
            first, then = ("recipient", "server")
        for person in faced or [faced.empty]:
            yield person.name, first
        for officer in officers:
            yield officer.name, then
    elif record is None and not issubclass(kind.model, Approval) and not outward(kind):
        yield "", "officer"
