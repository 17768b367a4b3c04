"""Where the trace of a defect of lawrec goes: a file for its developers, never the screen."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from lawrec import __version__


def save_trace(text: str) -> Path:
    """Write the trace into a new file of the system's temporary folder; its path."""
    handle, name = tempfile.mkstemp(prefix="lawrec-report-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"lawrec {__version__}\n{sys.version}\n{text}")
    return Path(name)
