"""Whether a disk has room, before anything is copied to it."""

from __future__ import annotations

import shutil
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.media.finder import Found
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


def with_room(folder: Path, found: tuple[Found, ...], held: AbstractSet[int]) -> tuple[Found, ...]:
    """The files, those refused that no freeing of a little space would help.

    A single file that claims more than the whole disk has left is refused by its name, so that
    it does not keep the others out. Sizes in `held` are there already, most likely as the same
    file. Raises EnvironmentTrouble before the start where all others together do not fit.
    """
    with os_errors(folder):
        free = shutil.disk_usage(folder).free
    answer = tuple(
        replace(item, refused="no_room")
        if item.refused is None and item.size + _RESERVE > free and item.size not in held
        else item
        for item in found
    )
    coming = [item.size for item in answer if item.refused is None and item.size not in held]
    alone = [item.size for item in answer if item.refused == "no_room"]
    others = any(item.refused is None for item in answer)
    require_space(folder, sum(coming if others else alone))
    return answer
