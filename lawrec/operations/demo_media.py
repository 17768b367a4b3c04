"""The footage of the demonstration: small files in real formats, made here byte by byte.

Invented pictures and sounds with the times that the example's papers speak of, laid out as a
docking station keeps them, with the list that it exports.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.media.sample_maker import jpeg, mp4, pdf_scan, wav
from lawrec.operations.tables import read_table
from lawrec.schema.moments import BEIJING
from lawrec.store.files import os_errors

DOCK = "dock"
SCANS = "scans"
_LIST = "export.csv"
_PLACE = (0.1234, 0.5678)  # in the open sea: nobody's land


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def _photo(taken: str, model: str, serial: str, seed: int) -> Callable[[Path], None]:
    at = _at(taken)
    return partial(jpeg, taken=at, model=model, serial=serial, gps=_PLACE, seed=seed)


def _film(start: str, seconds: int, model: str, seed: int) -> Callable[[Path], None]:
    return partial(
        mp4, start=_at(start), seconds=seconds, apple_creationdate=True, model=model, seed=seed
    )


_Docked = tuple[str, Callable[[Path], None], str]
_Other = tuple[str, Callable[[Path], None]]

# File in the dock, what makes it, and when the dock stored it. The last one is the defect that
# cannot be cured: a photo that the phone gave to the dock two days later.
_DOCKED: tuple[_Docked, ...] = (
    (
        "20260708/CAM01_0021.JPG",
        _photo("2026-07-08 09:44:10", "EX-C2", "EXC000201", 1),
        "2026-07-08 11:40:12",
    ),
    (
        "20260708/CAM01_0022.JPG",
        _photo("2026-07-08 09:58:35", "EX-C2", "EXC000201", 2),
        "2026-07-08 11:40:14",
    ),
    (
        "20260708/DSJ01_20260708_092800_0001.MP4",
        _film("2026-07-08 09:28:00", 3180, "EX-B1", 3),
        "2026-07-08 11:41:30",
    ),
    (
        "20260709/REC01-20260709-085830.WAV",
        partial(wav, start=_at("2026-07-09 08:58:30"), seconds=2580, seed=4),
        "2026-07-09 10:30:05",
    ),
    (
        "20260710/IMG_20260708_100520.jpg",
        _photo("2026-07-08 10:05:20", "EX-P4", "EXP000401", 5),
        "2026-07-10 16:20:40",
    ),
)
_SCANNED_FILES: tuple[_Other, ...] = tuple(
    (f"{SCANS}/{name}", partial(pdf_scan, text=text, seed=seed))
    for name, text, seed in (
        (
            "payment-land.pdf",
            "SAMPLE - payment slip 0000000017\n15000.00 yuan, 2026-08-19\nPAID",
            6,
        ),
        (
            "payment-summary.pdf",
            "SAMPLE - payment slip 0000000007\n200.00 yuan, 2026-08-07\nPAID",
            7,
        ),
    )
)


def make_media(folder: Path, wanted: Path | None = None) -> tuple[Path, ...]:
    """Make all files below `folder`, which is made where it is missing; answers their paths.

    `wanted` is a table of other files than those of the first example: a path below the folder,
    a kind (photo, video, audio, scan), the beginning, the length, the recorder, the text of a
    scan, and for what lies in the dock when that stored it. The same bytes on every computer.
    Raises RefusedError where a file of that name lies there.
    """
    docked, others = _listed(wanted) if wanted else (_DOCKED, _SCANNED_FILES)
    made = {folder / DOCK / name: maker for name, maker, _stored in docked}
    made |= {folder / name: maker for name, maker in others}
    listed = folder / DOCK / _LIST
    taken = next((path for path in (*made, listed) if path.exists()), None)
    if taken is not None:
        raise RefusedError(_("There is a file in the way"), where=str(taken))
    with os_errors(folder):
        for path, maker in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            maker(path)
        if docked:
            listed.write_text(_export_list(docked), encoding="utf-8", newline="")
    return (*made, listed) if docked else tuple(made)


def _listed(wanted: Path) -> tuple[tuple[_Docked, ...], tuple[_Other, ...]]:
    """What the table asks for; the seed of each file is its row."""
    table = read_table(wanted.read_bytes(), str(wanted))
    faults = table.faults()
    docked: list[_Docked] = []
    others: list[_Other] = []
    for row in table.rows:
        cells = row.texts()
        name, stored = PurePosixPath(cells.get("file", "")), cells.get("stored_at")
        try:
            maker = _maker(cells, row.number)
        except (KeyError, ValueError):
            faults.note(row.number, _("no file can be made of this"))
            continue
        if name.is_absolute() or ".." in name.parts or not name.name:
            faults.note(row.number, _("it is no path below the folder"), "file")
        elif stored is None:
            others.append((str(name), maker))
        else:
            docked.append((str(name), maker, stored))
    faults.refuse()
    return tuple(docked), tuple(others)


def _maker(cells: Mapping[str, str], seed: int) -> Callable[[Path], None]:
    """What makes the file that one row of such a table describes."""
    kind, start, model = cells["kind"], cells.get("start", ""), cells.get("model", "EX-1")
    if kind == "photo":
        return _photo(start, model, cells.get("serial", ""), seed)
    if kind == "video":
        return _film(start, int(cells["seconds"]), model, seed)
    if kind == "audio":
        return partial(wav, start=_at(start), seconds=int(cells["seconds"]), seed=seed)
    if kind == "scan":
        return partial(pdf_scan, text=cells["text"].replace("|", "\n"), seed=seed)
    raise ValueError(kind)


def _export_list(docked: tuple[_Docked, ...]) -> str:
    """What the dock says of its files: the name, and when it stored each."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("文件名", "入库时间"))
    rows.writerows((name.rpartition("/")[2], stored) for name, _maker, stored in docked)
    return text.getvalue()
