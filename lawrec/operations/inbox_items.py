"""What lies in the bureau's inbox, and what of it the bureau's own history knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import reason_of
from lawrec.schema.ids import id_of
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import Place, ReadProblem
from lawrec.store import git, layout
from lawrec.store.media_files import content_path
from lawrec.store.regular import read_regular
from lawrec.store.sources import FolderSource
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One medium in the inbox: its id, its content, its sidecar and that page's bytes."""

    id: str
    content: Path
    sidecar: Sidecar
    page: bytes


def read_inbox(bureau: Path) -> tuple[list[InboxItem], tuple[ReadProblem, ...]]:
    """All footage in the inbox, assigned or not, and the pages that cannot be read.

    One bad page keeps nobody's footage out: evidence is taken first.
    """
    found: list[InboxItem] = []
    problems: list[ReadProblem] = []
    source = FolderSource(bureau / layout.INBOX)
    for path in source.pages("media"):
        item = id_of(path.rsplit("/", 1)[-1])
        if item is None:
            continue
        try:
            content = read_regular(source.folder / path)
            if content is None:
                continue
            document = parse(content, path)
            sidecar = typed(Sidecar, document.data, path, document.lines)
        except (InputError, OSError) as error:
            told = error.what if isinstance(error, InputError) else reason_of(error)
            place = Place(f"{layout.INBOX}/{path}")
            problems.append(ReadProblem("unreadable", told, place))
            continue
        found.append(InboxItem(item, source.folder / content_path(path), sidecar, content))
    told_odd = [ReadProblem(p.code, p.message, p.place) for p in source.problems]
    return found, (*problems, *told_odd)


def inbox_items(bureau: Path) -> list[InboxItem]:
    """All footage in the inbox that can be read, assigned or not."""
    return read_inbox(bureau)[0]


def entered_items(bureau: Path, items: Iterable[InboxItem]) -> list[InboxItem]:
    """Those items of the inbox whose sidecars are as the bureau's own history has them.

    What somebody put there or changed without lawrec is no evidence of when it was stored.
    """
    tree = git.files_at(bureau, git.head(bureau))
    return [item for item in items if _is_entered(bureau, item, tree)]


def _is_entered(bureau: Path, item: InboxItem, tree: Mapping[str, git.Entry]) -> bool:
    path = item.content.relative_to(bureau).as_posix()
    known = tree.get(f"{path}.yaml")
    return known is not None and known.id == git.blob_id(item.page)
