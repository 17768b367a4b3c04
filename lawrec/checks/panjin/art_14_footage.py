"""Article 14: inspection, sampling and hearing are filmed, or the reason is given in writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lawrec.checks.base import Outcome, rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage_duty import filmed, reasons
from lawrec.schema.case import ActKind

INSPECTION: Mapping[ActKind, str] = {"onsite_inspection": "14a", "survey": "14a"}
SAMPLING: Mapping[ActKind, str] = {"sampling": "14b"}
HEARING: Mapping[ActKind, str] = {"hearing": "14c"}


@rule("14a")
def inspection_filmed(case: Facts) -> Iterator[Outcome]:
    """An on-site inspection or survey is recorded by film, sound or photo in its course.

    Duty: inspection and survey on the spot are recorded while they take place.
    Lawful: footage that certainly overlaps the act, or a written reason by one of its officers.
    Unlawful: no footage, or only from before or after; a reason that was merely spoken.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from filmed(case, INSPECTION, paper="onsite_inspection_record")


@rule("14b")
def sampling_filmed(case: Facts) -> Iterator[Outcome]:
    """The taking of samples is recorded by film, sound or photo in its course.

    Duty: sampling is recorded while the samples are taken.
    Lawful: footage that certainly overlaps the taking, or a written reason.
    Unlawful: no footage of the taking; footage of the laboratory does not count.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from filmed(case, SAMPLING, paper="sampling_list")


@rule("14c")
def hearing_filmed(case: Facts) -> Iterator[Outcome]:
    """A hearing is recorded by film, sound or photo in its course, a closed one too.

    Duty: a hearing is recorded while it is held.
    Lawful: footage that certainly overlaps the hearing, or a written reason.
    Unlawful: no footage and no written reason.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from filmed(case, HEARING, paper="hearing_transcript")


@rule("14d")
def reason_in_writing(case: Facts) -> Iterator[Outcome]:
    """Where such an act was unsuited to filming, one of its officers gives the reason in writing.

    Duty: the reason for not filming is put down in writing, for that act.
    Lawful: a statement with a reason, bound to the act, by an officer who took part.
    Unlawful: a blank reason, a draft, a reason for another act, a reason only spoken later.
    Remedy: put the true reason in writing, with its true date.
    """
    yield from reasons(case, {**INSPECTION, **SAMPLING, **HEARING})


RULES = (inspection_filmed, sampling_filmed, hearing_filmed, reason_in_writing)
