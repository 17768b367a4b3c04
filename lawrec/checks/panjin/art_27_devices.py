"""Article 27: recorders are kept up, checked, and taken out of use when faulty."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
