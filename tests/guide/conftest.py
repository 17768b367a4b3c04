"""The small office of the command tests, for guided entry."""

from __future__ import annotations

from tests.commands.conftest import _template, commands, office

__all__ = ["_template", "commands", "office"]
