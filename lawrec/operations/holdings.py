"""The footage of a case or of the inbox, with the ledger page that tells of its copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import InputError, UsageError
from lawrec.i18n import _
from lawrec.operations.fixity import Content, State, quick_state
from lawrec.operations.session import Session
from lawrec.schema.bureau import Profile, Store
from lawrec.schema.copies import Copy, Ledger, MediumCopies
from lawrec.schema.ids import id_of, sort_key
from lawrec.schema.media import Sidecar
from lawrec.store import layout
from lawrec.store.copies import load_copies
from lawrec.store.media_files import content_path
from lawrec.store.sources import FolderSource
from lawrec.store.validate import typed
from lawrec.store.yaml_io import load


@dataclass(frozen=True, slots=True)
class Medium:
    """One medium: its id, the path of its content below the folder, its sidecar."""

    id: str
    path: str
    sidecar: Sidecar

    @property
    def entry(self) -> MediumCopies:
        """A ledger entry that knows of no copy yet."""
        return MediumCopies(sha256=self.sidecar.sha256, size_bytes=self.sidecar.size_bytes)


@dataclass(frozen=True, slots=True)
class Holding:
    """A case, or the inbox, of our own bureau; `page` is its page in the ledger."""

    bureau: Path
    profile: Profile
    folder: Path
    page: str

    @property
    def label(self) -> str:
        """How commands name it: 2026/0001, inbox."""
        return layout.INBOX if self.folder.name == layout.INBOX else layout.case_label(self.folder)

    def media(self, wanted: tuple[str, ...] = ()) -> dict[str, Medium]:
        """All media, or those that are named, by id; raises InputError."""
        found = {medium.id: medium for medium in _media(self.folder)}
        for item in wanted:
            if item not in found:
                raise InputError(
                    _("There is no medium {id} in this case").format(id=item),
                    where=str(self.folder),
                )
        return {item: found[item] for item in wanted or sorted(found, key=sort_key)}

    def state(self, medium: Medium) -> State:
        """Whether its file is in the folder, by presence and size."""
        path, data = self.folder / medium.path, medium.sidecar
        return quick_state(Content(medium.path, path, data.size_bytes, data.sha256))

    def has(self, medium: Medium) -> bool:
        """Whether its file is in the folder, with its size."""
        return self.state(medium) == "fine"

    def ledger(self) -> Ledger:
        """What is noted of copies; an entry of another content under the same id is none."""
        return load_copies(self.bureau, self.page)

    def copy_of(self, medium: Medium, store: str, ledger: Ledger) -> Copy | None:
        """The noted copy of that very content in a store."""
        entry = ledger.get(medium.id)
        if entry is None or entry.sha256 != medium.sidecar.sha256:
            return None
        return entry.stores.get(store)


def holding_of(session: Session, folder: Path) -> Holding:
    """The holding of a case folder or the inbox; raises InputError unless it is our bureau's.

    Stores are those that our own profile declares: what a stranger's folder says of stores may
    lead anywhere.
    """
    facts = session.facts
    if session.bureau is None or not facts.known or facts.profile is None:
        raise InputError(
            _("There is no case repository here whose stores could be used"),
            fix=_("Run it in your own case repository, or name it with --bureau"),
        )
    page = layout.copies_page(session.bureau, folder)
    if page is None:
        raise InputError(
            _("Copies are noted only for cases of the case repository itself"), where=str(folder)
        )
    return Holding(session.bureau, facts.profile, folder, page)


def declared(profile: Profile, name: str) -> Store:
    """The store of that name; raises UsageError."""
    store = profile.stores.get(name)
    if store is None:
        raise UsageError(
            _("No store {name} is declared").format(name=name),
            fix=f"lawrec store add {name} --type unit_dedicated --url ...",
        )
    return store


def folders(bureau: Path) -> Iterator[Path]:
    """The folders of all cases, and the inbox if there is one."""
    yield from layout.case_folders(bureau)
    if (bureau / layout.INBOX / "media").is_dir():
        yield bureau / layout.INBOX


def of_page(bureau: Path, page: str) -> Path:
    """The folder that a page of the ledger is about; it need not be there any more."""
    name = page.removeprefix(f"{layout.COPIES}/").removesuffix(".yaml")
    return bureau / layout.INBOX if name == layout.INBOX else bureau / layout.CASES / name


def _media(folder: Path) -> Iterator[Medium]:
    for path in FolderSource(folder).pages("media"):
        item = id_of(path.rsplit("/", 1)[-1])
        if item is not None:
            document = load(folder / path)
            sidecar = typed(Sidecar, document.data, path, document.lines)
            yield Medium(item, content_path(path), sidecar)
