"""Article 16: coercive measures have their papers, and some are filmed."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
