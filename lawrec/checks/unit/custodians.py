"""Article 7: the unit keeps its own files, and somebody named is in charge of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lawrec.checks.base import Outcome, met, satisfied_but, unsure, violated
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.snapshot import Place


@unit_rule("7.1")
def unit_keeps_its_files(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: the section or institution itself archives, stores and keeps its cases.

    Lawful: the unit has a custodian of its own, or an archive room of the bureau keeps the
    files, which is accepted with a note.
    Unlawful: nobody in the bureau keeps them, which 7.2a finds violated.
    Remedy: name a custodian with `lawrec officer add`.
    """
    if not bureau.enforcing:
        yield _no_unit(bureau)
    for name in bureau.enforcing:
        own, rooms, others = _custodians(bureau, name)
        if own:
            yield met()
        elif rooms:
            yield satisfied_but(
                "note",
                "kept_by_archive_room",
                N_("The files of {unit} are kept by {who} in another unit of the bureau"),
                _place(bureau, name),
                root=(name,),
                unit=name,
                who=rooms,
            )
        elif others:
            yield _elsewhere(bureau, name, others)
        else:
            yield replace(_nobody(bureau, name), verdict="undeterminable")


@unit_rule("7.2a")
def custodian_named(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: the unit that keeps files names dedicated persons for keeping and use.

    Lawful: a custodian is in office today, of the unit or of the bureau's archive room.
    Unlawful: no custodian is in office in the whole bureau.
    Remedy: name one with `lawrec officer add`.
    """
    if not bureau.enforcing:
        yield _no_unit(bureau)
    for name in bureau.enforcing:
        own, rooms, others = _custodians(bureau, name)
        if own or rooms:
            yield met()
        elif others:
            yield _elsewhere(bureau, name, others)
        else:
            yield _nobody(bureau, name)


def _custodians(bureau: UnitFacts, unit: str) -> tuple[list[str], list[str], list[str]]:
    """Custodians in office today: of the unit, of units that do not enforce, of the rest."""
    own: list[str] = []
    rooms: list[str] = []
    others: list[str] = []
    for name, post in bureau.posts("custodian", bureau.day):
        other = bureau.profile.units.get(post.unit)
        if post.unit == unit:
            own.append(name)
        elif other is not None and other.type == "other":
            rooms.append(name)
        else:
            others.append(name)
    return own, rooms, others


def _place(bureau: UnitFacts, unit: str) -> Place:
    return bureau.at("units", unit)


def _no_unit(bureau: UnitFacts) -> Outcome:
    return unsure(
        "no_enforcing_unit",
        N_("No section or institution that enforces is entered: who keeps the files is not known"),
        bureau.at("units"),
        severity="warning",
        root=("units",),
    )


def _elsewhere(bureau: UnitFacts, unit: str, who: list[str]) -> Outcome:
    return unsure(
        "custodian_of_other_unit",
        N_(
            "{unit} has no custodian of its own; {who} keeps files in another unit. Read "
            "strictly, each unit names its own; under an arrangement of the bureau one may "
            "serve several"
        ),
        _place(bureau, unit),
        severity="warning",
        remedy="lawrec officer add ... --duty custodian --since ...",
        root=(unit,),
        unit=unit,
        who=who,
    )


def _nobody(bureau: UnitFacts, unit: str) -> Outcome:
    return violated(
        "no_custodian",
        N_("Nobody in office keeps the files and footage of {unit} on {day}"),
        _place(bureau, unit),
        curable=True,
        remedy="lawrec officer add ... --duty custodian --since ...",
        root=(unit,),
        unit=unit,
        day=bureau.day,
    )
