"""Article 26: who may see the records, and how secrets are kept."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
