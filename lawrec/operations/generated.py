"""Files that are made anew each day: they may replace their own older version, and nothing else.

Each kind begins with a mark of its own. A file without it was written by somebody else and stays.
"""

from __future__ import annotations

import os
from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.receipt_files import require_elsewhere
from lawrec.report.generated import Generated
from lawrec.store.files import os_errors, write_durable

_HEAD = 4096


def write_generated(path: Path, kind: Generated, content: bytes) -> None:
    """Write it whole or not at all, over an older one of its kind only.

    Raises UsageError where something else has that name, or the folder is no place for it.
    """
    require_replaceable(path, kind)
    with os_errors(path):
        write_durable(path.absolute(), content)


def require_replaceable(path: Path, kind: Generated) -> None:
    """Raise UsageError unless the name is free or holds an older file of this kind."""
    if path.suffix.lower() != kind.ending:
        text = _("{path} does not end in {ending}").format(path=path, ending=kind.ending)
        raise UsageError(text, fix=_("Write it so: {name}").format(name=path.stem + kind.ending))
    require_elsewhere(path)
    if os.path.lexists(path) and older(path, kind) is None:
        raise UsageError(
            _("{path} is there already and was not made by this command; it stays").format(
                path=path
            ),
            fix=_("Choose another name for the file"),
        )


def older(path: Path, kind: Generated) -> bytes | None:
    """The older file of this kind under that name; None where there is none, or another file."""
    if path.is_symlink() or not path.is_file():
        return None
    with os_errors(path):
        content = path.read_bytes()
    return content if kind.mark.encode("ascii") in content[:_HEAD] else None
