"""Papers printed for tests, and what can be read on them afterwards."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from lawrec.errors import EnvironmentTrouble
from lawrec.forms import docx_form, layouts, pdf
from lawrec.forms.context import Subject, context
from lawrec.forms.filling import filled
from lawrec.forms.mark import payload, picture
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page
from tests.forms.papers import snapshot

NOW = datetime(2026, 3, 12, tzinfo=UTC)
RUNNING = "示自然资立〔2026〕1号 · R07"


def subject(
    kind: str, page: Page[Record] | None, into: Any = "zh", case: CaseSnapshot | None = None
) -> Subject:
    """The paper of a kind in the small case, or in another."""
    return Subject(KINDS[kind], case or snapshot(), page, into)


def as_docx(paper: Subject, own: Path | None = None) -> bytes:
    """The paper as .docx, from the shipped or the bureau's own template."""
    found = layouts.find(paper.kind, paper.into, own)
    assert found.document is not None
    template = found.document.read_bytes()
    shown = layouts.shown_by(docx_form.source_of(template, found.where))
    values = context(paper, shown | frozenset(found.layout.hide)) | {"running": RUNNING}
    code = picture(payload("2026/0001", "R07", 1, 1, "1a2b3c4d"))
    return docx_form.fill_docx(template, values, code, found.where)


def as_pdf(paper: Subject, fonts: pdf.Fonts) -> pdf.Pdf:
    """The paper as PDF with its codes."""
    found = layouts.find(paper.kind, paper.into, None)
    values = context(paper, layouts.shown(found.layout))
    form = filled(found, values) | {
        "lang": paper.into,
        "author": "示例市自然资源局",
        "running": RUNNING,
        "paging": "第{page}页　共{pages}页",
    }

    def mark(page: int, pages: int) -> bytes:
        return picture(payload("2026/0001", "R07", page, pages, "1a2b3c4d"))

    return pdf.set_pdf(form, fonts, found.where, NOW, mark)


def docx_text(document: bytes) -> str:
    """What stands in a .docx, read from its XML by hand."""
    import html

    with zipfile.ZipFile(BytesIO(document)) as parts:
        text = parts.read("word/document.xml").decode("utf-8")
    return html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text)))


def pdf_text(data: bytes) -> str:
    """What can be copied out of a PDF, without what stands at the head and foot of its pages."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    joined = ""
    for text in pages:
        lines = text.replace("\r", "").split("\n")
        kept = [
            line for line in lines if not re.search(r"^第\s*\d+\s*页|^示自然资立.*R07\s*$", line)
        ]
        joined += "\n".join(kept)
    return joined


def chinese_fonts() -> pdf.Fonts:
    """The fonts of this computer; the test is skipped where none has Chinese."""
    pytest.importorskip("typst")
    try:
        return pdf.find_fonts()
    except EnvironmentTrouble as trouble:
        pytest.skip(f"{trouble.what} (apt install fonts-noto-cjk)")
