"""Pictures of pages as Pillow reads them: JPEG, PNG, TIFF of one page or many."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from lawrec.media.scan_trouble import NotReadable

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_DOTS = 160_000_000
"""A sheet of A4 at 1200 dpi has 139 million; a picture that claims more is not unpacked."""
_KINDS = ("JPEG", "PNG", "TIFF", "BMP")
_HALF = 5000  # dots along the long side above which a JPEG is read at half its size


class Pictures:
    """The pages of one picture file; raises NotReadable where it is none that we read."""

    def __init__(self, file: IO[bytes]) -> None:
        """Look at the head only."""
        from PIL import Image, UnidentifiedImageError

        # Above twice this, Pillow refuses; what lies between is refused below.
        Image.MAX_IMAGE_PIXELS = MOST_DOTS
        try:
            self._image = Image.open(file, formats=_KINDS)
        except UnidentifiedImageError:
            raise NotReadable("no_picture") from None
        except Image.DecompressionBombError:
            raise NotReadable("too_large") from None
        self.count = getattr(self._image, "n_frames", 1) if self._image.format == "TIFF" else 1

    def page(self, number: int) -> Image:
        """Page `number`, from 1, in grey; transparent parts are paper."""
        from PIL import Image

        image = self._image
        if image.format == "TIFF":
            image.seek(number - 1)
        if image.width * image.height > MOST_DOTS:
            raise NotReadable("too_large")
        if image.format == "JPEG" and max(image.size) > _HALF:
            image.draft("L", (image.width // 2, image.height // 2))
        if image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info:
            seen = image.convert("RGBA")
            paper = Image.new("RGBA", seen.size, "white")
            return Image.alpha_composite(paper, seen).convert("L")
        if image.mode.startswith("I"):
            return image.point(lambda value: value / 256).convert("L")
        return image.convert("L")

    def cut(self, numbers: tuple[int, ...], target: Path) -> None:
        """Write these pages of a TIFF to a new one, dot for dot, and compare them with the old."""
        from PIL import Image, ImageChops

        frames = []
        for number in numbers:
            self._image.seek(number - 1)
            frames.append(self._image.copy())
        way = "group4" if all(frame.mode == "1" for frame in frames) else "tiff_adobe_deflate"
        dpi = self._image.info.get("dpi")
        extra = {"dpi": dpi} if dpi else {}
        frames[0].save(
            target, "TIFF", save_all=True, append_images=frames[1:], compression=way, **extra
        )
        with Image.open(target) as made:
            for place, frame in enumerate(frames):
                made.seek(place)
                alike = made.mode == frame.mode and made.size == frame.size
                if not alike or ImageChops.difference(made, frame).getbbox() is not None:
                    raise NotReadable("not_cut")
            if getattr(made, "n_frames", 1) != len(frames):
                raise NotReadable("not_cut")
