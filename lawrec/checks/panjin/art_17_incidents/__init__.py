"""Article 17: footage of objections, obstruction and other incidents, kept for long."""

from lawrec.checks.panjin.art_17_incidents import declared, filmed, kept

RULES = (*filmed.RULES, *kept.RULES, *declared.RULES)
"""The rules of article 17, in the order of the clauses."""
