"""Trying a command: everything up to the write is done, then it is said what would be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lawrec.i18n import _
from lawrec.operations.archiving import NOT_MADE
from lawrec.operations.page_words import page_change
from lawrec.report.change_text import ChangeText, PageChange, WouldWrite
from lawrec.store import layout
from lawrec.store.rehearsal import Planned, Rehearsal, rehearsal, rehearse


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial that runs or has run."""

    rehearsal: Rehearsal

    def would(self) -> WouldWrite:
        """What would have been written so far, in words."""
        return would_write(self.rehearsal)


@contextmanager
def trying() -> Iterator[Tried]:
    """Nothing is written while the body runs."""
    with rehearse() as running:
        yield Tried(running)


def only_tried(text: str) -> bool:
    """Whether this is a trial; then `text` says what would be done instead."""
    running = rehearsal()
    if running is not None:
        running.notes.append(text)
    return running is not None


def would_write(tried: Rehearsal) -> WouldWrite:
    """What the rehearsal noted, in words."""
    return WouldWrite(
        tuple(_change(planned) for planned in tried.changes),
        {str(path): size for path, size in tried.files.items()},
        tuple(tried.notes),
    )


def _change(planned: Planned) -> ChangeText:
    pages = [
        page_change(path, planned.before.get(path), content)
        for path, content in planned.files.items()
    ]
    label = planned.name.removeprefix(f"{layout.CASES}/")
    bureau = _("The bureau's own pages")
    case = _("Case {label}").format(label=label)
    return ChangeText(
        bureau if planned.name == "bureau" else case,
        planned.event,
        planned.by,
        planned.message,
        planned.log,
        tuple(_known(page) for page in pages),
        tuple(target for _source, target in planned.moves),
    )


def _known(page: PageChange) -> PageChange:
    """The page without the digest of a package that is not made."""
    if page.path != layout.ARCHIVED or not isinstance(page.content, dict):
        return page
    content = {k: v for k, v in page.content.items() if v != NOT_MADE}
    after = {}
    for key, entry in page.after.items():
        told = entry.model_copy()
        told.__pydantic_fields_set__ = entry.model_fields_set - {"manifest_sha256"}
        after[key] = told
    return PageChange(
        page.path, page.what, page.item, page.name, page.before, after, content, page.by_machine
    )
