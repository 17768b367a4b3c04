"""The package of an archived case: is it the one that was made, and is it whole?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lawrec.archive.bag import Kind, faults_of, manifest_digest
from lawrec.i18n import N_, _
from lawrec.operations.found import Found
from lawrec.store import layout
from lawrec.store.sources import FolderSource

_TEXTS: Mapping[Kind, str] = {
    "differs": N_("The package: {path} was changed"),
    "missing": N_("The package: {path} is gone"),
    "unexpected": N_("The package: {path} was added"),
    "odd": N_("The package: {path} is no ordinary file or folder and was not opened"),
    "invalid": N_("The package is damaged: {detail}"),
}


def archived_page(folder: Path) -> Mapping[str, object] | None:
    """The fields of archived.yaml; None where the case is not archived."""
    document = FolderSource(folder).read(layout.ARCHIVED)
    if document is None:
        return None
    data = document.data
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def package_place(name: str, bureau: Path | None, *, trusted: bool) -> Path | None:
    """Where a package lies; None where this computer cannot or must not look for it.

    A place inside the case repository is looked for there and never leads out of it; another
    one is followed only for a case that is `trusted` to name places on this computer.
    """
    path = Path(name)
    if path.is_absolute() or name.startswith(("/", "\\")):
        return path if trusted else None
    if bureau is None:
        return None
    place = (bureau / path).resolve()
    return place if place.is_relative_to(bureau.resolve()) else None


def against_package(place: Path, name: str, digest: object) -> Iterator[Found]:
    """The package against the digest that the case keeps of it, and every file against its own."""
    if not place.is_dir():
        text = _("The package {name} is gone")
        yield Found("package_absent", text.format(name=name), name)
        return
    if manifest_digest(place) != digest:
        text = _("The package {name} is not the one that was made when the case was archived")
        yield Found("package_exchanged", text.format(name=name), name)
    for fault in faults_of(place):
        text = _(_TEXTS[fault.kind])
        shown = text.format(path=fault.path, detail=fault.detail)
        yield Found(f"package_{fault.kind}", shown, f"{name}/{fault.path}")
