"""Printing papers from the command line: what is written, where, and what is refused."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import YEAR, Office
from tests.forms.press import chinese_fonts, docx_text

CASE = f"{YEAR}/0001"


@pytest.fixture
def with_paper(office: Office) -> Office:
    """The office with a notice in its first case."""
    office.run(
        *("add-record", CASE, "责令停止违法行为通知书", "--set", "facts=在耕地上搭棚。"),
        *("--set", "reason=没有批准。", "--set", "doc_no=示责停〔2026〕1号"),
    )
    return office


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def test_a_paper_is_written_and_the_case_stays_as_it_was(with_paper: Office, papers: Path) -> None:
    before = tree(with_paper.case)
    answer = with_paper.json("render", CASE, "r01", "--out", papers)
    (one,) = answer["written"]
    assert one["record"] == "R01"
    assert one["kind"] == "stop_order"
    assert one["own_form"] is False
    path = Path(one["path"])
    assert path.name == f"{YEAR}-0001-R01-责令停止违法行为通知书.docx"
    assert "在耕地上搭棚。" in docx_text(path.read_bytes())
    assert tree(with_paper.case) == before


def test_the_code_names_case_record_and_version(with_paper: Office, papers: Path) -> None:
    zxing = pytest.importorskip("zxingcpp")
    image = pytest.importorskip("PIL.Image")
    from lawrec.forms.mark import Mark, read_payload

    with_paper.run("render", CASE, "R01", "--out", papers)
    (path,) = papers.iterdir()
    with zipfile.ZipFile(path) as parts:
        pictures = [parts.read(n) for n in parts.namelist() if n.startswith("word/media/")]
    found = [zxing.read_barcodes(image.open(BytesIO(p)).convert("L")) for p in pictures]
    (code,) = [codes[0].text for codes in found if codes]
    content = next(with_paper.case.glob("records/R01-*")).read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:8]
    assert read_payload(code) == Mark(CASE, "R01", 0, 0, digest)


def test_nothing_is_overwritten(with_paper: Office, papers: Path) -> None:
    names = [
        Path(with_paper.json("render", CASE, "R01", "--out", papers)["written"][0]["path"]).name
        for _turn in range(3)
    ]
    assert [
        name.endswith(f"{end}.docx") for name, end in zip(names, ("书", "(2)", "(3)"), strict=True)
    ]
    target = papers / "mine.docx"
    with_paper.run("render", CASE, "R01", "--out", target)
    before = target.read_bytes()
    answer = with_paper.run("render", CASE, "R01", "--out", target, code=2)
    assert "mine.docx" in answer.err
    assert target.read_bytes() == before


def test_not_among_the_pages_of_a_case(with_paper: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(with_paper.case)
    for out in (with_paper.case, with_paper.case / "x.docx", with_paper.root / "unit"):
        with_paper.run("render", CASE, "R01", "--out", out, code=2)
    monkeypatch.chdir(with_paper.case / "records")
    with_paper.run("render", CASE, "R01", code=2)
    assert tree(with_paper.case) == before


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("R09",), 3, "R09"),
        (("A01",), 3, "A01"),
        ((), 2, "--all"),
        (("--blank", "poem"), 2, "poem"),
        (("R01", "--out", "/no/such/folder/x.docx"), 2, "/no/such/folder"),
        (("R01", "--format", "doc"), 2, "doc"),
        (("R01", "--language", "fr"), 2, "fr"),
    ],
)
def test_what_cannot_be_printed_is_said(
    arguments: tuple[str, ...], code: int, told: str, with_paper: Office
) -> None:
    answer = with_paper.run("render", CASE, *arguments, code=code)
    assert told in answer.err
    assert answer.out == ""


def test_the_name_must_fit_the_format(with_paper: Office, papers: Path) -> None:
    with_paper.run("render", CASE, "R01", "--out", papers / "x.pdf", code=2)
    with_paper.run("render", CASE, "R01,R01", "--out", papers / "x.docx", code=2)
    assert not list(papers.iterdir())


def test_all_papers_and_blank_forms_go_into_a_folder(with_paper: Office, papers: Path) -> None:
    answer = with_paper.json(
        "render", CASE, "--all", "--blank", "询问笔录,送达回证", "--out", papers / "new"
    )
    kinds = [one["kind"] for one in answer["written"]]
    assert kinds == ["stop_order", "inquiry_transcript", "service_receipt"]
    assert len(list((papers / "new").iterdir())) == 3


def test_a_blank_form_needs_no_case(
    office: Office, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.root)
    answer = office.json("render", "--blank", "询问笔录", "--out", papers)
    assert answer["written"][0]["record"] is None
    text = docx_text(Path(answer["written"][0]["path"]).read_bytes())
    assert "示例市自然资源局" in text


def test_a_bureaus_own_form_is_taken(with_paper: Office, papers: Path) -> None:
    forms = with_paper.root / "forms"
    forms.mkdir()
    layout = "title: 本局停工通知\nbody:\n  - p: '{{ f.facts }}'\n  - use: rest\n  - use: seal\n"
    (forms / "stop_order.yaml").write_text(layout, "utf-8")
    (one,) = with_paper.json("render", CASE, "R01", "--out", papers)["written"]
    assert one["own_form"] is True
    text = docx_text(Path(one["path"]).read_bytes())
    assert "本局停工通知" in text
    assert "没有批准。" in text, "what the layout leaves out stands in the rest"
    assert one["left_out"] == []
    (forms / "stop_order.yaml").write_text("body:\n  - p: '{{ f.facts }}'\n", "utf-8")
    said = with_paper.run("render", CASE, "R01", "--out", papers).err
    assert "does not say what the record says of" in said
    assert "理由" in said
    (forms / "stop_order.yaml").write_text("body:\n  - p: '{{ f.nothing }}'\n", "utf-8")
    answer = with_paper.run("render", CASE, "R01", "--out", papers, code=3)
    assert "nothing" in answer.err
    assert len(list(papers.iterdir())) == 2


def test_the_form_of_a_stranger_is_passed_over_and_that_is_said(
    with_paper: Office, papers: Path
) -> None:
    forms = with_paper.root / "forms"
    forms.mkdir()
    (forms / "stop_order.yaml").write_text("body:\n  - p: 'x'\n", "utf-8")
    (Path(os.environ["LAWREC_HOME"]) / "bureaus").unlink()
    said = with_paper.run("render", CASE, "R01", "--out", papers).err
    assert str(forms / "stop_order.yaml") in said
    (one,) = with_paper.json("render", CASE, "R01", "--out", papers)["written"]
    assert one["own_form"] is False
    assert one["passed_over"] == str(forms / "stop_order.yaml")


def test_a_draft_says_so_on_its_own_form(with_paper: Office, papers: Path) -> None:
    fields = ("--set", "facts=还没有核对", "--set", "doc_no=示责停〔2026〕9号")
    with_paper.run("add-record", "1", "stop_order", *fields, "--draft")
    with_paper.run("add-record", "1", "case_initiation_approval", "--draft")
    written = with_paper.json("render", CASE, "--all", "--out", papers)["written"]
    told = {}
    for one in written:
        with zipfile.ZipFile(one["path"]) as parts:
            heads = [parts.read(n).decode() for n in parts.namelist() if "/header" in n]
        told[one["record"]] = any("草稿" in head for head in heads)
    assert told == {"R01": False, "R02": True, "R03": False}


def test_one_mistake_leaves_no_file_of_the_others(with_paper: Office, papers: Path) -> None:
    forms = with_paper.root / "forms"
    forms.mkdir()
    (forms / "inquiry_transcript.yaml").write_text("body:\n  - p: '{{ nothing }}'\n", "utf-8")
    with_paper.run("render", CASE, "R01", "--blank", "询问笔录", "--out", papers, code=3)
    assert not list(papers.iterdir())


@pytest.mark.parametrize("gone", ["docx", "docxtpl", "jinja2", "segno"])
def test_without_the_libraries_it_says_what_to_install(
    gone: str, with_paper: Office, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, gone, None)
    answer = with_paper.run("render", CASE, "R01", "--out", papers, code=None)
    if gone != "docx":  # shipped documents are filled in without it, save by docxtpl itself
        assert answer.code == 3
        assert 'pip install "lawrec[forms]"' in answer.err
        assert not list(papers.iterdir())


def test_pdf_says_its_fonts_and_pages(with_paper: Office, papers: Path) -> None:
    chinese_fonts()
    answer = with_paper.run("render", CASE, "R01", "--format", "pdf", "--out", papers, "--json")
    (one,) = json.loads(answer.out)["written"]
    assert one["pages"] == 1
    assert one["fonts"]
    assert Path(one["path"]).read_bytes().startswith(b"%PDF-1.")
    told = with_paper.run("render", CASE, "R01", "--format", "pdf", "--out", papers)
    assert one["fonts"][0] in told.err


def test_dry_run_writes_nothing(with_paper: Office, papers: Path) -> None:
    with_paper.run("render", CASE, "R01", "--out", papers / "new", "--dry-run")
    assert not (papers / "new").exists()


def tree(folder: Path) -> dict[str, Any]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }
