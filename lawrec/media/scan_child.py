"""The child that reads scans for its parent: `python -m lawrec.media.scan_child`.

The libraries that unpack pictures and PDFs are written in C and C++ and for honest files; what
hangs, swells or crashes them costs one page its code, and never the run. One line of JSON is
answered with one line of JSON, as in `guarded_child`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from lawrec.media.guarded_child import limit
from lawrec.media.guarded_wire import line
from lawrec.media.quiet import open_quietly
from lawrec.media.scan_pdf import Pdf
from lawrec.media.scan_pictures import Pictures
from lawrec.media.scan_trouble import NotReadable

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_CUT = 4 * 1024 * 1024 * 1024
_OUT_OF_MEMORY = 70
_PDF_HEAD = 1024  # where readers look for the sign of a PDF
_opened: dict[bytes, tuple[IO[bytes], Pdf | Pictures]] = {}


def main() -> None:
    """Answer requests until there are no more."""
    channel = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit(int(sys.argv[1]), LARGEST_CUT if "cut" in sys.argv[2:] else 0)
    os.write(channel, line({"ready": True}))
    for text in sys.stdin.buffer:
        reply = answer(json.loads(text))
        data = line(reply)
        while data:
            data = data[os.write(channel, data) :]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The codes on a page, or that pages were cut out; else why not."""
    path = bytes.fromhex(request["path"])
    try:
        pages = _open(path)
        if "cut" in request:
            pages.cut(tuple(request["cut"]), Path(os.fsdecode(bytes.fromhex(request["target"]))))
            return {"cut": True}
        return _look(pages, request["page"])
    except NotReadable as trouble:
        return {"failed": trouble.code}
    except ImportError:
        return {"failed": "missing"}
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception:  # whatever a damaged file does to a library is its damage, not our bug
        return {"failed": "damaged"}


def _open(path: bytes) -> Pdf | Pictures:
    """The file, kept open as long as the same one is asked for."""
    if path not in _opened:
        for file, _pages in _opened.values():
            with contextlib.suppress(OSError):
                file.close()
        _opened.clear()
        handle = open_quietly(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        file = os.fdopen(handle, "rb")
        head = file.read(_PDF_HEAD)
        file.seek(0)
        pages = Pdf(file) if b"%PDF-" in head else Pictures(file)
        _opened[path] = (file, pages)
    return _opened[path][1]


def _look(pages: Pdf | Pictures, number: int) -> dict[str, Any]:
    from lawrec.media.scan_codes import codes_on

    if not 1 <= number <= pages.count:
        raise NotReadable("damaged")
    picture = pages.page(number)
    codes = codes_on(picture)
    return {
        "pages": pages.count,
        "codes": list(codes.texts),
        "beyond": codes.beyond,
        "empty": not codes.texts and _is_empty(picture),
    }


def _is_empty(picture: Image) -> bool:
    """Whether nothing is on the paper: the back of a sheet. Rather no than yes.

    Averaged over a few dots, noise stays within a few steps of the paper's own grey; ink, even of
    a pencil, does not. The outermost part shows the edge of the sheet and is left out.
    """
    small = picture.reduce(max(1, min(picture.size) // 400))
    edge_x, edge_y = small.width // 20, small.height // 20
    middle = small.crop((edge_x, edge_y, small.width - edge_x, small.height - edge_y))
    counts = middle.histogram()
    total = sum(counts)
    paper = max(range(256), key=counts.__getitem__)
    return total > 0 and sum(counts[: max(0, paper - 14)]) <= total // 20_000


if __name__ == "__main__":
    main()
