"""What the system reports where no use case expected it: still trouble with files, no defect."""

from __future__ import annotations

import errno

from lawrec.errors import LawrecError
from lawrec.store.files import translate_os_error

_LONGEST = 200


def trouble_with_files(error: OSError | RuntimeError) -> LawrecError | None:
    """The error in plain words, with the path that it names; None where it names no path.

    Names come from people and from folders of others: too long, in a circle, not to be read.
    Before Python 3.13 links in a circle are a RuntimeError.
    """
    if isinstance(error, RuntimeError):
        start, _sign, path = str(error).partition("Symlink loop from ")
        return _told(OSError(errno.ELOOP, ""), path.strip("'\"")) if path and not start else None
    name = error.filename2 or error.filename
    if error.errno is None or not isinstance(name, str | bytes):
        return None
    return _told(
        error, name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else name
    )


def _told(error: OSError, path: str) -> LawrecError:
    return translate_os_error(error, path if len(path) <= _LONGEST else path[:_LONGEST] + "…")
