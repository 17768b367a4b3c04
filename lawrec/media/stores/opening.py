"""From a declared store to an open place: address, login of the environment, connection."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.media.stores.address import Address, parse_address
from lawrec.media.stores.folder import Folder
from lawrec.media.stores.place import Place, StoreTrouble
from lawrec.schema.bureau import Store, StoreOptions
from lawrec.store import layout

_NOT_IN_NAMES = re.compile(r"[^A-Z0-9]")


def open_store(name: str, store: Store, base: Path | None = None) -> Place:
    """The store, open; whoever opens it closes it.

    `base` is the folder from which a relative path counts. Raises InputError for an address
    that cannot be used, and StoreTrouble where the store cannot be reached.
    """
    if not store.url:
        raise InputError(
            _("{store} has no address").format(store=name),
            where=layout.PROFILE,
            fix=_("Give it one in lawrec.yaml: url: /mnt/nas/footage"),
        )
    return _opened(name, parse_address(store.url, base), store.options or StoreOptions())


class Shelf:
    """Stores that are opened when they are first needed, each once.

    One that could not be reached is not tried again: every try may take half a minute. Threads
    may share it for what is `lent`: a connection serves one of them at a time.
    """

    def __init__(self, base: Path) -> None:
        """`base` is the folder from which relative paths count."""
        self._base = base
        self._open: dict[str, Place] = {}
        self._troubles: dict[str, LawrecError] = {}
        self._guard = Lock()
        self._locks: dict[str, RLock] = {}

    @contextmanager
    def lent(self, name: str, store: Store) -> Iterator[Place]:
        """The open store, for this thread alone; a connection that fails is given back.

        Raises StoreTrouble or InputError.
        """
        with self._guard:
            lock = self._locks.setdefault(name, RLock())
        with lock:
            try:
                yield self.place(name, store)
            except StoreTrouble:
                self.drop(name)
                raise

    def place(self, name: str, store: Store) -> Place:
        """The open store; raises StoreTrouble or InputError."""
        if name in self._troubles:
            raise self._troubles[name]
        if name not in self._open:
            try:
                self._open[name] = open_store(name, store, self._base)
            except LawrecError as trouble:
                self._troubles[name] = trouble
                raise
        return self._open[name]

    def drop(self, name: str) -> None:
        """Give back a connection that has failed: who needs the store again connects anew."""
        place = self._open.pop(name, None)
        if place is not None:
            with suppress(StoreTrouble):
                place.close()

    def close(self) -> None:
        """Give back all connections."""
        for name in tuple(self._open):
            self.drop(name)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _opened(name: str, address: Address, options: StoreOptions) -> Place:
    if address.kind == "folder":
        if address.folder is None:
            raise StoreTrouble(
                _("{url} is a name of another system: this computer cannot reach it").format(
                    url=address.text
                ),
                where=address.text,
                fix=_("Work on the computer that has it, or declare it under its name here"),
            )
        return Folder(address.folder, address.text)
    from lawrec.media.stores.remote import open_remote

    user, password = login(name, options)
    return open_remote(address, options, user, password)


def variables(name: str, options: StoreOptions) -> tuple[str, str]:
    """The variables of the environment that hold user and password of a store."""
    word = _NOT_IN_NAMES.sub("_", (options.credentials or name).upper())
    return f"LAWREC_STORE_{word}_USER", f"LAWREC_STORE_{word}_PASSWORD"


def login(name: str, options: StoreOptions) -> tuple[str | None, str | None]:
    """User and password that the environment has for a store; None where it has none."""
    user, password = variables(name, options)
    return os.environ.get(user) or None, os.environ.get(password) or None
