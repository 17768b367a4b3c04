"""Names for media on disk: short, safe on every system, and never mistaken for a sidecar."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r"[^\w\-]+")
_LONGEST = 40


def stored_name(media_id: str, original: str) -> str:
    """The name under which a medium lies: its id, what is clean of its name, its suffix.

    The original name stays in the sidecar. No medium keeps the suffix .yaml (decision 13).
    """
    stem, dot, suffix = original.rpartition(".")
    if not dot or not stem:
        stem, suffix = original, ""
    suffix = _clean(suffix).lower()[:8]
    if suffix in ("yaml", "yml"):
        suffix = f"{suffix}_"
    body = _clean(stem)[:_LONGEST].strip("-_")
    name = f"{media_id}-{body}" if body else f"{media_id}-media"
    return f"{name}.{suffix}" if suffix else f"{name}.bin"


def clean_original(original: str) -> tuple[str, str | None]:
    """The original name as text, and its bytes as hex where it is not clean text."""
    try:
        raw = original.encode("utf-8")
    except UnicodeEncodeError:
        raw = original.encode("utf-8", "surrogateescape")
        shown = raw.decode("utf-8", "replace")
        return _visible(shown), raw.hex()
    shown = _visible(original)
    return shown, None if shown == original else raw.hex()


def _clean(text: str) -> str:
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    return _UNSAFE.sub("_", plain)


def _visible(text: str) -> str:
    """Control, direction and unassigned characters written out as a question mark."""
    return "".join("�" if unicodedata.category(c)[0] == "C" else c for c in text)
