"""Article 4, paragraph 4: text, film or both; where upper law provides otherwise, it prevails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lawrec.checks.base import Outcome, Rule, not_applicable, rule, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.overrides import Claim, Standing, claims
from lawrec.i18n import N_
from lawrec.schema.snapshot import Place

_REASONS: Mapping[Standing, str] = MappingProxyType(
    {
        "no_such_row": N_("The override names {clause}, which is no row of this rulebook"),
        "no_provision": N_("The override of {clause} names no provision of upper law"),
        "out_of_scope": N_(
            "{clause} is no choice of text or film: its override must name an entry of an "
            "upper-law book"
        ),
        "no_such_entry": N_("The override of {clause} names {entry}, which no book here has"),
        "other_entry": N_("{entry} does not allow to depart from {clause}"),
        "no_evidence": N_("Nothing in the case shows that the condition of {entry} is met"),
        "not_approved": N_(
            "{who} claims an exception from {clause}; nothing shows that the legal section "
            "approved it"
        ),
    }
)
"""Why an override has no effect, where that leaves open whether it is justified."""


@rule("4.4b")
def upper_law_cited(case: Facts) -> Iterator[Outcome]:
    """An override rests on upper law that is named, and the legal section approved it.

    Duty: where upper law provides otherwise, that is followed.
    Lawful: the override cites its provision, or an entry of an upper-law book with evidence.
    Unlawful: an override without any basis; it waives nothing.
    Remedy: name the provision and who of the legal section approved, or drop the override.
    """
    every = claims(case)
    if not every:
        yield not_applicable(N_("No departure by upper law is claimed"), absent=("case",))
    for claim in every:
        yield _judged(case, claim)


def _judged(case: Facts, claim: Claim) -> Outcome:
    page = case.snapshot.case
    place = page.at("overrides", claim.index) if page else case.case_place
    entry = claim.override
    root = ("override", str(claim.index))
    if claim.standing in ("holds", "words_only"):
        return _used(claim, place)
    if claim.standing == "no_basis":
        return violated(
            "override_groundless",
            N_("The override of {clause} has no basis in upper law"),
            place,
            curable=True,
            remedy=_amend(case),
            root=root,
            clause=entry.clause,
        )
    return unsure(
        f"override_{claim.standing}",
        _REASONS[claim.standing],
        place,
        severity="warning",
        remedy=_amend(case),
        root=root,
        clause=entry.clause,
        entry=entry.entry or "",
        who=entry.by,
    )


def _used(claim: Claim, place: Place) -> Outcome:
    """An override that has an effect is always listed."""
    entry, root = claim.override, ("override", str(claim.index))
    if claim.standing == "holds":
        return satisfied_but(
            "note",
            "override_used",
            N_("{clause} gives way to upper law: {basis} (approved by {who})"),
            place,
            root=root,
            clause=entry.clause,
            basis=entry.basis,
            who=entry.by,
        )
    return satisfied_but(
        "note",
        "override_in_words",
        N_(
            "The override of {clause} cites no provision: it answers what cannot be told, and "
            "no violation (approved by {who})"
        ),
        place,
        root=root,
        clause=entry.clause,
        who=entry.by,
    )


def _amend(case: Facts) -> str:
    return f"lawrec amend {case.label} case --reason ... --set overrides=..."


RULES: tuple[Rule, ...] = (upper_law_cited,)
