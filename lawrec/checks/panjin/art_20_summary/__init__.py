"""Article 20: what is recorded of a penalty on the spot."""

from lawrec.checks.base import Rule
from lawrec.checks.panjin.art_20_summary import (
    paragraph_1_collection,
    paragraph_1_grounds,
    paragraph_1_statement,
    paragraph_2_disputes,
)

RULES: tuple[Rule, ...] = (
    *paragraph_1_grounds.RULES,
    *paragraph_1_statement.RULES,
    *paragraph_1_collection.RULES,
    *paragraph_2_disputes.RULES,
)
"""The rules of this article, in the order of its clauses."""
