"""Article 7: the unit itself archives and keeps, and names who does."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
