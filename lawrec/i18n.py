"""The user's language: English message ids, Chinese from the compiled catalogue."""

from __future__ import annotations

import gettext
import locale
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]

_LOCALES = Path(__file__).parent / "locale"
_chosen: Language | None = None


def set_language(language: Language | None) -> None:
    """Use this language from now on; None goes back to what the environment says."""
    global _chosen
    _chosen = language


def language() -> Language:
    """The language of messages: chosen, else LAWREC_LANG, else that of the system."""
    return _chosen or _from_environment()


def _from_environment() -> Language:
    """The first setting that names a language; English where none does."""
    for name in ("LAWREC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return "zh" if value.lower().startswith("zh") else "en"
    with suppress(ValueError):
        system, _encoding = locale.getlocale()
        if system:
            return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
    return "en"


def _(message: str) -> str:
    """The message in the active language; the English text itself where none is known."""
    return translate(message, language())


def translate(message: str, into: Language) -> str:
    """The message in a named language."""
    if into == "en" or not message:
        return message
    return _catalogue(into).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors look for
    """Mark a message in a table for extraction; translate it with `_` where it is used."""
    return message


@lru_cache(maxsize=2)
def _catalogue(into: Language) -> gettext.NullTranslations:
    folder = {"zh": "zh_CN", "en": "en"}[into]
    return gettext.translation("lawrec", _LOCALES, [folder], fallback=True)
