"""Article 16: coercive measures have their papers, and some are filmed."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, rule
from lawrec.checks.facts import measures
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.measure_footage import measure_filmed
from lawrec.checks.facts.measure_papers import no_measure, not_logged, papers
from lawrec.checks.facts.measure_powers import power


@rule("16a")
def body_has_power(case: Facts) -> Iterator[Outcome]:
    """The unit that took a coercive measure has power by law for that kind of measure.

    Duty: only a unit with power for the measure takes it.
    Lawful: the profile lists the kind of measure among the unit's coercive powers.
    Unlawful: the profile lists powers of the unit, and this kind is none of them.
    Remedy: check the provision that grants the power, and put the profile right.
    """
    found = [outcome for act in measures.measures(case) for outcome in power(case, act)]
    left = measures.loose(case, *measures.SHOWS_IT)
    found += [not_logged(case, page) for page in left]
    yield from found or [no_measure()]


@rule("16b")
def measure_on_paper(case: Facts) -> Iterator[Outcome]:
    """A coercive measure is put on the papers that the law prescribes.

    Duty: the measure is recorded in writing by making the statutory papers.
    Lawful: a decision, for sealing and seizure with a list of the things; the other papers there.
    Unlawful: no decision; a sealing or a seizure without a list, or with an empty one.
    Remedy: add the paper that was made; what was never made is put on record as a defect.
    """
    yield from papers(case)


@rule("16c")
def freedom_filmed(case: Facts) -> Iterator[Outcome]:
    """A measure that limits personal freedom is filmed while it is carried out.

    Duty: limiting a citizen's freedom is recorded by film, sound or photo, without exemption.
    Lawful: footage that certainly overlaps the measure.
    Unlawful: no footage of it; a written reason changes nothing.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from measure_filmed(case, "personal_freedom", "16c")


@rule("16d")
def sealing_filmed(case: Facts) -> Iterator[Outcome]:
    """The sealing of premises, facilities or property is filmed while it is carried out.

    Duty: sealing is recorded by film, sound or photo, without exemption.
    Lawful: footage that certainly overlaps the sealing.
    Unlawful: no footage of it; a written reason changes nothing.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from measure_filmed(case, "sealing", "16d")


@rule("16e")
def seizure_filmed(case: Facts) -> Iterator[Outcome]:
    """The seizure of property is filmed while it is carried out.

    Duty: seizure is recorded by film, sound or photo, without exemption.
    Lawful: footage that certainly overlaps the seizure.
    Unlawful: no footage of it; a written reason changes nothing.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from measure_filmed(case, "seizure", "16e")


RULES = (body_has_power, measure_on_paper, freedom_filmed, sealing_filmed, seizure_filmed)
