"""Article 10: complaints and reports are recorded, acted upon, and answered."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
