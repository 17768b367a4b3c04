"""The digests of a file in one pass: SHA-256 always, SM3 (GB/T 32905) beside it on request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol


class _Hash(Protocol):
    def update(self, data: bytes | memoryview, /) -> None: ...

    def hexdigest(self) -> str: ...


class Digests:
    """Running digests; feed every byte once, in order."""

    def __init__(self, *, sm3: bool = False) -> None:
        """Begin; raises LookupError where this system has no SM3."""
        self._sha256 = hashlib.sha256()
        self._sm3 = _new_sm3() if sm3 else None

    def update(self, data: bytes | memoryview) -> None:
        """Take the next bytes."""
        self._sha256.update(data)
        if self._sm3 is not None:
            self._sm3.update(data)

    @property
    def sha256(self) -> str:
        """SHA-256 so far, in hex."""
        return self._sha256.hexdigest()

    @property
    def sm3(self) -> str | None:
        """SM3 so far, in hex; None where it was not asked for."""
        return self._sm3.hexdigest() if self._sm3 is not None else None


class _Sm3:
    """SM3 of the `cryptography` package, where the one of Python's own OpenSSL is missing."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives import hashes

        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes | memoryview, /) -> None:
        self._hash.update(bytes(data))

    def hexdigest(self) -> str:
        return self._hash.copy().finalize().hex()


def _new_sm3() -> _Hash:
    makers: tuple[Callable[[], _Hash], ...] = (lambda: hashlib.new("sm3"), _Sm3)
    for make in makers:
        try:
            return make()
        except Exception:  # noqa: S112 - each library has its own word for "not in this build"
            continue
    raise LookupError("this system has no SM3")


def has_sm3() -> bool:
    """Whether SM3 can be computed here."""
    try:
        _new_sm3()
    except LookupError:
        return False
    return True
