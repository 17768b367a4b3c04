"""What the address of a store means: a folder, or a server and how it is spoken to.

A folder may be written as it is typed (also a drive or a share of Windows) or as file://.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from lawrec.errors import InputError
from lawrec.i18n import _

Kind = Literal["folder", "s3", "sftp", "webdav"]
_SERVERS: dict[str, tuple[Kind, bool]] = {
    "s3": ("s3", True),
    "sftp": ("sftp", True),
    "ssh": ("sftp", True),
    "webdav": ("webdav", False),
    "dav": ("webdav", False),
    "http": ("webdav", False),
    "webdavs": ("webdav", True),
    "davs": ("webdav", True),
    "https": ("webdav", True),
}
"""Scheme -> what is spoken, and whether what goes over the line is encrypted."""
SCHEMES = ("file", *_SERVERS)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address. `text` is how messages show it, without a password by rule.

    `folder` is None for servers, and for a folder that only another system can name. `path` has
    no slash at either end; `at_root` tells an SFTP path that begins at / from one in the home.
    """

    kind: Kind
    text: str
    folder: Path | None = None
    host: str = ""
    port: int | None = None
    user: str | None = None
    path: str = ""
    at_root: bool = True
    encrypted: bool = True


def parse_address(text: str, base: Path | None = None) -> Address:
    """Take an address apart; raises InputError that names what is wrong.

    `base` is the folder from which a relative path counts: the case repository.
    """
    if not text.strip() or "\0" in text:
        raise _wrong(text, _("The address of the store is empty or no text"))
    if "://" not in text:
        return _folder(text, _native(text), base)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _wrong(text, _("{text} is no address").format(text=text)) from None
    if parts.password is not None:
        raise _wrong("-", _("The address of the store holds a password"))
    scheme = parts.scheme.lower()
    if scheme == "file":
        return _folder(text, _from_file_url(parts), base)
    if scheme not in _SERVERS:
        raise InputError(
            _("{scheme}:// is no kind of store that lawrec knows").format(scheme=scheme),
            where=text,
            fix=_("Use a folder, or one of: {names}").format(
                names=", ".join(f"{name}://" for name in SCHEMES)
            ),
        )
    return _server(text, parts, port)


def _folder(text: str, folder: Path | None, base: Path | None) -> Address:
    if folder is not None and base is not None:
        folder = base / folder
    return Address("folder", text, folder)


def _native(text: str) -> Path | None:
    """The folder, unless it is a drive or a share that only Windows can name."""
    windows = _DRIVE.match(text) is not None or text.startswith("\\\\")
    return None if windows and os.name != "nt" else Path(text)


def _from_file_url(parts: SplitResult) -> Path | None:
    """The folder of file:///srv/a, file:///D:/a or file://nas/share."""
    path = unquote(parts.path)
    if parts.netloc not in ("", "localhost"):
        return Path(f"//{parts.netloc}{path}") if os.name == "nt" else None
    if _DRIVE.match(path.lstrip("/")):
        return Path(path.lstrip("/")) if os.name == "nt" else None
    return Path(path)


def _server(text: str, parts: SplitResult, port: int | None) -> Address:
    kind, encrypted = _SERVERS[parts.scheme.lower()]
    if parts.query or parts.fragment:
        raise _wrong(text, _("An address has no ? and no #; options are fields of their own"))
    host = parts.hostname or ""
    if kind == "s3":
        host = parts.netloc  # a bucket's name is not a host's: its letters are kept
    if not host:
        raise _wrong(text, _("{text} names no server").format(text=text))
    if kind == "s3" and (not _BUCKET.fullmatch(host) or parts.username):
        raise _wrong(text, _("{text} names no bucket").format(text=text))
    path = unquote(parts.path)
    at_root = not (kind == "sftp" and path.startswith("/~/"))
    path = path.strip("/") if at_root else path[3:].strip("/")
    if ".." in path.split("/"):
        raise _wrong(text, _("The path of a store's address must not lead upwards"))
    user = unquote(parts.username) if parts.username else None
    return Address(kind, text, None, host, port, user, path, at_root, encrypted)


def _wrong(text: str, what: str) -> InputError:
    return InputError(
        what,
        where=text,
        fix=_(
            "For example: /mnt/nas/footage, s3://bucket/footage, sftp://user@server/footage, "
            "webdavs://server/footage"
        ),
    )
