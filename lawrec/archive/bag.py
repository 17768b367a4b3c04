"""BagIt packages: a staged folder becomes one, and what is wrong with one that lies there."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _

MANIFEST = "manifest-sha256.txt"
_TAGS = ("bagit.txt", "bag-info.txt", MANIFEST, "tagmanifest-sha256.txt", "fetch.txt")
_TAG_LIMIT = 64 * 1024 * 1024
_SILENT = logging.CRITICAL + 1

Kind = Literal["differs", "missing", "unexpected", "odd", "invalid"]


@dataclass(frozen=True, slots=True)
class BagFault:
    """One thing that is wrong with a package: the file, or what the checker says of the whole."""

    kind: Kind
    path: str
    detail: str = ""


def close_bag(folder: Path, info: Mapping[str, str]) -> dict[str, str]:
    """Make a package of a staged folder, in place; its files become the payload below data/.

    Never call it on a case: the files are moved. Returns path below data/ -> SHA-256, as read
    back while closing. Raises EnvironmentTrouble and OSError.
    """
    bagit = _bagit()
    try:
        bag = bagit.make_bag(str(folder.absolute()), dict(info), checksums=["sha256"])
    except (bagit.BagError, RuntimeError) as trouble:
        raise EnvironmentTrouble(
            _("The package could not be closed: {reason}").format(reason=trouble),
            where=str(folder),
        ) from None
    entries = bag.payload_entries()
    return {path.removeprefix("data/"): hashes["sha256"] for path, hashes in entries.items()}


def faults_of(folder: Path) -> tuple[BagFault, ...]:
    """What is wrong with a package of whatever origin; nothing of it is run, no link followed."""
    odd = tuple(_odd(folder))
    if odd:
        return odd
    bagit = _bagit()
    try:
        bag = bagit.Bag(str(folder))
        # Count and size alone would hide which file it is; both follow from the full check.
        bag.info.pop("Payload-Oxum", None)
        bag.validate()
    except bagit.BagValidationError as trouble:
        details = tuple(_fault(bagit, detail) for detail in trouble.details)
        return details or (BagFault("invalid", ".", str(trouble)),)
    except (bagit.BagError, OSError, ValueError, LookupError) as trouble:
        return (BagFault("invalid", ".", str(trouble) or type(trouble).__name__),)
    return ()


def info_of(folder: Path) -> Mapping[str, str]:
    """The fields of bag-info.txt; none where the folder is no package."""
    if any(_odd(folder)):
        return {}
    bagit = _bagit()
    try:
        info = bagit.Bag(str(folder)).info
    except (bagit.BagError, OSError, ValueError, LookupError):
        return {}
    return {key: value for key, value in info.items() if isinstance(value, str)}


def manifest_digest(folder: Path) -> str | None:
    """SHA-256 of the package's list of digests; None where there is no such regular file."""
    path = folder / MANIFEST
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _TAG_LIMIT:
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _odd(folder: Path) -> Iterator[BagFault]:
    """What must not be opened: links, pipes, and lists too large for any case."""
    if not folder.is_dir() or folder.is_symlink():
        yield BagFault("missing", ".")
        return
    for where, folders, names in os.walk(folder):
        for name in sorted((*folders, *names)):
            path = Path(where, name)
            relative = path.relative_to(folder).as_posix()
            try:
                found = path.lstat()
            except OSError:
                yield BagFault("odd", relative)
                continue
            known = stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)
            if not known or (relative in _TAGS and found.st_size > _TAG_LIMIT):
                yield BagFault("odd", relative)


def _fault(bagit: Any, detail: object) -> BagFault:
    path = str(getattr(detail, "path", "."))
    if isinstance(detail, bagit.ChecksumMismatch):
        return BagFault("differs", path)
    if isinstance(detail, bagit.FileMissing):
        return BagFault("missing", path)
    if isinstance(detail, bagit.UnexpectedFile):
        return BagFault("unexpected", path)
    return BagFault("invalid", path, str(detail))


def _bagit() -> Any:
    """The library; what it would log is answered as values here."""
    import bagit

    logging.getLogger(bagit.__name__).setLevel(_SILENT)
    return bagit
