"""Editable documents: every kind, every value on it, nothing that a value could break."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lawrec.errors import InputError
from lawrec.forms import docx_build, layouts
from lawrec.schema.records.kinds import KINDS
from lawrec.store.render import to_raw
from tests.forms.papers import flat, page, said
from tests.forms.press import as_docx, docx_text, subject

_HOSTILE = "<w:p>&amp;\"'{{ 7*7 }}{% for %}\n第二行\u202e<b>\x0b{_{x}_} 𠮷㙓"


def hidden(kind: str) -> frozenset[str]:
    return frozenset(layouts.find(KINDS[kind], "zh", None).layout.hide)


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_every_kind_is_in_the_document(kind: str) -> None:
    record = page(kind)
    text = flat(docx_text(as_docx(subject(kind, record))))
    for field, ways in said(to_raw(record.data), "", hidden(kind)):
        assert any(way in text for way in ways), (field, ways)
    assert "{{" not in text
    assert "None" not in text


@pytest.mark.parametrize("name", layouts.shipped())
def test_every_layout_has_a_blank_form(name: str) -> None:
    kind = next(k for k in KINDS if layouts.by_kind().get(k, layouts.GENERIC) == name)
    text = docx_text(as_docx(subject(kind, None)))
    assert "曲某乙未经批准占用土地案" in text or "示例市自然资源局" in text
    assert "None" not in text


def test_values_stay_values() -> None:
    record = page("inquiry_transcript", content=_HOSTILE, title=_HOSTILE)
    document = as_docx(subject("inquiry_transcript", record))
    text = docx_text(document)
    assert "<w:p>&amp;\"'{{ 7*7 }}{% for %}" in text
    assert "<U+202E><b><U+000B>" in text
    assert "𠮷㙓" in text
    assert "49" not in text
    with zipfile.ZipFile(BytesIO(document)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))


def test_nobody_has_signed_a_printed_paper() -> None:
    """The name is printed, the line is empty; who refused is said in words."""
    refused = {
        "who": "曲某乙",
        "as": "party",
        "status": "refused",
        "noted_by": "贺某",
        "note": "拒绝签名，没有说明理由",
    }
    officer = {"who": "贺某", "as": "officer", "at": "2026-03-11T10:07:00+08:00"}
    record = page("inquiry_transcript", signatures=[refused, officer])
    text = docx_text(as_docx(subject("inquiry_transcript", record)))
    assert re.search(r"执法人员（贺某）签名：_{8,}", text)
    assert re.search(r"当事人（曲某乙）签名：_{8,}", text)
    assert "拒绝签名，没有说明理由" in text
    assert "2026年3月11日10时07分" in text
    assert "贺某" in text


def test_transcripts_are_signed_on_every_page() -> None:
    with zipfile.ZipFile(BytesIO(as_docx(subject("inquiry_transcript", None)))) as parts:
        foot = parts.read("word/footer1.xml").decode("utf-8")
    assert "被询问人签名：____" in foot
    assert "NUMPAGES" in foot


def test_the_code_is_in_the_head() -> None:
    document = as_docx(subject("stop_order", page("stop_order")))
    with zipfile.ZipFile(BytesIO(document)) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if "word/media/" in name]
    assert pictures
    assert all(len(picture) > 200 for picture in pictures), "the white dot was replaced"


def test_officers_have_the_numbers_of_their_certificates() -> None:
    record = page("inquiry_transcript", identification=None, act="A01")
    text = docx_text(as_docx(subject("inquiry_transcript", record)))
    assert "虚构-0001" in text
    assert "虚构-0002" in text


def test_english_papers_have_no_chinese_names_of_fields() -> None:
    text = docx_text(as_docx(subject("survey_result", page("survey_result"), "en")))
    assert "Case number" in text
    assert "案号" not in text
    assert "Signature:" in text
    assert not re.search("[（），：]", text), "no Chinese brackets between English words"


def test_steps_of_the_summary_procedure_are_said_in_words() -> None:
    record = page("summary_procedure_record", steps_taken=["cert_shown", "decision_filled"])
    text = docx_text(as_docx(subject("summary_procedure_record", record)))
    assert "出示执法证件、填写决定书" in text
    assert "cert_shown" not in text


def test_a_bureaus_own_document_goes_first(tmp_path: Path) -> None:
    layout = layouts.shipped()["stop_order"].model_copy(update={"title": "本局停工通知"})
    (tmp_path / "stop_order.docx").write_bytes(docx_build.build(layout))
    text = docx_text(as_docx(subject("stop_order", page("stop_order")), tmp_path))
    assert "本局停工通知" in text


@pytest.mark.parametrize(
    ("title", "told"),
    [("{{ f.no_such_field }}", "no_such_field"), ("{{ nothing }}", "nothing"), ("{{ 1 +", "")],
)
def test_a_name_that_is_not_there_is_told(title: str, told: str, tmp_path: Path) -> None:
    layout = layouts.shipped()["stop_order"].model_copy(update={"title": title})
    (tmp_path / "stop_order.docx").write_bytes(docx_build.build(layout))
    with pytest.raises(InputError) as raised:
        as_docx(subject("stop_order", page("stop_order")), tmp_path)
    assert told in raised.value.what
    assert "stop_order.docx" in str(raised.value)


@pytest.mark.parametrize("title", ["{{ f.__class__ }}", "{{ ''.__class__.__mro__ }}"])
def test_a_template_can_do_nothing_but_fill_in(title: str, tmp_path: Path) -> None:
    layout = layouts.shipped()["stop_order"].model_copy(update={"title": title})
    (tmp_path / "stop_order.docx").write_bytes(docx_build.build(layout))
    with pytest.raises(InputError):
        as_docx(subject("stop_order", page("stop_order")), tmp_path)


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04nonsense", b"<html>"):
        (tmp_path / "stop_order.docx").write_bytes(content)
        with pytest.raises(InputError, match=r"stop_order\.docx"):
            as_docx(subject("stop_order", page("stop_order")), tmp_path)


@pytest.mark.slow
def test_libreoffice_opens_every_form(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice here (apt install libreoffice-writer)")
    names = sorted(layouts.shipped())
    for name in names:
        kind = next(k for k in KINDS if layouts.by_kind().get(k, layouts.GENERIC) == name)
        (tmp_path / f"{name}.docx").write_bytes(as_docx(subject(kind, page(kind))))
    done = subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"]
        + ["--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
        + [str(tmp_path / f"{name}.docx") for name in names],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in names:
        assert (tmp_path / "out" / f"{name}.pdf").stat().st_size > 5_000, name
