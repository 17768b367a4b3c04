"""Makes an editable .docx template from a layout: what a bureau opens and changes in Word or WPS.

The shipped ones are built by `python -m tests.tools.forms` and kept in templates/forms/docx. With
`docx_parts` it is all that knows python-docx.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from lawrec.forms.docx_parts import align, break_long_words, chinese, code, font, keep_whole, white
from lawrec.forms.expressions import missing
from lawrec.forms.filling import RIGHT, TABLE_SIZE, is_label, loop
from lawrec.forms.layouts import Block, Layout, Row

MARK = "mark.png"
"""The name of the picture that is replaced by the code."""

_BODY, _TITLE, _HEAD = "仿宋", "宋体", "黑体"
_MARGINS = {"letter": (28, 26), "table": (25, 22)}
_MARK_MM = 22
_WIDTH_MM = 210


def build(layout: Layout) -> bytes:
    """The .docx template of a layout, with loops and names in braces for docxtpl."""
    try:
        import docx
    except ImportError:
        raise missing() from None
    document = docx.Document()
    builder = _Builder(document, layout)
    builder.page()
    builder.head()
    for block in layout.body:
        builder.block(block)
    document.core_properties.title = ""
    document.core_properties.comments = ""
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Builder:
    def __init__(self, document: Any, layout: Layout) -> None:
        self._document, self._layout = document, layout
        self._size = float(layout.size or 14)
        left, right = _MARGINS[layout.sheet]
        self._text_mm = _WIDTH_MM - left - right

    def page(self) -> None:
        """A4 with its margins, the code at the top right, page signatures and number below."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
        from docx.shared import Mm, Pt

        style = self._document.styles["Normal"]
        style.font.size = Pt(self._size)
        font(style.font, style.element.get_or_add_rPr(), _BODY)
        style.paragraph_format.space_after = Pt(0)
        chinese(style.element.get_or_add_rPr())
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(_WIDTH_MM), Mm(297)
        left, right = _MARGINS[self._layout.sheet]
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.top_margin = Mm(35)
        section.bottom_margin = Mm(32 if self._layout.foot else 25)
        section.header_distance, section.footer_distance = Mm(9), Mm(12)
        top = section.header.paragraphs[0]
        top.style = self._document.styles["Normal"]  # that of headers has tabs of its own
        top.paragraph_format.tab_stops.add_tab_stop(Mm(self._text_mm), WD_TAB_ALIGNMENT.RIGHT)
        self._run(top, "{{ running }}\t", size=9)
        picture = top.add_run().add_picture(
            BytesIO(white()), width=Mm(_MARK_MM), height=Mm(_MARK_MM)
        )
        for name in picture._inline.iter("{*}cNvPr", "{*}docPr"):
            name.set("name", MARK)
        foot = section.footer.paragraphs[0]
        foot.style = self._document.styles["Normal"]
        if self._layout.foot:
            self._run(foot, self._layout.foot, size=11)
            foot = section.footer.add_paragraph()
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for before, count in (("{{ w.page }}", "PAGE"), ("{{ w.of }}", "NUMPAGES")):
            self._run(foot, before, size=10)
            first, second, third = (self._run(foot, "", size=10) for _part in range(3))
            code((first, second, third), count)
        self._run(foot, "{{ w.end }}", size=10)

    def head(self) -> None:
        """The bureau's name, the title, the number."""
        layout = self._layout
        if layout.above:
            self._run(self._paragraph("center"), layout.above, _TITLE, size=18)
        self._run(self._paragraph("center"), layout.title, _TITLE, size=22, bold=True)
        if layout.number:
            self._run(self._paragraph("right"), layout.number)
        self._gap(0.2)

    def block(self, block: Block) -> None:
        """One block, within its condition and loop."""
        begin, end = _around(block.each, block.when)
        for tag in begin:
            self._run(self._paragraph("flush"), f"{{%p {tag} %}}")
        if block.gap is not None:
            self._gap(float(block.gap))
        elif block.rows:
            self._table(block)
        else:
            lines = (block.p or "").rstrip("\n").split("\n")
            for at, line in enumerate(lines):
                made = self._line(self._document, block.style, line)
                if block.style == "line" and at < len(lines) - 1:
                    made.paragraph_format.keep_with_next = True
        for tag in end:
            self._run(self._paragraph("flush"), f"{{%p {tag} %}}")

    def _line(self, holder: Any, style: str, line: str) -> Any:
        right = line.startswith(RIGHT)
        text = line.removeprefix(RIGHT).strip() if right else line
        paragraph = self._paragraph("right" if right else style, holder)
        size = self._size * 0.85 if style == "small" else None
        self._run(paragraph, text, _HEAD if style == "head" else _BODY, size=size)
        return paragraph

    def _table(self, block: Block) -> None:
        from docx.shared import Mm

        count = len(block.widths) or max(len(row.cells) for row in block.rows)
        widths = [float(width) for width in block.widths] or [1.0] * count
        table = self._document.add_table(rows=0, cols=count)
        table.style = "Table Grid"
        table.autofit = False
        unit = self._text_mm / sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width * unit)
        for row in block.rows:
            begin, end = _around(row.each, row.when)
            for tag in begin:
                self._tag_row(table, tag)
            size = float(block.size or TABLE_SIZE)
            self._row(table, row, [width * unit for width in widths], size)
            for tag in end:
                self._tag_row(table, tag)
        self._gap(0.05)  # Word would join two tables that nothing parts

    def _tag_row(self, table: Any, tag: str) -> None:
        self._run(table.add_row().cells[0].paragraphs[0], f"{{%tr {tag} %}}")

    def _row(self, table: Any, row: Row, widths: list[float], size: float) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.shared import Cm, Mm

        made = table.add_row()
        if row.each is not None:
            keep_whole(made)
        if row.tall:
            made.height, made.height_rule = Cm(float(row.tall)), WD_ROW_HEIGHT_RULE.AT_LEAST
        cells = made.cells
        for at, text in enumerate(row.cells):
            last = at == len(row.cells) - 1
            cell = cells[at].merge(cells[-1]) if last and at < len(cells) - 1 else cells[at]
            cell.width = Mm(sum(widths[at:]) if last else widths[at])
            signed = any(line.startswith(RIGHT) for line in text.split("\n"))
            cell.vertical_alignment = VERTICAL.TOP if signed else VERTICAL.CENTER
            self._fill(cell, text, float(row.tall or 0), size)

    def _fill(self, cell: Any, text: str, tall: float, size: float) -> None:
        from docx.shared import Cm, Pt

        label = is_label(text)
        lines = (text[1:-1] if label else text).rstrip("\n").split("\n")
        first = cell.paragraphs[0]
        signed = False
        for at, line in enumerate(lines):
            right = line.startswith(RIGHT)
            paragraph = first if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.line_spacing = 1.25
            paragraph.paragraph_format.space_before = Pt(3 if at == 0 else 0)
            paragraph.paragraph_format.space_after = Pt(3 if at == len(lines) - 1 else 0)
            align(paragraph, "center" if label else "right" if right else "cell")
            if right and not signed:
                paragraph.paragraph_format.space_before = Cm(max(tall - 2, 0.2))
                signed = True
            body = line.removeprefix(RIGHT).strip() if right else line
            self._run(paragraph, body, _HEAD if label else _BODY, size=size)

    def _paragraph(self, style: str, holder: Any = None) -> Any:
        from docx.shared import Pt

        paragraph = (holder or self._document).add_paragraph()
        align(paragraph, style)
        form = paragraph.paragraph_format
        form.line_spacing = Pt(self._size * (1.4 if style == "small" else 1.75))
        if style == "center":
            form.line_spacing = 1.2
        if style == "body":
            form.first_line_indent = Pt(self._size * 2)
        break_long_words(paragraph)
        form.keep_with_next = style == "head" or None
        form.keep_together = style == "line" or None
        return paragraph

    def _gap(self, tall: float) -> None:
        from docx.shared import Cm, Pt

        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.line_spacing = max(Cm(tall), Pt(1))

    def _run(
        self,
        paragraph: Any,
        text: str,
        family: str = _BODY,
        *,
        size: float | None = None,
        bold: bool = False,
    ) -> Any:
        from docx.shared import Pt

        run = paragraph.add_run(text)
        font(run.font, run._element.get_or_add_rPr(), family)
        if size is not None:
            run.font.size = Pt(size)
        run.font.bold = bold or None
        return run


def _around(each: str | None, when: str | None) -> tuple[list[str], list[str]]:
    """The tags before and after what is repeated or conditional; a condition sees the entry."""
    begin: list[str] = []
    end: list[str] = []
    if each is not None:
        expression, name = loop(each)
        begin.append(f"for {name} in {expression}")
        end.insert(0, "endfor")
    if when is not None:
        begin.append(f"if {when}")
        end.insert(0, "endif")
    return begin, end
