"""The yearly tables on what was decided: licences, penalties, coercion, expropriation.

They follow the lists that organs publish each year: how many were applied for, accepted, granted
and refused; penalties by kind and amount; measures and enforcement; other kinds of enforcement.
"""

from __future__ import annotations

from lawrec.i18n import N_
from lawrec.operations.yearly_rows import RowSpec, TableSpec, partition, split

PENALTY_KINDS: tuple[tuple[str, str, bool], ...] = (
    ("warning", N_("warnings"), False),
    ("criticism", N_("public criticism"), False),
    ("fine", N_("fines"), True),
    ("confiscation", N_("confiscation of illegal gains or property"), True),
    ("suspension", N_("suspension of a licence"), False),
    ("downgrade", N_("lowering of a qualification"), False),
    ("revocation", N_("revocation of a licence"), False),
    ("restriction", N_("limits on business"), False),
    ("standstill", N_("order to stop production or business"), False),
    ("closure", N_("order to close"), False),
    ("profession", N_("ban from a profession"), False),
    ("detention", N_("administrative detention"), False),
    ("restore", N_("order to demolish or restore within a time"), False),
    ("other", N_("another kind"), False),
)
"""Kinds of penalty: word, name, and whether it has an amount."""

LICENCE = TableSpec(
    "licence",
    N_("Licences"),
    N_("each application once (one case), each decision once"),
    N_("the day of the application, of the acceptance, of the decision"),
    (
        RowSpec("licence.applied", N_("licences applied for")),
        RowSpec("licence.accepted", N_("applications accepted")),
        RowSpec("licence.not_accepted", N_("applications not accepted")),
        RowSpec("licence.granted", N_("licences granted")),
        RowSpec("licence.refused", N_("licences refused")),
        RowSpec("licence.withdrawn", N_("withdrawn by the applicant")),
        RowSpec("licence.pending", N_("undecided at the end"), ("licence.applied",), "end"),
    ),
    (
        N_(
            "The bureau's own withdrawal of a licence that was granted has no kind of paper here: "
            "count it by hand."
        ),
    ),
)

PENALTY = TableSpec(
    "penalty",
    N_("Penalties"),
    N_("each final decision once; under the kinds once for each kind that it imposes"),
    N_("the day of the decision; what was paid by the day of payment"),
    (
        *partition(
            RowSpec("penalty.decisions", N_("decisions that punish")),
            RowSpec("penalty.general", N_("by general procedure"), level=1),
            RowSpec("penalty.summary", N_("by summary procedure"), level=1),
        ),
        *partition(
            RowSpec("penalty.by_number", N_("the same by how many kinds they impose")),
            RowSpec("penalty.one_kind", N_("one kind"), level=1),
            RowSpec("penalty.several_kinds", N_("several kinds"), level=1),
            RowSpec("penalty.kind_untold", N_("cannot be told"), level=1),
        ),
        *split(
            RowSpec("penalty.kinds", N_("kinds of penalty imposed, in all")),
            *(
                RowSpec(f"penalty.kind.{word}", name, level=1, money=money)
                for word, name, money in PENALTY_KINDS
            ),
        ),
        RowSpec("penalty.correct", N_("beside it: orders to correct or hand back land")),
        RowSpec("penalty.paid", N_("fines and confiscated sums paid"), money=True),
        RowSpec("penalty.no_penalty", N_("decisions not to punish")),
        RowSpec("penalty.dismissed", N_("cases dismissed")),
        RowSpec("penalty.criminal", N_("transferred as suspected crimes")),
    ),
    (
        N_("A decision with several kinds stands under each, so that the kinds add up to more."),
        N_(
            "An order to demolish counts as a kind of penalty, as the rules for natural resources "
            "treat it; orders to correct are no penalty and stand apart."
        ),
    ),
)

COERCION = TableSpec(
    "coercion",
    N_("Coercion"),
    N_("each measure once; each decision on enforcement and each application once"),
    N_("the day of the decision, else of the act; an application by the day of filing"),
    (
        *partition(
            RowSpec("coercion.measures", N_("coercive measures")),
            RowSpec("coercion.sealing", N_("by sealing"), level=1),
            RowSpec("coercion.seizure", N_("by seizure"), level=1),
            RowSpec("coercion.freezing", N_("by freezing"), level=1),
            RowSpec("coercion.personal_freedom", N_("by limiting personal freedom"), level=1),
            RowSpec("coercion.other", N_("another kind"), level=1),
            RowSpec("coercion.type_untold", N_("cannot be told"), level=1),
        ),
        RowSpec("coercion.lifted", N_("measures lifted")),
        RowSpec("coercion.demands", N_("demands before enforcement")),
        *partition(
            RowSpec("coercion.enforcement", N_("coercive enforcement")),
            RowSpec("coercion.own", N_("by the bureau's own decision"), level=1),
            RowSpec("coercion.court", N_("applications to the court"), level=1),
        ),
        RowSpec("coercion.enforced", N_("results of enforcement recorded")),
    ),
    (N_("Evidence registered in advance is no coercive measure and is not counted."),),
)


def _taking(kind: str, title: str) -> TableSpec:
    return TableSpec(
        kind,
        title,
        N_("each final decision once; each person whom decisions of one case face once"),
        N_("the day of the decision; what was paid by the day of payment"),
        (
            RowSpec(f"{kind}.decisions", N_("decisions made")),
            RowSpec(f"{kind}.persons", N_("persons concerned"), weighed=True),
            RowSpec(f"{kind}.compensation", N_("decisions with compensation"), money=True),
            RowSpec(f"{kind}.paid", N_("compensation paid"), money=True),
        ),
    )


TAKING = (
    _taking("expropriation", N_("Expropriation")),
    _taking("requisition", N_("Requisition")),
)
