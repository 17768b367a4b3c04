"""Printed pages as a scanner makes pictures of them: turned, skewed, blurred, noisy."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import TYPE_CHECKING

from lawrec.forms.mark import payload, picture

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150
WIDTH, HEIGHT = 1240, 1754
MILLIMETRES = 22


def sheet(*texts: str, lines: bool = True) -> Image:
    """A sheet of A4 with lines of writing, and these codes along its upper edge."""
    from PIL import Image, ImageDraw

    paper = Image.new("L", (WIDTH, HEIGHT), 250)
    draw = ImageDraw.Draw(paper)
    for y in range(260, HEIGHT - 200, 30) if lines else ():
        draw.line((120, y, WIDTH - 120 - y % 170, y), fill=70, width=3)
    side = round(MILLIMETRES / 25.4 * DPI)
    for place, text in enumerate(texts):
        code = Image.open(io.BytesIO(picture(text, 8))).convert("L")
        code = code.resize((side, side), Image.Resampling.LANCZOS)
        paper.paste(code, (WIDTH - (side + 80) * (place + 1), 60))
    return paper


def scanned(paper: Image, chance: random.Random) -> Image:
    """The sheet as a cheap scanner gives it: any way up, some degrees askew, blur, noise, JPEG."""
    from PIL import Image, ImageChops, ImageFilter

    way = Image.Resampling.BICUBIC
    turned = paper.rotate(chance.choice([0, 90, 180, 270]), expand=True)
    turned = turned.rotate(chance.uniform(-4, 4), expand=True, fillcolor=238, resample=way)
    shear = (1, chance.uniform(-0.02, 0.02), 0, chance.uniform(-0.01, 0.01), 1, 0)
    turned = turned.transform(turned.size, Image.Transform.AFFINE, shear, way, fillcolor=238)
    turned = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.1)))
    noise = Image.effect_noise(turned.size, chance.uniform(10, 30))
    turned = ImageChops.add(turned, noise, scale=1, offset=-128)
    dark = chance.randint(0, 50)
    return turned.point(lambda value: dark + value * (235 - dark) // 255)


def jpeg(image: Image, path: Path, quality: int = 60) -> Path:
    """Write it as the scanner does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "JPEG", quality=quality, dpi=(DPI, DPI))
    return path


def feeder(images: list[Image], path: Path) -> Path:
    """One PDF of many sheets, as a document feeder makes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *others = [image.copy() for image in images]
    first.save(path, "PDF", save_all=True, append_images=others, resolution=DPI, quality=60)
    return path


def tiff(images: list[Image], path: Path) -> Path:
    """One TIFF of many sheets in black and white, as a fax or copier makes it."""
    first, *others = [image.convert("1") for image in images]
    first.save(path, "TIFF", save_all=True, append_images=others, compression="group4")
    return path


def mark_of(folder: Path, item: str, page: int = 1, pages: int = 1) -> str:
    """The mark that the record of a case has today."""
    import hashlib

    content = next((folder / "records").glob(f"{item}-*.yaml")).read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:8]
    return payload(f"{folder.parent.name}/{folder.name}", item, page, pages, digest)
