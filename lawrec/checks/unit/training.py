"""Article 6, paragraph 2: officers are trained in recording, and recording is inspected."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, unsure
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.archiving import SupervisionRecord, TrainingRecord
from lawrec.schema.snapshot import Page, Place


@unit_rule("6.2a", "training_record")
def officers_trained(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: officers are trained in recording.

    Lawful: a training with its day, its topic and those who took part is on record. The text
    sets no frequency and none is asked.
    Unlawful: none is on record; it may have been held, so that the row stays open.
    Remedy: enter it with `lawrec unit add training_record`.
    """
    found = bureau.records_of(TrainingRecord)
    held = [page for page in found if _held(bureau, page)]
    if not held:
        yield _none(
            "no_training",
            N_("No training of officers in recording is on record"),
            "training_record",
        )
    elif not any(not is_blank(page.data.topic) and page.data.attendees for page in held):
        yield unsure(
            "training_incomplete",
            N_("The record of the training of {day} lacks its topic or those who took part"),
            held[-1].at(),
            day=held[-1].data.held_on,
        )
    else:
        yield met()


@unit_rule("6.2b", "supervision_record")
def recording_inspected(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: how acts are recorded is supervised and inspected.

    Lawful: an inspection with its day, its scope and its result is on record.
    Unlawful: none is on record; it may have been made, so that the row stays open.
    Remedy: enter it with `lawrec unit add supervision_record`.
    """
    found = bureau.records_of(SupervisionRecord)
    held = [page for page in found if _held(bureau, page)]
    if not held:
        yield _none(
            "no_supervision",
            N_("No inspection of how acts are recorded is on record"),
            "supervision_record",
        )
    elif not any(not is_blank(page.data.scope) and not is_blank(page.data.result) for page in held):
        yield unsure(
            "supervision_incomplete",
            N_("The record of the inspection of {day} lacks its scope or its result"),
            held[-1].at(),
            day=held[-1].data.held_on,
        )
    else:
        yield met()


def _held(bureau: UnitFacts, page: Page[TrainingRecord] | Page[SupervisionRecord]) -> bool:
    """Whether it has a day that is not still to come: a plan is no training."""
    held_on = page.data.held_on
    return held_on is not None and held_on <= bureau.day


def _none(code: str, message: str, kind: str) -> Outcome:
    remedy = f"lawrec unit add {kind} --set held_on=..."
    return unsure(code, message, Place("unit"), remedy=remedy)
