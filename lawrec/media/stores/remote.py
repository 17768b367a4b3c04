"""A store on a server, seen through fsspec; what differs between servers is in three subclasses.

Whatever goes wrong on the way becomes a StoreTrouble that says what to do: the libraries raise
a hundred kinds of errors, and none of them may end as a traceback before a clerk.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.media.stores.address import Address, Kind
from lawrec.media.stores.place import CONTENT, StoreTrouble, lost, not_there, require_ours
from lawrec.schema.bureau import StoreOptions

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

PIECE = 4 * 1024 * 1024
TIMEOUT_S = 30
_DENIED = re.compile(
    r"forbidden|unauthorized|not authorized|received 40[13]\b|access ?denied|permission denied"
    r"|invalidaccesskey|nocredentials|unable to locate credentials|signaturedoesnotmatch"
)
_FULL = re.compile(r"insufficient ?storage|no space left|disk full|quota exceeded")


class Remote(ABC):
    """A store whose names lie below `root` on a server; see `Place` for what the methods do."""

    direct = False

    def __init__(self, fs: AbstractFileSystem, root: str, where: str) -> None:
        """An open file system of fsspec, the folder in it, and how messages call the store."""
        self.fs = fs
        self.root = root.rstrip("/")
        self.where = where

    def path(self, name: str) -> str:
        """The name as the server has it."""
        return f"{self.root}/{name}" if self.root else name

    def size(self, name: str) -> int | None:
        """As in `Place`."""
        info = self._info(self.path(name))
        if info is None:
            return None
        return int(info["size"] or 0) if info["type"] == "file" else -1

    def read(self, name: str) -> Iterator[bytes]:
        """As in `Place`; the server decides from where it reads."""
        with self.errors():
            file = self.open_to_read(self.path(name))
        try:
            while True:
                with self.errors():
                    chunk = file.read(PIECE)
                if not chunk:
                    return
                yield chunk
        finally:
            with self.errors():
                file.close()

    def write(self, name: str, chunks: Iterator[bytes], size: int) -> None:
        """As in `Place`."""
        path = self.path(name)
        with self.errors():
            if not self.direct:
                self._require_root()
                self.fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        self.upload(path, chunks, size)

    def move(self, name: str, target: str) -> None:
        """As in `Place`."""
        path = self.path(target)
        with self.errors():
            if not self.direct:
                self.fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.rename(self.path(name), path)

    def discard(self, name: str) -> None:
        """As in `Place`."""
        require_ours(name)
        with self.errors():
            if self._info(self.path(name)) is not None:
                self.fs.rm_file(self.path(name))

    def changed(self, name: str) -> datetime | None:
        """As in `Place`."""
        with self.errors():
            at = self.fs.modified(self.path(name))
        if not isinstance(at, datetime):
            return None
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)

    def free(self) -> int | None:
        """As in `Place`: no protocol tells this in a way that servers keep to."""
        return None

    def is_new(self) -> bool:
        """As in `Place`."""
        self._require_root()
        return self._info(self.path(CONTENT)) is None

    @abstractmethod
    def close(self) -> None:
        """Give back connections."""

    @abstractmethod
    def open_to_read(self, path: str) -> Any:
        """A file object that streams."""

    @abstractmethod
    def upload(self, path: str, chunks: Iterator[bytes], size: int) -> None:
        """Write a new object."""

    @abstractmethod
    def rename(self, path: str, target: str) -> None:
        """Move without replacing."""

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn whatever a library raises inside into StoreTrouble."""
        with translated(self.where):
            yield

    def _info(self, path: str) -> dict[str, Any] | None:
        with self.errors():
            try:
                info: dict[str, Any] = self.fs.info(path)
            except FileNotFoundError:
                return None
            return info

    def _require_root(self) -> None:
        if self.root and self._info(self.root) is None:
            raise not_there(self.where)


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn whatever a library raises inside into StoreTrouble; our own errors pass."""
    try:
        yield
    except LawrecError:
        raise
    except Exception as error:
        raise _trouble(where, error) from error


def _trouble(where: str, error: Exception) -> StoreTrouble:
    text = f"{type(error).__name__} {error}".lower()
    if isinstance(error, PermissionError) or _DENIED.search(text):
        return StoreTrouble(
            _("The store does not let us in, or does not let us do this"),
            where=where,
            fix=_("See the user and password (docs: stores), and the rights of this user there"),
        )
    if _FULL.search(text):
        return StoreTrouble(
            _("The store is full"),
            where=where,
            fix=_("Free some space there or take another store; then run it again"),
        )
    if isinstance(error, FileNotFoundError):
        return not_there(where)
    return lost(where, str(error) or type(error).__name__)


_EXTRAS: dict[Kind, tuple[str, str]] = {
    "s3": ("lawrec.media.stores.s3", "s3fs"),
    "sftp": ("lawrec.media.stores.sftp", "paramiko"),
    "webdav": ("lawrec.media.stores.webdav", "webdav4"),
}


def open_remote(
    address: Address, options: StoreOptions, user: str | None, password: str | None
) -> Remote:
    """Connect to a server; raises StoreTrouble, also where the library for it is not installed."""
    module, library = _EXTRAS[address.kind]
    try:
        import_module(library)
        import_module("fsspec")
    except ImportError:
        raise StoreTrouble(
            _("What {kind} stores need is not installed").format(kind=address.kind),
            where=address.text,
            fix=f'pip install "lawrec[{address.kind}]"',
        ) from None
    with translated(address.text):
        opened: Remote = import_module(module).connect(address, options, user, password)
    return opened
