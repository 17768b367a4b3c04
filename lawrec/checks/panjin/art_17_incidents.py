"""Article 17: what happened to officers is filmed, and the footage is kept for long."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
