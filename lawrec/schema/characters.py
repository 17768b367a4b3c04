"""Characters that nobody sees, or that turn a line round, and how they are shown all the same."""

from __future__ import annotations

import unicodedata


def is_hidden(char: str) -> bool:
    """Whether it is a control or direction character, or breaks lines unseen."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def written_out(text: str) -> str:
    """The text with every hidden character written out, such as <U+001B>; line ends and tabs stay.

    Nobody is shown something else than what is there.
    """
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not is_hidden(c) else f"<U+{ord(c):04X}>" for c in text)
