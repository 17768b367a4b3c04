"""Article 24: an application to the court, from its papers to its result."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
