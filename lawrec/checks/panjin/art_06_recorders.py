"""Article 6: who records holds a post and a certificate, and is on the establishment."""

from __future__ import annotations

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
