"""The user's language: English message ids, Chinese from the compiled catalogue.

What the system itself reports of files is put into the same words, for it speaks English only.
"""

from __future__ import annotations

import errno
import gettext
import locale
import os
from collections.abc import Mapping
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


_SYSTEM: Mapping[int, str] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it is there already"),
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("the system does not allow it"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EIO: N_("the disk reports an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("links lead round in a circle"),
    errno.EINVAL: N_("the system cannot do this here"),
    errno.EILSEQ: N_("the name holds characters that are no text"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.EBUSY: N_("something else is using it"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
    errno.EFBIG: N_("the file is too large for this disk"),
    errno.ENXIO: N_("nothing is there to read from"),
    errno.ENODEV: N_("the device is gone"),
    errno.ENOMEM: N_("there is not enough memory"),
    errno.EXDEV: N_("it lies on another disk"),
    errno.ETIMEDOUT: N_("there was no answer in time"),
    errno.ECONNREFUSED: N_("the connection was refused"),
    errno.ECONNRESET: N_("the connection was cut"),
    errno.EHOSTUNREACH: N_("the other computer cannot be reached"),
    errno.ENETUNREACH: N_("the network cannot be reached"),
}


def reason_of(error: Exception) -> str:
    """Why the system could not do something, in the active language.

    What has no words of ours is told by the system's, which are English, else by its name there.
    """
    if isinstance(error, UnicodeError):
        return _("the name holds characters that are no text")
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        return str(error)
    known = _SYSTEM.get(number)
    if known is not None:
        return _(known)
    if language() == "en" and isinstance(error, OSError) and error.strerror:
        return error.strerror
    return _("system error {number}").format(number=errno.errorcode.get(number, number))


@lru_cache(maxsize=2)
def _catalogue(into: Language) -> gettext.NullTranslations:
    folder = {"zh": "zh_CN", "en": "en"}[into]
    return gettext.translation("lawrec", _LOCALES, [folder], fallback=True)
