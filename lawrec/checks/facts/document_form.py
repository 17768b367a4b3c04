"""The outward form of a document of enforcement: the organ that it names, its specimen (18a)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.documents import Document, lacking
from lawrec.checks.facts.signatures import any_signed, look_up, signatures, unseen
from lawrec.i18n import N_
from lawrec.schema.base import is_blank


def organ(case: Facts, page: Document, *, deciding: bool) -> Iterator[Outcome]:
    """Its seal names the organ; that of another is a warning, for the text asks only for form."""
    names = [entry.who for _, entry in signatures(page, "organ") if not is_blank(entry.who)]
    state = any_signed(case, page, "organ") if names else "missing"
    if state == "unseen" and deciding:
        yield unseen(case, page, look_up(case, page, names[0], "organ"))
    if state in ("seen", "unseen"):
        own = case.profile.bureau.name if case.profile else None
        if own is not None and own not in names:
            yield _of_another(case, page, names[0], own)
        return
    text = N_("{record} {kind} names no organ: its seal is not entered")
    printed = page.data.kind == "summary_penalty_decision"
    if deciding and printed and any_signed(case, page, "officer") in ("seen", "unseen"):
        yield unsure(
            "organ_missing",
            N_(
                "{record} {kind} bears no seal of the organ; lawful if the form names it in print "
                "above the officers' signatures, unlawful if nothing names it"
            ),
            page.at("signatures"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set signatures=...",
            record=page.id,
            kind=case.kind_of(page.data),
        )
    else:
        yield lacking(case, page, "organ_missing", text, "signatures", deciding=deciding)


def _of_another(case: Facts, page: Document, name: str, own: str) -> Outcome:
    return satisfied_but(
        "warning",
        "organ_differs",
        N_("{record} {kind} bears the seal of {name}, and not that of {own}"),
        page.at("signatures"),
        record=page.id,
        kind=case.kind_of(page.data),
        name=name,
        own=own,
    )


def specimen(case: Facts, page: Document) -> Outcome:
    """The text has no forms: which one was used must be said, so that a person can compare."""
    if is_blank(page.data.template):
        return unsure(
            "specimen_unnamed",
            N_("{record} {kind} does not say which specimen it follows; a person must compare"),
            page.at("template"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set template=...",
            root=("specimen", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    current = case.profile.templates if case.profile else None
    if current is None or page.data.template == current:
        return met()
    return satisfied_but(
        "note",
        "specimen_other",
        N_("{record} {kind} follows the specimens {used}; the bureau names {current} today"),
        page.at("template"),
        used=page.data.template,
        current=current,
        record=page.id,
        kind=case.kind_of(page.data),
    )
