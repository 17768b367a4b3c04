"""Saying which act footage shows: media of the case itself, or of the inbox, copied in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.intake import IntakeTrouble, copy_verified, digest_of
from lawrec.media.names import stored_name
from lawrec.operations.attribution import act_of_stored
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.fixity import quick_state
from lawrec.operations.inbox_handover import handovers_of_case
from lawrec.operations.inbox_items import InboxItem, entered_items, inbox_items
from lawrec.operations.intake import temporary_in
from lawrec.operations.known import held_in
from lawrec.operations.session import Session
from lawrec.operations.taking_in import sidecar_page
from lawrec.operations.written import Written
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import Page
from lawrec.store.files import TEMPORARY, os_errors
from lawrec.store.rehearsal import rehearsal


def assign_media(
    folder: Path, session: Session, items: tuple[str, ...], act: str | None
) -> list[Written]:
    """Say which act media show: media of the case, or of the inbox, which are copied in.

    An item of the inbox may be assigned to several cases; it stays where it is.
    """
    if not items:
        raise UsageError(_("Name the media, such as M03 or inbox/M01"))
    with write_case(folder, session, _("assign footage")) as case:
        if act is not None and all(page.id != act for page in case.snapshot.acts):
            raise RefusedError(_("There is no act {id} in this case").format(id=act))
        own = {page.id: page for page in case.snapshot.media}
        with _leftovers(folder) as temporary:
            assigning = _Assigning(case, act, temporary)
            for named in dict.fromkeys(items):
                item = _in_case(named, assigning.inbox, assigning.there)
                if item in own:
                    assigning.take_own(own[item])
                elif item in assigning.inbox:
                    assigning.take_from_inbox(assigning.inbox[item])
                else:
                    raise RefusedError(
                        _("There is no medium {id} in this case").format(id=item),
                        fix=_("Media of the inbox are named inbox/M01"),
                    )
            return assigning.commit("音像归属 " + ", ".join(items))


class _Assigning:
    """What one command assigns: pages and verified copies that wait for their commit.

    `inbox` is by the names that people use, `there` gives the ids in the case by digest.
    """

    def __init__(self, case: CaseWriter, act: str | None, temporary: list[Path]) -> None:
        self._case, self._act, self._temporary = case, act, temporary
        bureau = case.session.bureau
        items = inbox_items(bureau) if bureau else []
        self.inbox = {f"inbox/{item.id}": item for item in items}
        self.there = {
            held.sidecar.sha256: held.id
            for held in held_in(case)
            if held.content is not None and quick_state(held.content) == "fine"
        }
        self._entered = {i.id for i in entered_items(bureau, items)} if bureau else set()
        self._pages: dict[str, bytes | None] = {}
        self._moves: list[tuple[str, str]] = []
        self._written: list[Written] = []
        self._assigned: dict[str, str] = {}

    def take_own(self, page: Page[Sidecar]) -> None:
        """A medium that the case has."""
        self._pages[page.path] = sidecar_page(page.data.model_copy(update={"act": self._act}))
        self._written.append(Written(self._case.snapshot.name, page.id, page.path, ""))

    def take_from_inbox(self, item: InboxItem) -> None:
        """A copy of a medium of the inbox; its act is one of this case, or none."""
        _refuse_changed(item, self._entered)
        media_id = self._case.next_id("M")
        act = self._act or act_of_stored(item.sidecar, self._case.snapshot.acts)
        told = _told_here(item.sidecar, act, self.inbox, self.there)
        move = _copy_in(media_id, item, self._case.folder, self._temporary)
        path = f"{move[1]}.yaml"
        self._pages[path] = sidecar_page(told)
        self._moves.append(move)
        self.there[told.sha256] = media_id
        self._assigned[media_id] = item.id
        self._written.append(Written(self._case.snapshot.name, media_id, path, ""))

    def commit(self, message: str) -> list[Written]:
        """All of it at once, with the hand-overs that were noted before there was a case."""
        if self._case.session.bureau is not None and self._assigned:
            bureau = self._case.session.bureau
            self._pages |= handovers_of_case(self._case, bureau, self._assigned)
        moves = tuple(self._moves)
        done = self._case.commit(self._pages, moves=moves, event="assign", message=message)
        return [replace(entry, head=done.head) for entry in self._written]


def _in_case(named: str, inbox: Mapping[str, InboxItem], there: Mapping[str, str]) -> str:
    """The id under which the case has that item of the inbox already, else the name itself."""
    if named not in inbox:
        return named
    return there.get(inbox[named].sidecar.sha256, named)


def _refuse_changed(item: InboxItem, entered: set[str]) -> None:
    if item.id not in entered:
        raise RefusedError(
            _("The sidecar of inbox/{id} is not as lawrec wrote it").format(id=item.id),
            where=f"{item.content}.yaml",
            fix=_("Put it back as it was (see: lawrec verify --all), then run it again"),
        )


def _told_here(
    sidecar: Sidecar, act: str | None, inbox: Mapping[str, InboxItem], there: Mapping[str, str]
) -> Sidecar:
    """The sidecar as it is meant in this case: acts and media have numbers of their own here."""
    before = inbox.get(f"inbox/{sidecar.continues}")
    continues = there.get(before.sidecar.sha256) if before else None
    return sidecar.model_copy(update={"act": act, "continues": continues})


def _copy_in(
    media_id: str, item: InboxItem, folder: Path, temporary: list[Path]
) -> tuple[str, str]:
    """A verified copy of an inbox item for the case; its storing time stays the first one."""
    trying = rehearsal() is not None
    target = folder / "media" / f"{TEMPORARY}{media_id}" if trying else temporary_in(folder)
    temporary.append(target)
    source, digest = os.fsencode(item.content), item.sidecar.sha256
    with os_errors(target):
        try:
            if not trying:
                copy_verified(source, target, digest, lambda _n: None)
            elif digest_of(source, lambda _n: None)[0] != digest:
                raise IntakeTrouble("source_changed")
        except IntakeTrouble:
            raise RefusedError(
                _("{path} is not what was stored in the inbox").format(path=item.content.name),
                where=str(item.content),
            ) from None
    name = f"media/{stored_name(media_id, item.sidecar.original_name)}"
    return target.relative_to(folder).as_posix(), name


@contextmanager
def _leftovers(folder: Path) -> Iterator[list[Path]]:
    """Copies that did not come into place are taken away."""
    temporary: list[Path] = []
    try:
        yield temporary
    finally:
        for path in () if rehearsal() else temporary:
            with suppress(OSError):
                path.unlink(missing_ok=True)
