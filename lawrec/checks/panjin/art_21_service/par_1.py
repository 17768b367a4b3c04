"""To be written."""

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
