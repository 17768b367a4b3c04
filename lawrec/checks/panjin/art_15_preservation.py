"""Article 15: what is recorded when evidence is preserved."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.preservation import (
    Preservation,
    each,
    left_blank,
    objects_listed,
    reason_stated,
)
from lawrec.checks.facts.preservation_forms import forms_backed
from lawrec.i18n import N_


@rule("15pre")
def ground_named(case: Facts) -> Iterator[Outcome]:
    """Evidence is preserved where it may be lost or become hard to get.

    Duty: evidence may be lost, or hard to obtain later: only then is it preserved.
    Lawful: the record names which of the two; whether it is true a person judges.
    Unlawful: a preservation of which nothing is recorded at all.
    Remedy: name the ground in the record.
    """
    yield from each(case, _ground)


def _ground(case: Facts, one: Preservation) -> Iterator[Outcome]:
    """The text states a condition and asks for no entry, so a blank breaks nothing by itself."""
    if any(record.ground for record in one.typed):
        yield met()
        return
    page = one.papers[0]
    yield unsure(
        "preservation_ground_blank",
        N_("{record} {kind} does not name the ground: evidence may be lost, or hard to get later"),
        page.at("ground"),
        remedy=f"lawrec attest {case.label} 15pre --basis ...",
        root=("preservation_ground", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


@rule("15(1)")
def reason_recorded(case: Facts) -> Iterator[Outcome]:
    """The reason is recorded.

    Duty: when evidence is preserved, the reason for doing so is recorded.
    Lawful: a reason in the record or in the notice of advance registration.
    Unlawful: no record, or one without a reason.
    Remedy: add the reason that applied.
    """
    yield from each(case, _reason)


def _reason(case: Facts, one: Preservation) -> Iterator[Outcome]:
    yield met() if reason_stated(one) else left_blank(case, one, "reason")


@rule("15(2)")
def objects_recorded(case: Facts) -> Iterator[Outcome]:
    """The objects are recorded.

    Duty: when evidence is preserved, the concrete objects are recorded.
    Lawful: items in the record, or a list that belongs to it.
    Unlawful: no record, or one without any object.
    Remedy: enter the objects, one by one.
    """
    yield from each(case, _objects)


def _objects(case: Facts, one: Preservation) -> Iterator[Outcome]:
    yield met() if objects_listed(case, one) else left_blank(case, one, "items")


@rule("15(3)")
def forms_recorded(case: Facts) -> Iterator[Outcome]:
    """The form is recorded, and its paper is there.

    Duty: when evidence is preserved, its form is recorded: advance registration with its
    statutory paper, copying, footage, appraisal, survey, a transcript and so on.
    Lawful: forms that are stated and found in their own papers or footage.
    Unlawful: no form, or advance registration without its notice.
    Remedy: state the form, and enter its paper.
    """
    yield from each(case, _forms)


def _forms(case: Facts, one: Preservation) -> Iterator[Outcome]:
    if one.forms:
        yield from forms_backed(case, one)
    else:
        yield left_blank(case, one, "forms")


RULES = (ground_named, reason_recorded, objects_recorded, forms_recorded)
