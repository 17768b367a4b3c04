"""Stores that speak WebDAV: cloud boxes of a government, NAS boxes, web servers."""

from __future__ import annotations

import netrc
from collections.abc import Iterator
from io import RawIOBase
from typing import Any

from lawrec.media.stores.address import Address
from lawrec.media.stores.place import not_there, taken
from lawrec.media.stores.remote import PIECE, TIMEOUT_S, Remote
from lawrec.schema.bureau import StoreOptions

_OK = 200


class _Stream(RawIOBase):
    """Pieces as a file that can be read once; trouble of the source is kept apart."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.trouble: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            try:
                self._rest = memoryview(next(self._chunks, b""))
            except BaseException as error:
                self.trouble = error
                raise
        taken_now = len(self._rest) if size is None or size < 0 else size
        piece, self._rest = self._rest[:taken_now], self._rest[taken_now:]
        return bytes(piece)


class _Answer:
    """What a server sends, in pieces of about one size."""

    def __init__(self, response: Any) -> None:
        self._response = response
        self._pieces = response.iter_bytes(PIECE)

    def read(self, _size: int) -> bytes:
        piece: bytes = next(self._pieces, b"")
        return piece

    def close(self) -> None:
        self._response.close()


class WebDav(Remote):
    """A folder of a WebDAV server."""

    def open_to_read(self, path: str) -> Any:
        """One request that streams."""
        client = self.fs.client
        headers = {"Accept-Encoding": "identity"}
        request = client.http.build_request("GET", client.join_url(path), headers=headers)
        response = client.http.send(request, stream=True, follow_redirects=True)
        if response.status_code != _OK:
            response.close()
            raise OSError(f"received {response.status_code} ({response.reason_phrase})")
        return _Answer(response)

    def upload(self, path: str, chunks: Iterator[bytes], size: int) -> None:
        """One request that streams, under a temporary name."""
        stream = _Stream(chunks)
        try:
            with self.errors():
                self.fs.client.upload_fileobj(
                    stream, path, overwrite=True, size=size, chunk_size=PIECE
                )
        except BaseException:
            if stream.trouble is not None:
                raise stream.trouble from None
            raise

    def rename(self, path: str, target: str) -> None:
        """MOVE, told not to overwrite; looked at before, as not every server obeys."""
        from webdav4.client import ResourceAlreadyExists

        if self._info(target) is not None:
            raise taken(self.where, target)
        try:
            self.fs.client.move(path, target, overwrite=False)
        except ResourceAlreadyExists:
            raise taken(self.where, target) from None

    def _require_root(self) -> None:
        if self._info("/") is None:
            raise not_there(self.where)

    def close(self) -> None:
        """Close the connections."""
        with self.errors():
            self.fs.client.http.close()


def connect(
    address: Address, options: StoreOptions, user: str | None, password: str | None
) -> WebDav:
    """Open a folder; user and password as given, else from the netrc file."""
    from webdav4.fsspec import WebdavFileSystem

    scheme = "https" if address.encrypted else "http"
    port = f":{address.port}" if address.port else ""
    host = f"[{address.host}]" if ":" in address.host else address.host
    auth = _login(address, user, password)
    fs = WebdavFileSystem(
        f"{scheme}://{host}{port}/{address.path}",
        auth=auth,
        timeout=TIMEOUT_S,
        skip_instance_cache=True,
    )
    return WebDav(fs, "", address.text)


def _login(address: Address, user: str | None, password: str | None) -> tuple[str, str] | None:
    name = user or address.user
    if password is not None:
        return name or "", password
    try:
        found = netrc.netrc().authenticators(address.host)
    except (OSError, netrc.NetrcParseError):
        found = None
    if found is not None and found[2] is not None and name in (None, found[0]):
        return found[0], found[2]
    return (name, "") if name else None
