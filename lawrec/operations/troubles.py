"""What the system reports where no use case expected it: still trouble with files, no defect."""

from __future__ import annotations

from lawrec.errors import LawrecError
from lawrec.store.files import translate_os_error


def trouble_with_files(error: OSError) -> LawrecError | None:
    """The error in plain words, with the path that it names; None where it names no path.

    Names come from people and from folders of others: too long, in a circle, not to be read.
    """
    name = error.filename2 or error.filename
    if error.errno is None or not isinstance(name, str | bytes):
        return None
    shown = name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else name
    return translate_os_error(error, shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…")


_LONGEST = 200
