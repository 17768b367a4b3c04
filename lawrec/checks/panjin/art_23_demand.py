"""Article 23: before enforcement the party is called upon to perform."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
