"""Article 5: recorded in time, and by means that fit the act."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
