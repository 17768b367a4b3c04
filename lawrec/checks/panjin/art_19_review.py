"""Article 19: legal review, expert argument, discussion and the head's approval."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
