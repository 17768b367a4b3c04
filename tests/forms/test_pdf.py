"""PDF papers: every kind, every value, fonts embedded, and never an empty box for a character."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.forms import layouts, pdf
from lawrec.schema.records.kinds import KINDS
from lawrec.store.render import to_raw
from tests.forms.papers import flat, page, said
from tests.forms.press import as_pdf, chinese_fonts, pdf_text, subject


@pytest.fixture(scope="module")
def fonts() -> pdf.Fonts:
    return chinese_fonts()


def hidden(kind: str) -> frozenset[str]:
    return frozenset(layouts.find(KINDS[kind], "zh", None).layout.hide)


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_every_kind_can_be_read(kind: str, fonts: pdf.Fonts) -> None:
    record = page(kind)
    text = flat(pdf_text(as_pdf(subject(kind, record), fonts).data))
    for field, ways in said(to_raw(record.data), "", hidden(kind)):
        assert any(way in text for way in ways), (field, ways)
    assert "{{" not in text
    assert "None" not in text


@pytest.mark.parametrize("name", layouts.shipped())
def test_every_layout_has_a_blank_form(name: str, fonts: pdf.Fonts) -> None:
    kind = next(k for k in KINDS if layouts.by_kind().get(k, layouts.GENERIC) == name)
    done = as_pdf(subject(kind, None), fonts)
    assert done.pages >= 1
    assert "None" not in pdf_text(done.data)


def test_all_fonts_are_in_the_file(fonts: pdf.Fonts) -> None:
    raw = pytest.importorskip("pypdfium2.raw")
    pdfium = pytest.importorskip("pypdfium2")
    data = as_pdf(subject("penalty_decision", page("penalty_decision")), fonts).data
    document = pdfium.PdfDocument(data)
    seen = 0
    for sheet in document:
        for thing in sheet.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
            font = raw.FPDFTextObj_GetFont(thing.raw)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            seen += 1
    document.close()
    assert seen > 10
    assert b"pdfaid" in data


def test_pages_are_counted_and_each_has_its_code(fonts: pdf.Fonts) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    raw = pytest.importorskip("pypdfium2.raw")
    record = page("inquiry_transcript", content="问：这是很长的一段问话。\n答：是的。\n" * 60)
    done = as_pdf(subject("inquiry_transcript", record), fonts)
    assert done.pages > 2
    document = pdfium.PdfDocument(done.data)
    assert len(document) == done.pages
    for number, sheet in enumerate(document, 1):
        text = flat(sheet.get_textpage().get_text_bounded())
        assert f"第{number}页共{done.pages}页" in text
        assert "被询问人签名：" in text
        assert len(list(sheet.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)))) == 1
    document.close()


def test_codes_are_read_from_the_pages(fonts: pdf.Fonts) -> None:
    zxing = pytest.importorskip("zxingcpp")
    pdfium = pytest.importorskip("pypdfium2")
    from lawrec.forms.mark import Mark, read_payload

    record = page("inquiry_transcript", content="问：一。\n答：二。\n" * 40)
    done = as_pdf(subject("inquiry_transcript", record), fonts)
    document = pdfium.PdfDocument(done.data)
    for number, sheet in enumerate(document, 1):
        picture = sheet.render(scale=150 / 72).to_pil()
        (found,) = zxing.read_barcodes(picture)
        assert read_payload(found.text) == Mark("2026/0001", "R07", number, done.pages, "1a2b3c4d")
    document.close()


def test_the_seal_stands_at_the_right(fonts: pdf.Fonts) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(as_pdf(subject("stop_order", page("stop_order")), fonts).data)
    words = document[0].get_textpage()
    at = words.get_text_range().rindex("印章")
    left, _bottom, _right, _top = words.get_charbox(at)
    document.close()
    assert left > 595 / 2


def test_long_texts_many_people_and_rare_characters(fonts: pdf.Fonts) -> None:
    long_name = "示例市" + "东湖街道办事处联合" * 12 + "有限公司"
    items = [
        {"number": str(n), "name": f"{long_name}第{n}件", "quantity": "1", "source": "𠮷某㙓"}
        for n in range(1, 41)
    ]
    record = page("evidence_list", items=items, persons=[f"当事人{n}" for n in range(1, 21)])
    done = as_pdf(subject("evidence_list", record), fonts)
    text = flat(pdf_text(done.data))
    assert done.pages > 3
    assert all(f"当事人{n}" in text for n in range(1, 21))
    assert text.count(flat(long_name)) == 40
    assert "𠮷某㙓" in text


def test_words_are_never_markup(fonts: pdf.Fonts) -> None:
    words = '#panic("x") $a^2$ *粗* _斜_ \\ @r <l> = 标题 #import "x.typ" {{ 7*7 }}'
    record = page("stop_order", facts=words, title='#read("/etc/passwd")')
    text = flat(pdf_text(as_pdf(subject("stop_order", record), fonts).data))
    assert flat(words) in text
    assert flat('#read("/etc/passwd")') in text
    assert "root:" not in text


def test_a_character_that_no_font_has_is_an_error_and_no_empty_box(fonts: pdf.Fonts) -> None:
    record = page("stop_order", facts="名字里的字：\U0010fffd")
    with pytest.raises(EnvironmentTrouble) as raised:
        as_pdf(subject("stop_order", record), fonts)
    assert "\U0010fffd" in raised.value.what
    assert fonts.used[0] in raised.value.what
    assert raised.value.fix


def test_a_family_that_is_gone_is_an_error(fonts: pdf.Fonts) -> None:
    gone = pdf.Fonts(
        {part: ("No Such Song", *fonts.chosen[part]) for part in pdf.FONTS}, fonts.handle
    )
    with pytest.raises(EnvironmentTrouble, match="no such song"):
        as_pdf(subject("stop_order", page("stop_order")), gone)


def test_without_a_chinese_font_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typst = pytest.importorskip("typst")
    real = typst.Fonts
    # The computer's own fonts are left out; an empty folder takes their place.
    monkeypatch.setattr(typst, "Fonts", lambda _system, own, paths: real(False, own, paths))
    with pytest.raises(EnvironmentTrouble) as raised:
        pdf.find_fonts(tmp_path)
    assert "fonts-noto-cjk" in str(raised.value.fix)


def test_fonts_of_a_folder_are_used(fonts: pdf.Fonts, tmp_path: Path) -> None:
    import shutil

    path = next(f.path for f in fonts.handle.fonts() if f.family == fonts.used[0] and f.path)
    shutil.copy(path, tmp_path)
    assert fonts.used[0] in pdf.find_fonts(tmp_path).chosen["body"]


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(EnvironmentTrouble) as raised:
        pdf.find_fonts()
    assert raised.value.fix == 'pip install "lawrec[pdf]"'


def test_a_folder_of_fonts_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder"):
        pdf.find_fonts(tmp_path / "字体")
