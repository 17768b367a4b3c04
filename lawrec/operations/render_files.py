"""Where printed papers go: never over anything, and never among the pages of a case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

from lawrec.errors import UsageError
from lawrec.i18n import Language, _
from lawrec.operations.receipt_files import refuse_among_pages
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import Kind
from lawrec.schema.snapshot import Page
from lawrec.store.files import create_durable, make_folders, os_errors

Paper: TypeAlias = tuple[Kind, Page[Record] | None]
"""A kind with its record; None for the blank form."""

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60
"""Letters of a file's name: in UTF-8 that is less than the 255 bytes of most disks."""


def targets(
    case: str, papers: tuple[Paper, ...], form: str, out: Path | None, into: Language
) -> list[Path]:
    """The file of each paper; raises before anything is made where that is no place for it.

    `out` is a file or a folder, which is made; None means the current folder.
    """
    if out is not None and is_file(out):
        if len(papers) > 1:
            raise UsageError(
                _("{path} is one file, and there are several papers").format(path=out),
                fix=_("Name a folder with --out"),
            )
        return [_one(out.absolute(), form)]
    folder = (out or Path.cwd()).absolute()
    if folder.exists() and not folder.is_dir():
        raise UsageError(_("{path} is no folder").format(path=folder), fix=_fix())
    refuse_among_pages(folder, folder, _fix())
    return [folder / f"{_name(case, paper, into)}.{form}" for paper in papers]


def is_file(out: Path) -> bool:
    """Whether that names a file: something with an ending, as files of papers have."""
    return bool(out.suffix) and not out.is_dir()


def _one(path: Path, form: str) -> Path:
    if path.suffix.lower() != f".{form}":
        raise UsageError(
            _("{path} does not end in .{format}").format(path=path, format=form),
            fix=_("Name the file so, or choose the other --format"),
        )
    if not path.parent.is_dir():
        raise UsageError(_("There is no folder {path}").format(path=path.parent))
    if path.exists() or path.is_symlink():
        raise _taken(path)
    refuse_among_pages(path, path.parent, _fix())
    return path


def _name(case: str, paper: Paper, into: Language) -> str:
    kind, page = paper
    title = (page.data.title if page else None) or (kind.zh if into == "zh" else kind.en)
    item = page.id if page else ("空白" if into == "zh" else "blank")
    name = "-".join(filter(None, (case.replace("/", "-"), item, title)))
    return _UNFIT.sub("-", name)[:_LONGEST].strip(" .-")


def write_new(path: Path, data: bytes, *, numbered: bool) -> Path:
    """Write a file, whole or not at all; a taken name gets a number or is refused."""
    target, number = path, 1
    with os_errors(path):
        make_folders(path.parent)
        while True:
            try:
                create_durable(target, data)
            except FileExistsError:
                if not numbered:
                    raise _taken(path) from None
                number += 1
                target = path.with_name(f"{path.stem} ({number}){path.suffix}")
            else:
                return target


def _taken(path: Path) -> UsageError:
    return UsageError(
        _("{path} is there already, and nothing is overwritten").format(path=path), fix=_fix()
    )


def _fix() -> str:
    return _("Choose another folder or file with --out")
