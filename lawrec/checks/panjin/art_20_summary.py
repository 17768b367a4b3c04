"""Article 20: what is recorded when a penalty is decided on the spot."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
