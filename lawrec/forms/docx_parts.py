"""What a .docx needs that python-docx has no words for: fonts for Chinese, counted fields."""

from __future__ import annotations

import struct
import zlib
from typing import Any

LATIN = "Times New Roman"


def white() -> bytes:
    """A white picture of one dot, for the place of the code."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", data) + part(b"IEND", b"")


def align(paragraph: Any, style: str) -> None:
    """Set a paragraph's alignment by the name of its style."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    paragraph.alignment = {
        "center": ALIGN.CENTER,
        "right": ALIGN.RIGHT,
        "body": ALIGN.JUSTIFY,
        "flush": ALIGN.JUSTIFY,
    }.get(style, ALIGN.LEFT)


def break_long_words(paragraph: Any) -> None:
    """Names of files and accounts may break anywhere, or the Chinese before them is torn apart."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    wrap = OxmlElement("w:wordWrap")
    wrap.set(qn("w:val"), "0")
    properties = paragraph._element.get_or_add_pPr()
    # The schema wants an order: after keepNext and tabs, before spacing.
    after = properties.find(qn("w:spacing"))
    if after is not None:
        after.addprevious(wrap)
    else:
        properties.append(wrap)


def font(font: Any, properties: Any, family: str) -> None:
    """Both names: without eastAsia, Chinese would fall to the font of the theme."""
    from docx.oxml.ns import qn

    font.name = LATIN
    fonts = properties.rFonts
    fonts.set(qn("w:eastAsia"), family)
    fonts.set(qn("w:hint"), "eastAsia")


def chinese(properties: Any) -> None:
    """Chinese of the mainland: punctuation of substitute fonts stands where it belongs."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    properties.append(spoken)


def code(runs: tuple[Any, Any, Any], code: str) -> None:
    """A field that the word processor counts itself, each part in a run of its own."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run, kind in zip(runs, ("begin", "separate", "end"), strict=True):
        if kind == "separate":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = code
            runs[0]._element.append(text)
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), kind)
        if kind == "end":
            shown = OxmlElement("w:t")
            shown.text = "1"
            runs[1]._element.append(shown)
        run._element.append(char)


def keep_whole(row: Any) -> None:
    """A row of a list stands on one page, unless it is longer than that."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
