"""Article 22: how the decision is performed, and whether what was wrong is put right."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
