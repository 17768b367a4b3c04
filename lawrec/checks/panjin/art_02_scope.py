"""Article 2: whose enforcement this is, and by which power."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
