"""Article 25, paragraph 2: footage goes into the unit's storage in time, and stays with nobody."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.custody import kept, private_copies
from lawrec.checks.facts.footage import made_by
from lawrec.checks.facts.storing import footage
from lawrec.checks.facts.storing_duty import longer_period, ordinary_period
from lawrec.checks.facts.storing_findings import clock_checked
from lawrec.i18n import N_


def _no_footage() -> Outcome:
    return not_applicable(N_("The case holds no footage of the bureau's own"), absent=("media",))


@rule("25.2a")
def not_kept_by_officers(case: Facts) -> Iterator[Outcome]:
    """Once the period is over, footage is in the unit's storage and with no officer.

    Duty: officers do not keep finished footage themselves.
    Lawful: in a store that the unit has designated; no private copies, as the handlers declare.
    Unlawful: still elsewhere with an officer after the period; private copies admitted.
    Remedy: hand it in, remove private copies, and declare that none are left.
    """
    media = [medium for medium in footage(case) if made_by(case, medium) != "others"]
    if not media:
        yield _no_footage()
        return
    for medium in media:
        yield from kept(case, medium)
    yield private_copies(case, media)


@rule("25.2b")
def stored_within_a_day(case: Facts) -> Iterator[Outcome]:
    """Within 24 hours of the end of each recording it is in a store that the unit designated.

    Duty: footage goes into the information system or the unit's own storage in 24 hours.
    Lawful: stored in time, to the second; either store; footage that a unit's fixed camera keeps.
    Unlawful: stored later without the longer period of work far away; never in such a store.
    Remedy: none once it is late; record the rectification.
    """
    media = [medium for medium in footage(case) if made_by(case, medium) != "others"]
    if not media:
        yield _no_footage()
    for medium in media:
        yield ordinary_period(case, medium)


@rule("25.2c")
def stored_after_return(case: Facts) -> Iterator[Outcome]:
    """Footage that could not be handed over in time is stored within 24 hours of the return.

    Duty: after continuous, distant or remote work, footage is stored in 24 hours of the return.
    Lawful: one of the three cases, why it was impossible, stored in time after the first return.
    Unlawful: no reason why it was impossible, or stored later than that.
    Remedy: state the true reason and return; nothing cures a storing that was late.
    """
    outcomes = [outcome for medium in footage(case) for outcome in longer_period(case, medium)]
    if not outcomes:
        none = N_("Nobody claims the longer period for work far away")
        yield not_applicable(none, absent=("media", "media_handover_record"))
    yield from outcomes


@rule("25.2d")
def clock_known(case: Facts) -> Iterator[Outcome]:
    """How far the device's clock is off is known where a storing lies close to its limit.

    Duty: none in the text; ours, because the 24 hours start from the device's own time.
    Lawful: the offset is noted at the device's check, or the storing is far from the limit.
    Unlawful: close to the limit by a clock that nobody compared; a note only.
    Remedy: compare the device's clock and note the offset with the act.
    """
    media = footage(case)
    if not media:
        yield _no_footage()
        return
    yield from [note for medium in media for note in clock_checked(case, medium)] or [met()]


RULES = (not_kept_by_officers, stored_within_a_day, stored_after_return, clock_known)
