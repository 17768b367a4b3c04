"""The one way in which use cases write to a case: locked, checked, durable, logged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from lawrec.custody.change import Change, Committed, Writing, writing
from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.operations.extract_checks import Recorded, checks_for
from lawrec.operations.page_memory import PageMemory
from lawrec.operations.session import Session
from lawrec.schema.device_checks import stretches
from lawrec.schema.ids import last_number, make_id
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import Bureau, CaseSnapshot
from lawrec.store import layout
from lawrec.store.bureau_files import extract
from lawrec.store.load import load_case
from lawrec.store.rehearsal import rehearsal
from lawrec.store.render import page, to_raw
from lawrec.store.schema_line import all_pointed
from lawrec.store.sources import FolderSource
from lawrec.store.unit_records import access_of
from lawrec.store.validate import InvalidPage, typed
from lawrec.store.yaml_io import parse


@dataclass
class CaseView:
    """A case as one person sees it; nothing is held and nothing can be written."""

    folder: Path
    session: Session
    snapshot: CaseSnapshot
    _taken: dict[str, int] = field(default_factory=dict)

    @property
    def facts(self) -> Bureau:
        """The bureau's own facts, or what a case that stands alone carries of them."""
        return self.session.facts if self.session.bureau else self.snapshot.bureau

    def next_id(self, letter: str) -> str:
        """The next free id for an act (A), a record (R) or a medium (M)."""
        last = self._taken.get(letter)
        if last is None:
            below = {"A": "acts", "R": "records"}.get(letter, "media")
            names = FolderSource(self.folder).files(below)
            trying = rehearsal()
            planned = trying.names_in(self.folder, below) if trying else []
            # What was taken out again keeps its number: the history knows that it was there.
            known = self.snapshot.history.first_seen
            ever = [path.removeprefix(f"{below}/") for path in known if path.startswith(below)]
            last = last_number([*names, *planned, *ever], letter)
        self._taken[letter] = last + 1
        return make_id(letter, last + 1)


@dataclass
class CaseWriter(CaseView):
    """A case held for writing. `snapshot` is the case as it was when the lock was taken."""

    _writing: Writing = field(kw_only=True)
    _memory: PageMemory = field(kw_only=True)
    _recorded: dict[str, Recorded] = field(default_factory=dict)

    def commit(
        self,
        files: Mapping[str, bytes | None],
        *,
        event: str,
        message: str,
        moves: tuple[tuple[str, str], ...] = (),
    ) -> Committed:
        """Write these pages (None removes one), move these media into place, commit and log.

        Every page must read back; the extract of the bureau's facts is kept fresh with it.
        """
        changed = all_pointed(files, in_case=True)
        words = {self.session.who}
        for path, content in changed.items():
            document = None
            if content is not None and path.endswith(".yaml"):
                document = parse(content, path)
                words.update(self._memory.note(content, document).words)
            if path.startswith("media/"):
                said = [typed(Sidecar, document.data, path, document.lines)] if document else []
                # Of each only this is needed again: a card may hold thousands of files.
                self._recorded[path] = stretches(said)
        changed |= all_pointed(self._extract(changed, words), in_case=True)
        change = Change(changed, moves, message, event, self.session.who)
        return self._writing.commit(change)

    def _extract(self, changed: Mapping[str, bytes | None], words: set[str]) -> dict[str, bytes]:
        """A new bureau.yaml, where what it says has changed; `words` are those of the change."""
        if self.session.bureau is None:
            return {}
        words |= self._memory.words(frozenset((*changed, layout.EXTRACT)))
        access = access_of(self.session.bureau, _names(self.folder, self.snapshot))
        checks = checks_for(self.session.bureau, self.snapshot, self._recorded)
        facts = replace(self.session.facts, access=access, checks=checks)
        fresh = extract(facts, frozenset(words), self.session.now())
        if fresh is None:
            return {}
        old = self.snapshot.bureau if self.snapshot.bureau.source == "extract" else None
        if old is not None and _same(old, fresh):
            return {}
        comment = "本局设置、人员、设备的摘录：案卷单独移交时也能审。由 lawrec 写入，不手工填写"
        return {layout.EXTRACT: page(fresh, comment)}


def _same(old: object, fresh: object) -> bool:
    """Whether the extract says the same but for the time at which it was taken."""
    names = [(name, name) for name in ("profile", "officers", "devices", "checks", "access")]
    names.append(("leads", "lead"))
    return all(_raw(old, one) == _raw(fresh, other) for one, other in names)


def _raw(facts: object, name: str) -> object:
    value = getattr(facts, name)
    return None if value is None else to_raw(value)


def _names(folder: Path, snapshot: CaseSnapshot) -> tuple[str, ...]:
    """Under which names the access register may have the case."""
    number = (snapshot.case.data.number,) if snapshot.case else ()
    return (layout.case_label(folder), *number)


def manifest(folder: Path) -> str:
    """SHA-256 over all files of a case: see `PageMemory.manifest`."""
    return PageMemory(folder).manifest()


@contextmanager
def write_case(
    folder: Path, session: Session, doing: str, *, voided: bool = False
) -> Iterator[CaseWriter]:
    """Hold a case for writing; an archived case and unreadable pages are refused.

    One whose number was voided is written to only with `voided`: to take that back.
    """
    memory = PageMemory(folder)
    with writing(
        folder,
        by=session.who,
        doing=doing,
        log_dir=session.log_dir,
        name=layout.log_name(folder),
        manifest=memory.manifest,
    ) as held:
        snapshot = load_case(folder, root=session.facts.root)
        gone = layout.ARCHIVED in snapshot.history.dirty  # taking the page away opens nothing
        if snapshot.archived is not None or gone:
            raise RefusedError(
                _("This case is archived and frozen"),
                where=str(folder),
                fix=_("What comes later belongs into a new case that names this one"),
            )
        if not voided and layout.is_voided(folder):
            label = layout.case_label(folder)
            raise RefusedError(
                _("This case was opened by mistake, and its number is voided"),
                where=str(folder),
                fix=_("To take that back: {command}").format(
                    command=f"lawrec undo {label} voided --reason ..."
                ),
            )
        faults = tuple(p for p in snapshot.problems if p.place.path.endswith(".yaml"))
        if faults:
            raise InvalidPage(faults)
        yield CaseWriter(folder, session, snapshot, _writing=held, _memory=memory)
