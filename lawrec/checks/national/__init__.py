"""The rulebook of national law: reported apart, it never changes the verdict on the regulation."""

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
"""All rules, in the order of the laws."""
