"""Article 15: preserving evidence is recorded with its reason, object and form."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
