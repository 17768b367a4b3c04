"""What every store can do, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.store.files import TEMPORARY

CHUNK = 1024 * 1024
CONTENT = "sha256"
"""The folder of a store in which the content lies, by its digest."""
QUARANTINE = "quarantine"


class StoreTrouble(EnvironmentTrouble):
    """A store cannot be reached or used; what it holds under final names is whole."""


class Place(Protocol):
    """A store that is open. Names are relative, with /; all methods raise StoreTrouble."""

    direct: bool
    """Whether an upload appears at once when it is complete, under its final name: S3."""
    where: str

    def size(self, name: str) -> int | None:
        """The size in bytes; None where there is nothing of that name."""

    def read(self, name: str) -> Iterator[bytes]:
        """The content in pieces, from the device as far as the system allows."""

    def write(self, name: str, chunks: Iterator[bytes], size: int) -> None:
        """A new object of these bytes, durable as far as the server tells; folders are made.

        What fails leaves nothing of that name where `direct`, else at most a part of it.
        """

    def move(self, name: str, target: str) -> None:
        """Rename without replacing; raises StoreTrouble where the target's name is taken."""

    def discard(self, name: str) -> None:
        """Take away what is ours and unfinished; refuses any other name."""

    def changed(self, name: str) -> datetime | None:
        """When it was written, by the store's own clock; None where that is not told."""

    def free(self) -> int | None:
        """How many bytes are free; None where the store does not tell."""

    def is_new(self) -> bool:
        """Whether no content was ever kept here; raises StoreTrouble if its root is not there."""

    def close(self) -> None:
        """Give back connections."""


def address_of(digest: str) -> str:
    """Where content lies: sha256/ab/cd/<digest>; the same in every store."""
    return f"{CONTENT}/{digest[:2]}/{digest[2:4]}/{digest}"


def temporary_of(digest: str, owner: str) -> str:
    """The name of an unfinished upload, the same in each run of its owner, beside the final."""
    return f"{address_of(digest).rpartition('/')[0]}/{TEMPORARY}{digest[:16]}-{owner}"


def quarantine_of(digest: str, at: datetime) -> str:
    """Where content that is not what its name says is moved: quarantine/<time>-<digest>."""
    return f"{QUARANTINE}/{at:%Y%m%dT%H%M%S%f}-{digest}"


def require_ours(name: str) -> None:
    """Only what is unfinished and ours is ever taken away; anything else is a bug."""
    if not name.rpartition("/")[2].startswith(TEMPORARY):
        raise ValueError(f"a store's content is never removed: {name}")


def lost(where: str, reason: object) -> StoreTrouble:
    """The connection broke, or the server answered what nobody expects."""
    text = " ".join(str(reason).split())[:200] or type(reason).__name__
    return StoreTrouble(
        _("The store does not answer as it should: {reason}").format(reason=text),
        where=where,
        fix=_(
            "See whether it can be reached (lawrec store check), then run the command again: it "
            "goes on where it stopped, and nothing half lies under a final name"
        ),
    )


def taken(where: str, name: str) -> StoreTrouble:
    """The name is in use, and nothing is overwritten."""
    return StoreTrouble(
        _("{name} is there already, and nothing is overwritten").format(name=name), where=where
    )


def not_there(where: str) -> StoreTrouble:
    """The root of the store is absent: not connected, or not yet made."""
    return StoreTrouble(
        _("The store's folder is not there"),
        where=where,
        fix=_("Connect the disk or share, or make the folder if it is a new store"),
    )
