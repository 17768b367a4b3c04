"""Stores that speak S3, Amazon's or the bureau's own; names are final from the start.

Conditional writes are not relied upon: some servers overwrite all the same. A content address is
looked at before it is written, and what is written is read back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lawrec.i18n import _
from lawrec.media.stores.address import Address
from lawrec.media.stores.place import StoreTrouble, taken
from lawrec.media.stores.remote import PIECE, TIMEOUT_S, Remote
from lawrec.schema.bureau import StoreOptions

_PART = 16 * 1024 * 1024
_MOST_PARTS = 9000


class S3(Remote):
    """A bucket, or a prefix in one."""

    direct = True

    def open_to_read(self, path: str) -> Any:
        """Ranges of one size, without looking ahead: memory stays flat."""
        return self.fs.open(path, "rb", block_size=PIECE, cache_type="none")

    def upload(self, path: str, chunks: Iterator[bytes], size: int) -> None:
        """In parts, which nobody sees before the last one is there."""
        with self.errors():
            file = self.fs.open(path, "wb", block_size=max(_PART, size // _MOST_PARTS))
        try:
            for chunk in chunks:
                with self.errors():
                    file.write(chunk)
            with self.errors():
                file.close()
        except BaseException:
            # Left to itself, the library would finish the object with what it has.
            file.closed = True
            _give_up(file)
            raise

    def rename(self, path: str, target: str) -> None:
        """Copied on the server, compared, and only then taken away from its first name."""
        if self._info(target) is not None:
            raise taken(self.where, target)
        self.fs.cp_file(path, target)
        if self._digest(path) != self._digest(target):
            raise StoreTrouble(
                _("The copy that the server made of {name} differs from it").format(name=path),
                where=self.where,
            )
        self.fs.rm_file(path)

    def _digest(self, path: str) -> str:
        digest = hashlib.sha256()
        with self.open_to_read(path) as file:
            while chunk := file.read(PIECE):
                digest.update(chunk)
        return digest.hexdigest()

    def close(self) -> None:
        """Close the session, which would otherwise wait for the end of the program."""
        with self.errors():
            session = getattr(self.fs, "_s3", None)
            if session is not None:
                self.fs.close_session(self.fs.loop, session)

    def _require_root(self) -> None:
        """A prefix needs no folder; the bucket must be there."""
        bucket = self.root.partition("/")[0]
        if self._info(bucket) is None:
            raise StoreTrouble(
                _("There is no bucket {name} there, or this user may not see it").format(
                    name=bucket
                ),
                where=self.where,
                fix=_("Have the bucket made, with the rights to read, write and list"),
            )


def _give_up(file: Any) -> None:
    """Tell the server to forget the parts; where it is gone, nobody sees them anyway."""
    with suppress(Exception):
        file.discard()


def connect(address: Address, options: StoreOptions, user: str | None, password: str | None) -> S3:
    """Open a bucket; without user and password the usual AWS variables and files are used."""
    from s3fs import S3FileSystem

    config: dict[str, Any] = {
        # Servers that are not Amazon's know nothing of the newer checksums.
        "request_checksum_calculation": "when_required",
        "response_checksum_validation": "when_required",
        "connect_timeout": 10,
        "read_timeout": TIMEOUT_S,
        "retries": {"max_attempts": 2, "mode": "standard"},
    }
    path_style = options.path_style or ("yes" if options.endpoint else "no")
    if path_style == "yes":
        config["s3"] = {"addressing_style": "path"}
    client = {"region_name": options.region} if options.region else {}
    fs = S3FileSystem(
        endpoint_url=options.endpoint,
        key=user,
        secret=password,
        client_kwargs=client,
        config_kwargs=config,
        use_listings_cache=False,
        skip_instance_cache=True,
        max_concurrency=2,
        **({"profile": options.profile} if options.profile else {}),
    )
    fs.retries = 2
    return S3(fs, f"{address.host}/{address.path}", address.text)
