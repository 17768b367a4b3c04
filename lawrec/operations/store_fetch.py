"""Bringing footage back into the case from a store that has it: verified, never overwriting."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lawrec.custody.change import writing
from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.media.stores.deposit import Item, Moved, SourceTrouble, bring
from lawrec.media.stores.folder import Folder
from lawrec.media.stores.opening import Shelf
from lawrec.operations.case_writer import manifest
from lawrec.operations.copies import Noted, note, noted
from lawrec.operations.holdings import Holding, Medium, holding_of
from lawrec.operations.progress import Progress
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.operations.store_reading import Ways, readings, unsound
from lawrec.store import layout
from lawrec.store.files import TEMPORARY

Outcome = Literal["fetched", "there_already", "would_fetch", "failed"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one medium; `reason` says why it failed."""

    item: str
    path: str
    outcome: Outcome
    size: int = 0
    reason: str | None = None


def fetch_media(
    folder: Path,
    session: Session,
    wanted: tuple[str, ...] = (),
    *,
    source: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> tuple[str, tuple[Fetched, ...]]:
    """Bring back what is not in the folder; the case's name, and each medium with its answer.

    It changes no page, so archived cases are no exception. What lies in the folder already is
    left as it is, whatever it is.
    """
    holding = holding_of(session, folder)
    media = holding.media(wanted)
    absent = {item: m for item, m in media.items() if holding.state(m) == "absent"}
    answers = {item: _there(holding, m) for item, m in media.items() if item not in absent}
    if dry_run:
        answers |= {item: _answer(m, "would_fetch") for item, m in absent.items()}
    elif absent:
        answers |= _fetch_all(holding, session, absent, source, progress or Progress())
    return holding.label, tuple(answers[item] for item in media)


def _fetch_all(
    holding: Holding,
    session: Session,
    media: dict[str, Medium],
    source: str | None,
    shown: Progress,
) -> dict[str, Fetched]:
    shown.started(len(media), 2 * sum(medium.sidecar.size_bytes for medium in media.values()))
    answers: dict[str, Fetched] = {}
    seen: list[Noted] = []
    with _held(holding, session), Shelf(holding.bureau) as shelf:
        ways = Ways(holding, shelf, holding.ledger(), source)
        for item, medium in media.items():
            try:
                _fetch(ways, medium, shown.moved)
            except LawrecError as trouble:
                reason = ": ".join(part for part in (trouble.where, trouble.what) if part)
                answers[item] = _answer(medium, "failed", reason)
            else:
                answers[item] = _answer(medium, "fetched")
                seen.append(noted(item, medium.sidecar, None, "fine"))
    note(session, holding.bureau, {holding.page: seen})
    return answers


@contextmanager
def _held(holding: Holding, session: Session) -> Iterator[None]:
    """The case or the inbox, held for writing: what is unfinished in it is swept by nobody else."""
    doing = _("fetch footage")
    if holding.folder.name == layout.INBOX:
        with write_bureau(holding.bureau, session.who, doing):
            yield
        return
    folder = holding.folder
    with writing(
        folder,
        by=session.who,
        doing=doing,
        log_dir=session.log_dir,
        name=layout.log_name(folder),
        manifest=lambda: manifest(folder),
    ):
        yield


def _fetch(ways: Ways, medium: Medium, moved: Moved) -> None:
    data, holding = medium.sidecar, ways.holding
    target = Folder(holding.folder, str(holding.folder))
    name = f"media/{TEMPORARY}{secrets.token_hex(8)}"
    for read in readings(ways, medium):
        try:
            bring(target, Item(data.sha256, data.size_bytes, read), name, medium.path, moved)
        except SourceTrouble:
            continue
        return
    raise unsound(holding, medium)


def _there(holding: Holding, medium: Medium) -> Fetched:
    if holding.has(medium):
        return _answer(medium, "there_already")
    return _answer(
        medium,
        "failed",
        _("{path} is there, but is not what was stored; nothing is overwritten").format(
            path=medium.path
        ),
    )


def _answer(medium: Medium, outcome: Outcome, reason: str | None = None) -> Fetched:
    return Fetched(medium.id, medium.path, outcome, medium.sidecar.size_bytes, reason)
