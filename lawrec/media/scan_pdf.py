"""Pages of a PDF, drawn by PDFium as a printer would draw them, and taken out unchanged."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from lawrec.media.scan_trouble import NotReadable

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 200.0
_MOST_DOTS = 16_000_000  # A2 at 200 dpi; a page that claims more is drawn coarser
_COMPARED_DOTS = 1_000_000
MOST_PAGES = 5000


class Pdf:
    """The pages of one PDF; raises NotReadable where it is damaged or asks for a password."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the list of pages only."""
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            locked = code == pypdfium2.raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
            raise NotReadable("encrypted" if locked else "damaged") from None
        self.count = len(self._document)
        if self.count > MOST_PAGES:
            raise NotReadable("too_large")

    def page(self, number: int) -> Image:
        """Page `number`, from 1, drawn in grey."""
        return _drawn(self._document, number, _MOST_DOTS)

    def cut(self, numbers: tuple[int, ...], target: Path) -> None:
        """Write these pages to a new PDF and compare each with the old one, as drawn.

        What the scanner stored is carried over as it is, no picture is packed anew.
        """
        import pypdfium2
        from PIL import ImageChops

        made = pypdfium2.PdfDocument.new()
        made.import_pages(self._document, [number - 1 for number in numbers])
        made.save(target)
        made.close()
        again = pypdfium2.PdfDocument(target)
        with contextlib.closing(again):
            if len(again) != len(numbers):
                raise NotReadable("not_cut")
            for place, number in enumerate(numbers, start=1):
                old = _drawn(self._document, number, _COMPARED_DOTS)
                new = _drawn(again, place, _COMPARED_DOTS)
                if old.size != new.size or ImageChops.difference(old, new).getbbox() is not None:
                    raise NotReadable("not_cut")


def _drawn(document: Any, number: int, most: int) -> Image:
    with _page(document, number) as page:
        width, height = page.get_size()  # in points of 1/72 inch
        scale = _DPI / 72
        dots = max(width, 1) * max(height, 1) * scale * scale
        if dots > most:
            scale *= (most / dots) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            picture: Image = bitmap.to_pil().convert("L").copy()
        finally:
            bitmap.close()
        return picture


@contextlib.contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    import pypdfium2

    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        raise NotReadable("damaged") from None
    try:
        yield page
    finally:
        page.close()
