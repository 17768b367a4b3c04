"""Whether a disk has room, before anything is copied to it."""

from __future__ import annotations

import shutil
from pathlib import Path

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.store.files import os_errors

_RESERVE = 16 * 1024 * 1024


def require_space(folder: Path, needed: int) -> None:
    """Raise EnvironmentTrouble unless `needed` bytes, and a little more, are free there."""
    with os_errors(folder):
        free = shutil.disk_usage(folder).free
    if needed + _RESERVE > free:
        raise EnvironmentTrouble(
            _("There is not enough room: {needed} MB are needed, {free} MB are free").format(
                needed=needed // 1_000_000 + 1, free=free // 1_000_000
            ),
            where=str(folder),
            fix=_("Free some space on this disk, then run the command again; nothing was written"),
        )
