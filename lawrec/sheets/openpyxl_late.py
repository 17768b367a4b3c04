"""The library for .xlsx files, or one line that says how to get it."""

from __future__ import annotations

from typing import Any

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _


def openpyxl() -> Any:
    """The library; raises EnvironmentTrouble where it is not installed."""
    try:
        import openpyxl as found
    except ImportError:
        raise EnvironmentTrouble(
            _("Spreadsheets (.xlsx) need a library that is not installed here"),
            fix=_("Install it once: {command}, or use CSV").format(
                command='pip install "lawrec[sheets]"'
            ),
        ) from None
    return found
