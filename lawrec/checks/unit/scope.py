"""Articles 2, 30 and 31: whose power, whose rules, and since when."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    pending,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Unit
from lawrec.schema.records.initiation import EntrustmentDocument
from lawrec.schema.snapshot import Page


@unit_rule("2b", "entrustment_document")
def power_has_a_source(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: the power comes from statute, authorisation by law, or lawful entrustment.

    Lawful: the unit's source of power is named; an entrustment has its paper, its organ and a
    period that covers today.
    Unlawful: a unit is said to be entrusted and no paper of entrustment is named.
    Remedy: name the source in lawrec.yaml; enter the paper with `lawrec unit add`.
    """
    stated = {name: unit for name, unit in bureau.profile.units.items() if unit.power_basis}
    units = {n: u for n, u in {**bureau.enforcing, **stated}.items() if u.type != "branch"}
    if not units:
        yield _no_units(bureau)
    for name, unit in units.items():
        if unit.power_basis is None:
            yield unsure(
                "power_basis_blank",
                N_("The source of the power of {unit} is not entered"),
                bureau.at("units", name),
                root=(name,),
                unit=name,
            )
        elif unit.power_basis == "entrusted":
            yield from _entrusted(bureau, name, unit)
        else:
            yield met()


def _no_units(bureau: UnitFacts) -> Outcome:
    return unsure(
        "no_units",
        N_("No unit that enforces is entered in lawrec.yaml"),
        bureau.at("units"),
        root=("units",),
    )


def _entrusted(bureau: UnitFacts, name: str, unit: Unit) -> Iterator[Outcome]:
    place = bureau.at("units", name)
    if is_blank(unit.entrustment):
        yield violated(
            "entrustment_not_named",
            N_("{unit} is said to act on entrustment, but no paper of entrustment is named"),
            place,
            curable=True,
            remedy="lawrec unit add entrustment_document --set ...",
            root=(name,),
            unit=name,
        )
        return
    named = bureau.at("units", name, "entrustment")
    paper = _paper(bureau, str(unit.entrustment))
    if paper is None and _is_unit_id(str(unit.entrustment)):
        yield unsure(
            "entrustment_paper_absent",
            N_("{unit} names {paper}, which is no paper of entrustment of this bureau"),
            named,
            root=(name,),
            unit=name,
            paper=unit.entrustment,
        )
        return
    yield from _period(bureau, name, unit, paper)


def _period(
    bureau: UnitFacts, name: str, unit: Unit, paper: Page[EntrustmentDocument] | None
) -> Iterator[Outcome]:
    """The organ and the days, as the profile has them or else the paper."""
    place = bureau.at("units", name, "entrustment")
    organ = unit.entrusting_organ or (paper.data.entrusting_organ if paper else None)
    since = unit.entrusted_from or (paper.data.from_ if paper else None)
    until = unit.entrusted_to or (paper.data.to if paper else None)
    if is_blank(organ) or since is None or until is None:
        yield unsure(
            "entrustment_incomplete",
            N_("The entrustment of {unit} lacks its organ or its period"),
            place,
            root=(name,),
            unit=name,
        )
    elif not since <= bureau.day <= until:
        yield unsure(
            "entrustment_not_in_force",
            N_(
                "The entrustment of {unit} runs from {since} until {until}: nothing done today "
                "can rest on it, unless the unit no longer enforces or there is a newer one"
            ),
            place,
            root=(name,),
            unit=name,
            since=since,
            until=until,
        )
    else:
        yield met()


def _is_unit_id(text: str) -> bool:
    return text[:1] == "U" and text[1:].isdigit()


def _paper(bureau: UnitFacts, named: str) -> Page[EntrustmentDocument] | None:
    found = bureau.records_of(EntrustmentDocument)
    return next((page for page in found if page.id == named), None)


@unit_rule("30")
def branches_have_rules(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: a branch makes its own rules on recording.

    Lawful: each branch names its rules; its cases are not measured by this regulation.
    Unlawful: a branch names none; they may exist and only not be entered, so it stays open.
    Remedy: name the branch's rules in lawrec.yaml.
    """
    branches = {n: unit for n, unit in bureau.profile.units.items() if unit.type == "branch"}
    if not branches:
        yield not_applicable(N_("No branch is entered"))
    for name, unit in branches.items():
        if is_blank(unit.ruleset):
            yield unsure(
                "branch_without_rules",
                N_("The branch {unit} names no rules of its own on recording"),
                bureau.at("units", name),
                severity="warning",
                root=(name,),
                unit=name,
            )
        else:
            yield satisfied_but(
                "note",
                "branch_rules",
                N_("The cases of the branch {unit} are measured by its own rules: {rules}"),
                bureau.at("units", name, "ruleset"),
                root=(name,),
                unit=name,
                rules=unit.ruleset,
            )


@unit_rule("31")
def effective_date_known(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: the regulation applies from its day of issue; its text does not name that day.

    Lawful: lawrec.yaml has the day of issue and it has come.
    Unlawful: the day is not entered, so that nobody can tell which acts are covered.
    Remedy: enter effective_from in lawrec.yaml.
    """
    since = bureau.profile.effective_from
    if since is None:
        yield unsure(
            "effective_date_unset",
            N_(
                "The day of issue is not entered (effective_from): which acts the regulation "
                "covers cannot be told"
            ),
            bureau.at(),
            severity="warning",
        )
    elif not bureau.snapshot.known:
        yield unsure(
            "effective_date_of_sender",
            N_("That the regulation is in force from {since} is only stated in this folder"),
            bureau.at("effective_from"),
            since=since,
        )
    elif not bureau.in_force():
        yield pending(
            "not_in_force_yet",
            N_("The regulation is in force from {since}"),
            bureau.at("effective_from"),
            due=since,
            since=since,
        )
    else:
        yield met()
