"""The province's rules that the regulation names: titles only, until their text is confirmed."""

from lawrec.checks.base import Rule

RULES: tuple[Rule, ...] = ()
"""None: what a text says that nobody has confirmed is for a person."""
