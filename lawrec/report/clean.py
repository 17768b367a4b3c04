"""Makes text from files safe to show: control and direction characters become visible."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")


def clean(text: str) -> str:
    """The text with every control or direction character written out, such as <U+001B>."""
    if text.isprintable():
        return text
    return "".join(c if c in _KEPT or not _hidden(c) else f"<U+{ord(c):04X}>" for c in text)


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
