"""A heap of scans: each page goes where its code says, or is named; nothing is filed wrongly."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from lawrec.cli import run
from lawrec.errors import RefusedError
from lawrec.forms.mark import payload
from lawrec.operations.scan_cases import Cases
from lawrec.operations.scan_filing import file_all
from lawrec.operations.scan_heap import read_heap
from lawrec.operations.scan_plan import make_plan
from lawrec.operations.scan_seen import note_one, to_see
from lawrec.store.yaml_io import load
from tests.commands.conftest import YEAR, Office
from tests.forms.scans import feeder, jpeg, mark_of, scanned, sheet, tiff

for needed in ("segno", "zxingcpp", "pypdfium2", "PIL"):
    pytest.importorskip(needed)

CHANCE = random.Random(7)
WIDTH_TORN = 1110


def locked() -> bytes:
    """A small PDF that opens only with a password that nobody here has."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"a1" * 32, b"b2" * 32),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<%s> <%s>] >>" % (b"01" * 16, b"01" * 16)
    start = len(content)
    content += b"xref\n0 5\n0000000000 65535 f \n" + table
    return content + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.fixture(scope="session")
def _papers(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with two cases and two signed papers in each, made once."""
    root = tmp_path_factory.mktemp("papers") / "office"
    shutil.copytree(_template, root)
    there = ["--bureau", str(root), "--as", "林某"]
    new = ["new-case", "--title", "赵某乙占地案", "--kind", "penalty", "--party", "赵某乙"]
    steps = [[*new, "--officer", "林某,高某"]]
    for case, party in (("1", "赵某甲"), ("2", "赵某乙")):
        for number in range(2):
            add = ["add-record", case, "inquiry_transcript", "--at", f"2026-07-0{number + 1}"]
            signed = ["--signed", f"林某,高某,{party}"]
            steps.append([*add, "--set", f"content=第{number}次询问", *signed])
    for step in steps:
        assert run([*step, *there]) == 0, step
    return root


@pytest.fixture
def two(office: Office, _papers: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two cases with two signed papers each, by the same staff."""
    shutil.rmtree(office.root)
    shutil.copytree(_papers, office.root)
    monkeypatch.chdir(office.root)
    return office


def other(office: Office) -> Path:
    return office.root / "cases" / YEAR / "0002"


def sidecars(case: Path) -> dict[str, dict[str, Any]]:
    pages = sorted((case / "media").glob("*.yaml")) if (case / "media").is_dir() else []
    return {page.name.split("-")[0]: load(page).data for page in pages}  # type: ignore[misc]


def outcome(answer: dict[str, Any]) -> dict[str, str]:
    """File and page -> why it was left."""
    return {f"{one['file']}:{one['page'] or 1}": one["why"] for one in answer["left"]}


def test_a_mixed_heap_goes_to_its_records(two: Office, tmp_path: Path) -> None:
    heap = tmp_path / "扫描"
    jpeg(scanned(sheet(mark_of(two.case, "R01", 2, 2)), CHANCE), heap / "a.jpg")
    jpeg(scanned(sheet(mark_of(two.case, "R01", 1, 2)), CHANCE), heap / "b.jpg")
    papers = [sheet(mark_of(two.case, "R02")), sheet(mark_of(other(two), "R01", 1, 2))]
    papers += [sheet(mark_of(other(two), "R01", 2, 2)), sheet(lines=False)]
    feeder([scanned(paper, CHANCE) for paper in papers[:3]] + papers[3:], heap / "送稿器.pdf")
    tiff([sheet(mark_of(other(two), "R02"))], heap / "fax.tif")
    before = {path.name: path.read_bytes() for path in heap.iterdir()}

    answer = two.json("attach", "--sort", heap)

    assert answer["left"] == []
    assert {path.name: path.read_bytes() for path in heap.iterdir()} == before
    mine, theirs = sidecars(two.case), sidecars(other(two))
    assert [one["scan_of"] for one in mine.values()] == ["R01", "R01", "R02"]
    assert [one["scan_of"] for one in theirs.values()] == ["R01", "R02"]
    # In the order of pages, each file as the scanner wrote it.
    assert [mine[item]["original_name"] for item in ("M01", "M02")] == ["b.jpg", "a.jpg"]
    assert mine["M02"]["sha256"] == hashlib.sha256(before["a.jpg"]).hexdigest()
    assert mine["M01"]["printed"]["pages"] == ["1"]
    # What was taken out of the feeder's file says so; the back of a sheet stays with it.
    heap_digest = hashlib.sha256(before["送稿器.pdf"]).hexdigest()
    assert theirs["M01"]["cut_from"] == {
        "name": "送稿器.pdf", "sha256": heap_digest, "pages": ["2", "3", "4"],
    }  # fmt: skip
    # A file with another case's pages is in no case as a whole.
    assert all(one["sha256"] != heap_digest for one in (*mine.values(), *theirs.values()))
    two.run("verify", "1")

    told = two.run("attach", "--sort", heap).out
    assert "送稿器.pdf has pages of several cases: none has it whole, so keep it" in told
    again = two.json("attach", "--sort", heap)
    outcomes = {part["outcome"] for paper in again["papers"] for part in paper["parts"]}
    assert outcomes == {"duplicate"}
    assert sidecars(two.case) == mine
    assert sidecars(other(two)) == theirs


def test_a_feeders_file_of_one_case_is_kept_whole_too(two: Office, tmp_path: Path) -> None:
    papers = [sheet(mark_of(two.case, "R01")), sheet(mark_of(two.case, "R02"))]
    file = feeder(papers, tmp_path / "heap" / "all.pdf")
    two.run("attach", "--sort", file.parent)
    kept = sidecars(two.case)
    assert [one.get("scan_of") for one in kept.values()] == ["R01", "R02", None]
    assert kept["M03"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert "0 scans filed, 2 were there already" in two.run("attach", "--sort", file.parent).out


def test_a_multipage_tiff_is_taken_apart_dot_for_dot(two: Office, tmp_path: Path) -> None:
    from PIL import Image, ImageChops

    papers = [sheet(mark_of(two.case, "R01")), sheet(mark_of(other(two), "R01"))]
    file = tiff(papers, _made(tmp_path / "heap") / "fax.tif")
    two.run("attach", "--sort", file.parent)
    cut = next((other(two) / "media").glob("*.tif"))
    with Image.open(file) as old, Image.open(cut) as new:
        old.seek(1)
        assert ImageChops.difference(old, new).getbbox() is None
        assert getattr(new, "n_frames", 1) == 1


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_a_missing_page_is_named_and_comes_later(two: Office, tmp_path: Path) -> None:
    first, later = tmp_path / "first", tmp_path / "later"
    for page in (1, 3):
        jpeg(sheet(mark_of(two.case, "R01", page, 3)), first / f"{page}.jpg")
    answer = two.run("attach", "--sort", first, "--seen-by", "林某", "--kept-at", "1号柜", code=1)
    assert "R01: page 2 of 3 is missing" in answer.out
    assert not (two.case / "originals.yaml").exists(), "signatures on a paper that is not whole"
    jpeg(sheet(mark_of(two.case, "R01", 2, 3)), later / "2.jpg")
    assert two.json("attach", "--sort", later)["papers"][0]["missing"] == []


def test_a_page_scanned_twice_is_kept_twice_and_said(two: Office, tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    for name in ("1", "2"):
        jpeg(scanned(sheet(mark_of(two.case, "R01")), CHANCE), heap / f"{name}.jpg")
    shutil.copy(heap / "1.jpg", heap / "3.jpg")
    answer = two.json("attach", "--sort", heap)
    assert answer["papers"][0]["doubled"] == [1]
    assert answer["same"] == [{"file": "3.jpg", "as": "1.jpg"}]
    assert len(sidecars(two.case)) == 2


def test_what_the_code_does_not_fit_is_not_filed(two: Office, tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    label = f"{YEAR}/0001"
    old = mark_of(two.case, "R01")
    two.run("amend", "1", "R01", "--set", "content=改过", "--reason", "笔误", "--as", "林某")
    jpeg(sheet(old), heap / "older.jpg")
    jpeg(sheet(payload(label, "R02", 1, 1, "0badc0de")), heap / "elsewhere.jpg")
    jpeg(sheet(payload(f"{YEAR}/0099", "R02", 1, 1, "0badc0de")), heap / "unknown.jpg")
    jpeg(sheet(payload(label, "R77", 1, 1, "0badc0de")), heap / "record.jpg")
    jpeg(sheet(payload(label, "", 1, 1, "")), heap / "blank.jpg")
    jpeg(sheet(mark_of(other(two), "R01")), heap / "other.jpg")
    found = outcome(two.json("attach", "--sort", heap, "1", code=1))
    assert found == {
        "older.jpg:1": "older_version", "elsewhere.jpg:1": "never_such",
        "unknown.jpg:1": "other_case", "record.jpg:1": "no_record",
        "blank.jpg:1": "blank_form", "other.jpg:1": "other_case",
    }  # fmt: skip
    assert sidecars(two.case) == {}
    text = two.run("attach", "--sort", heap, code=1).out
    assert "older.jpg: R01 was changed after this was printed; changed: content" in text
    assert list(sidecars(other(two))) == ["M01"]


def test_hostile_files_are_named_and_cost_nothing_else(two: Office, tmp_path: Path) -> None:
    from PIL import Image

    heap = _made(tmp_path / "heap")
    good = mark_of(two.case, "R01")
    jpeg(sheet(good, mark_of(two.case, "R02")), heap / "two.jpg")
    jpeg(sheet("https://weixin.example/q/abc"), heap / "wechat.jpg")
    torn = sheet(good)
    torn.paste(250, (WIDTH_TORN, 0, 1240, 260))
    jpeg(torn, heap / "torn.jpg")
    (heap / "text.jpg").write_text("not a picture", encoding="utf-8")
    (heap / "empty.pdf").touch()
    (heap / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    (heap / "locked.pdf").write_bytes(locked())
    (heap / "link.jpg").symlink_to(heap / "two.jpg")
    Image.new("1", (40000, 40000)).save(heap / "bomb.png")
    (heap / "half.jpg").write_bytes(jpeg(sheet(good), heap / "x.jpg").read_bytes()[:20000])
    (heap / "x.jpg").unlink()
    jpeg(sheet(good, "https://weixin.example/q/abc"), heap / "z.jpg")
    answer = two.json("attach", "--sort", heap, code=1)
    found = {one["file"]: (one["why"], one["detail"]) for one in answer["left"]}
    assert found == {
        "two.jpg": ("several_codes", None), "wechat.jpg": ("no_code", None),
        "torn.jpg": ("no_code", None), "text.jpg": ("unreadable", "no_picture"),
        "empty.pdf": ("unreadable", "empty"), "broken.pdf": ("unreadable", "damaged"),
        "locked.pdf": ("unreadable", "encrypted"), "link.jpg": ("unreadable", "link"),
        "bomb.png": ("unreadable", "too_large"), "half.jpg": ("unreadable", "damaged"),
    }  # fmt: skip
    assert [one["original_name"] for one in sidecars(two.case).values()] == ["z.jpg"]


def test_two_pages_of_one_record_on_one_sheet(two: Office, tmp_path: Path) -> None:
    pages = [mark_of(two.case, "R01", page, 2) for page in (1, 2)]
    jpeg(sheet(*pages), tmp_path / "heap" / "a3.jpg")
    two.run("attach", "--sort", tmp_path / "heap")
    assert sidecars(two.case)["M01"]["printed"]["pages"] == ["1", "2"]


@pytest.mark.parametrize(("turned", "below"), [(0, False), (90, True), (183, False)])
def test_a_sheet_beside_another_whose_code_is_torn_off_is_not_filed_with_it(
    two: Office, tmp_path: Path, turned: int, below: bool
) -> None:
    from PIL import Image

    mine, theirs = sheet(mark_of(two.case, "R01")), sheet(mark_of(other(two), "R01"))
    theirs.paste(250, (WIDTH_TORN - 60, 0, 1240, 260))
    size = (mine.width, 2 * mine.height) if below else (2 * mine.width, mine.height)
    both = Image.new("L", size, 250)
    both.paste(mine, (0, mine.height) if below else (0, 0))
    both.paste(theirs, (0, 0) if below else (mine.width, 0))
    jpeg(both.rotate(turned, expand=True, fillcolor=238), tmp_path / "heap" / "a3.jpg")
    answer = two.json("attach", "--sort", tmp_path / "heap", code=1)
    assert outcome(answer) == {"a3.jpg:1": "several_sheets"}
    assert sidecars(two.case) == {}


@pytest.mark.parametrize("around", [252, 150, 5])
def test_a_single_sheet_on_a_large_glass_or_a_table_is_filed(
    two: Office, tmp_path: Path, around: int
) -> None:
    from PIL import Image

    wide = Image.new("L", (1900, 2480), around)
    wide.paste(sheet(mark_of(two.case, "R01")), (300, 200))
    jpeg(wide.rotate(3, fillcolor=around), tmp_path / "heap" / "one.jpg")
    two.run("attach", "--sort", tmp_path / "heap")
    assert [one["scan_of"] for one in sidecars(two.case).values()] == ["R01"]


def test_a_name_that_nobody_knows_is_refused_before_a_page_is_filed(
    two: Office, tmp_path: Path
) -> None:
    jpeg(sheet(mark_of(two.case, "R01")), tmp_path / "heap" / "1.jpg")
    sort = ["attach", "--sort", tmp_path / "heap", "--seen-by", "无名氏", "--kept-at", "1号柜"]
    assert "无名氏" in two.run(*sort, code=1).err
    assert sidecars(two.case) == {}


def test_seen_by_a_named_person(two: Office, tmp_path: Path) -> None:
    jpeg(sheet(mark_of(two.case, "R01")), tmp_path / "heap" / "1.jpg")
    sort = ["attach", "--sort", tmp_path / "heap", "--seen-by", "高某"]
    assert "--kept-at" in two.run(*sort, code=2).err
    assert sidecars(two.case) == {}
    answer = two.json(*sort, "--kept-at", "1号柜2层")
    assert answer["papers"][0]["seen_by"] == "高某"
    entry = load(two.case / "originals.yaml").data["R01"]  # type: ignore[index,call-overload]
    assert (entry["seen_by"], entry["kept_at"]) == ("高某", "1号柜2层")
    assert entry["pages"] == "扫描件 M01"


def test_a_trial_writes_nothing(two: Office, tmp_path: Path) -> None:
    jpeg(sheet(mark_of(two.case, "R01")), tmp_path / "heap" / "1.jpg")
    head = (two.case / ".git" / "refs" / "heads" / "main").read_bytes()
    answer = two.run("attach", "--sort", tmp_path / "heap", "--dry-run")
    assert "M01" in answer.out
    assert sidecars(two.case) == {}
    assert (two.case / ".git" / "refs" / "heads" / "main").read_bytes() == head


def test_an_archived_case_and_a_folder_that_is_not_there(two: Office, tmp_path: Path) -> None:
    answer = two.run("attach", "--sort", tmp_path / "nowhere", code=3)
    assert "There is no folder" in answer.err
    assert "--sort" in two.run("attach", code=2).err
    title = two.run("attach", "--sort", tmp_path, "--title", "x", code=2)
    assert "the codes say" in title.err


def test_json_is_one_document(two: Office, tmp_path: Path) -> None:
    jpeg(sheet(mark_of(two.case, "R01")), tmp_path / "heap" / "1.jpg")
    answer = two.run("attach", "--sort", tmp_path / "heap", "--json")
    assert json.loads(answer.out)["schema_version"] == "1"
    assert answer.err == ""


def test_a_record_changed_while_somebody_is_asked(two: Office, tmp_path: Path) -> None:
    """Between reading the codes and filing lie as many minutes as a person takes to answer."""
    jpeg(sheet(mark_of(two.case, "R01")), tmp_path / "heap" / "1.jpg")
    cases = Cases("1", two.root, "林某")
    plan = make_plan(read_heap(str(tmp_path / "heap"), lambda _done, _of: None), cases, {})
    assert len(plan.papers) == 1
    two.run("amend", "1", "R01", "--set", "content=改过", "--reason", "笔误", "--as", "林某")
    (filed,) = file_all(plan)
    assert filed.media == [None]
    assert filed.refused
    assert sidecars(two.case) == {}


def test_seen_is_not_noted_for_a_record_changed_since(two: Office, tmp_path: Path) -> None:
    jpeg(sheet(mark_of(two.case, "R01")), tmp_path / "heap" / "1.jpg")
    cases = Cases("1", two.root, "林某")
    plan = make_plan(read_heap(str(tmp_path / "heap"), lambda _done, _of: None), cases, {})
    ((one, case),) = to_see(list(file_all(plan)), cases)
    two.run("amend", "1", "R01", "--set", "content=改过", "--reason", "笔误", "--as", "林某")
    with pytest.raises(RefusedError, match="changed"):
        note_one(one, case, by="林某", kept_at="1号柜")
    assert not (two.case / "originals.yaml").exists()


def test_a_paper_from_a_word_processor_is_not_called_complete(two: Office, tmp_path: Path) -> None:
    """Its codes say which paper it is and not which page: nothing is doubled or counted."""
    mark = mark_of(two.case, "R01", 0, 0)
    jpeg(sheet(mark), tmp_path / "heap" / "1.jpg")
    jpeg(sheet(mark, lines=False), tmp_path / "heap" / "2.jpg")
    told = two.run("attach", "--sort", tmp_path / "heap").out
    assert "pages scanned: 2; printed from .docx, so look whether they are all there" in told
    assert "more than once" not in told
    (paper,) = two.json("attach", "--sort", tmp_path / "heap")["papers"]
    assert (paper["of"], paper["missing"], paper["doubled"]) == (None, [], [])
    for one in sidecars(two.case).values():
        assert one["printed"] == {"pages": [], "version": paper["version"]}
        assert one["title"] == "R01 签字件"
    two.run("verify", "1")
