"""Saying which act footage shows: media of the case itself, or of the inbox, copied in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.media.intake import IntakeTrouble, copy_verified
from lawrec.media.names import stored_name
from lawrec.operations.attribution import act_of_stored
from lawrec.operations.case_writer import write_case
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
from lawrec.store.files import os_errors


def assign_media(
    folder: Path, session: Session, items: tuple[str, ...], act: str | None
) -> list[Written]:
    """Say which act media show: media of the case, or of the inbox, which are copied in.

    An item of the inbox may be assigned to several cases; it stays where it is.
    """
    with write_case(folder, session, _("assign footage")) as case:
        acts = {page.id for page in case.snapshot.acts}
        if act is not None and act not in acts:
            raise RefusedError(_("There is no act {id} in this case").format(id=act))
        own = {page.id: page for page in case.snapshot.media}
        there = {
            held.sidecar.sha256: held.id
            for held in held_in(case)
            if held.content is not None and quick_state(held.content) == "fine"
        }
        inbox = {f"inbox/{i.id}": i for i in inbox_items(session.bureau)} if session.bureau else {}
        entered = {i.id for i in entered_items(session.bureau)} if session.bureau else set()
        pages: dict[str, bytes | None] = {}
        moves: list[tuple[str, str]] = []
        written: list[Written] = []
        assigned: dict[str, str] = {}
        with _leftovers(folder) as temporary:
            for named in dict.fromkeys(items):
                item = _in_case(named, inbox, there)
                if item in own:
                    path = own[item].path
                    pages[path] = _with_act(own[item], act)
                    written.append(Written(case.snapshot.name, item, path, ""))
                elif item in inbox:
                    _refuse_changed(inbox[item], entered)
                    media_id = case.next_id("M")
                    whose = act or act_of_stored(inbox[item].sidecar, case.snapshot.acts)
                    told = _told_here(inbox[item].sidecar, whose, inbox, there)
                    move = _copy_in(media_id, inbox[item], folder, temporary)
                    path = f"{move[1]}.yaml"
                    pages[path] = sidecar_page(told)
                    moves.append(move)
                    there[told.sha256] = media_id
                    assigned[media_id] = inbox[item].id
                    written.append(Written(case.snapshot.name, media_id, path, ""))
                else:
                    raise RefusedError(
                        _("There is no medium {id} in this case").format(id=item),
                        fix=_("Media of the inbox are named inbox/M01"),
                    )
            if session.bureau is not None and assigned:
                pages |= handovers_of_case(case, session.bureau, assigned)
            done = case.commit(
                pages, moves=tuple(moves), event="assign", message="音像归属 " + ", ".join(items)
            )
        return [replace(entry, head=done.head) for entry in written]


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


def _with_act(page: Page[Sidecar], act: str | None) -> bytes:
    return sidecar_page(page.data.model_copy(update={"act": act}))


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
    target = temporary_in(folder)
    temporary.append(target)
    source = os.fsencode(item.content)
    with os_errors(target):
        try:
            copy_verified(source, target, item.sidecar.sha256, lambda _n: None)
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
        for path in temporary:
            with suppress(OSError):
                path.unlink(missing_ok=True)
