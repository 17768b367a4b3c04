"""Article 28: defects are put right; what was lost, leaked or altered."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
