"""Makes text from files safe to show: control and direction characters become visible."""

from __future__ import annotations

from lawrec.schema.characters import written_out as clean

__all__ = ["clean"]
