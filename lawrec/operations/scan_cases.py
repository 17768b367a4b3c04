"""The cases that the codes on scans name: their records, versions, and scans that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lawrec.i18n import language
from lawrec.operations.fixity import content_of, full_state
from lawrec.operations.locate import locate
from lawrec.operations.session import Session
from lawrec.schema.field_names import field_name, has_field_name
from lawrec.schema.ids import id_of
from lawrec.schema.media import Sidecar
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.store import layout
from lawrec.store.copies import Kept, kept_elsewhere
from lawrec.store.history import ObjectStore, blob_at, read_history
from lawrec.store.load import load_case
from lawrec.store.yaml_io import parse

DIGITS = 8
"""So many hex digits of a version stand in the code."""


@dataclass(frozen=True)
class KnownCase:
    """A case as it is now; nothing is held."""

    folder: Path
    session: Session
    snapshot: CaseSnapshot

    @property
    def label(self) -> str:
        """How the case is named."""
        return layout.case_label(self.folder)

    @cached_property
    def records(self) -> Mapping[str, Page[Record]]:
        """The records by their id."""
        return {page.id: page for page in self.snapshot.records}

    def version(self, item: str) -> str:
        """The SHA-256 of a record's page as it lay there when a scan was first held against it."""
        if item not in self._versions:
            self._versions[item] = self.version_now(item)
        return self._versions[item]

    def version_now(self, item: str) -> str:
        """The SHA-256 of a record's page as it lies there now."""
        path = self.folder / self.records[item].path
        return hashlib.sha256(path.read_bytes()).hexdigest()

    @cached_property
    def _versions(self) -> dict[str, str]:
        return {}

    @cached_property
    def _earlier(self) -> Mapping[tuple[str, str], bytes]:
        """Every version of every record that the history has, by id and digits of its digest."""
        store = ObjectStore(self.folder)
        found: dict[tuple[str, str], bytes] = {}
        for commit in read_history(store).commits:
            for change in commit.changed:
                folder, _slash, name = change.path.rpartition("/")
                item = id_of(name) if folder == "records" else None
                content = blob_at(store, change.blob) if item else None
                if item and content is not None:
                    found[item, hashlib.sha256(content).hexdigest()[:DIGITS]] = content
        return found

    def had(self, item: str, digits: str) -> bool:
        """Whether the record once was this version."""
        return (item, digits) in self._earlier

    def changed_since(self, item: str, digits: str) -> tuple[str, ...]:
        """Which fields of a record are not what they were in an earlier version, in words."""
        old = parse(self._earlier[item, digits], item).data
        now = parse((self.folder / self.records[item].path).read_bytes(), item).data
        if not isinstance(old, dict) or not isinstance(now, dict):
            return ()
        names = [key for key in {**old, **now} if old.get(key) != now.get(key)]
        return tuple(field_name(key, language()) if has_field_name(key) else key for key in names)

    @cached_property
    def scans(self) -> Mapping[str, tuple[Page[Sidecar], ...]]:
        """The scans of each record whose content is there and sound, or out of reach in a store."""
        found: dict[str, tuple[Page[Sidecar], ...]] = {}
        for medium in self.snapshot.media:
            item = medium.data.scan_of
            if item is not None and self._sound(medium):
                found[item] = (*found.get(item, ()), medium)
        return found

    def _sound(self, medium: Page[Sidecar]) -> bool:
        kept = self._kept.get(medium.id)
        content = content_of(self.folder, medium, trusted=False, kept=kept)
        return full_state(content, lambda _size: None) in ("fine", "elsewhere")

    @cached_property
    def _kept(self) -> Mapping[str, Kept]:
        return kept_elsewhere(self.session.facts.root, self.folder)

    def signers(self, item: str) -> tuple[str, ...]:
        """Whose signatures the record names."""
        record = self.records[item].data
        names = [entry.who for entry in record.signatures if entry.status == "signed"]
        if isinstance(record, Approval):
            names += [step.who for step in record.steps]
        return tuple(dict.fromkeys(names))

    def is_seen(self, item: str) -> bool:
        """Whether somebody has noted already to have seen the signatures."""
        entry = self.snapshot.originals.get(item)
        return entry is not None and entry.seen_by is not None


class Cases:
    """Cases by the labels in codes; each is read once."""

    def __init__(self, case: str | None, bureau: Path | None, as_who: str | None) -> None:
        """`case` is the only one that scans are filed in, where one was named."""
        self._bureau = bureau if bureau is not None or case else layout.require_bureau(Path.cwd())
        self._who = as_who
        self._read: dict[str, KnownCase | None] = {}
        self.only = self._open(case) if case else None

    def find(self, label: str) -> KnownCase | None:
        """The case of that label; an empty one means the one that was named."""
        if self.only is not None and label in ("", self.only.label):
            return self.only
        if not label or self.only is not None:
            return None
        if label not in self._read:
            self._read[label] = self._look(label)
        return self._read[label]

    def _look(self, label: str) -> KnownCase | None:
        folder = (self._bureau or Path()) / layout.CASES / label
        if not (folder / layout.CASE_PAGE).is_file():
            return None
        return self._open(str(folder))

    def _open(self, name: str) -> KnownCase:
        folder, session = locate(name, self._bureau, self._who)
        return KnownCase(folder, session, load_case(folder, root=session.facts.root))

    def reread(self, case: KnownCase) -> KnownCase:
        """The same case as it is now, after it was written to."""
        fresh = KnownCase(
            case.folder, case.session, load_case(case.folder, root=case.session.facts.root)
        )
        self._read[case.label] = fresh
        if self.only is not None:
            self.only = fresh
        return fresh

    def awaiting(self, labels: set[str]) -> list[tuple[KnownCase, str]]:
        """Signed papers that have no scan yet, of the case that was named or of these cases."""
        cases = [self.only] if self.only else [self.find(label) for label in sorted(labels)]
        return [
            (case, page.id)
            for case in cases
            if case is not None and case.snapshot.archived is None
            for page in case.snapshot.records
            if case.signers(page.id) and page.id not in case.scans
        ]
