"""The rulebook of national law: reported apart, it never changes the verdict on the regulation."""

from lawrec.checks.base import Rule
from lawrec.checks.national import (
    coercion,
    coercion_period,
    enforcement,
    licence,
    licence_application,
    other_laws,
    penalty_collection,
    penalty_conduct,
    penalty_decision,
    penalty_notice,
    penalty_summary,
)

RULES: tuple[Rule, ...] = (
    *penalty_conduct.RULES,
    *penalty_notice.RULES,
    *penalty_summary.RULES,
    *penalty_collection.RULES,
    *penalty_decision.RULES,
    *coercion.RULES,
    *coercion_period.RULES,
    *enforcement.RULES,
    *licence_application.RULES,
    *licence.RULES,
    *other_laws.RULES,
)
"""All rules, by law."""
