"""lawrec sheet: what was changed in the workbook is in the case afterwards, and nothing else."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lawrec.cli import run
from lawrec.schema.moments import format_moment
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.load import load_case
from tests.commands.conftest import Answer, Office


class Book:
    """A workbook of the first case, changed by hand and read back."""

    def __init__(self, office: Office, path: Path) -> None:
        self.office, self.path = office, path
        self.book = openpyxl.load_workbook(path)

    def write(self) -> None:
        self.path.unlink(missing_ok=True)
        self.office.run("sheet", "1", "--out", self.path)
        self.book = openpyxl.load_workbook(self.path)

    def column(self, sheet: str, heading: str) -> int:
        heads = [cell.value for cell in self.book[sheet][1]]
        if heading not in heads:
            heads[heads.index(None)] = heading
            self.book[sheet].cell(1, heads.index(heading) + 1).value = heading
        return heads.index(heading) + 1

    def row(self, sheet: str, item: str) -> int:
        return next(c.row for c in self.book[sheet]["A"] if c.value == item)

    def first_empty(self, sheet: str) -> int:
        rows = self.book[sheet].iter_rows(min_row=2)
        empty = (row[0].row for row in rows if not any(cell.value for cell in row))
        return next(empty, self.book[sheet].max_row + 1)

    def cell(self, sheet: str, row: int, heading: str) -> Any:
        return self.book[sheet].cell(row, self.column(sheet, heading))

    def place(self, sheet: str, row: int, heading: str) -> str:
        return f"{sheet}!{self.cell(sheet, row, heading).coordinate}"

    def set(self, sheet: str, item: str, **cells: Any) -> None:
        row = self.row(sheet, item)
        for heading, value in cells.items():
            self.cell(sheet, row, heading.replace("__", ".")).value = value

    def add(self, sheet: str, cells: dict[str, Any]) -> int:
        row = self.first_empty(sheet)
        for heading, value in cells.items():
            self.cell(sheet, row, heading).value = value
        return row

    def read(self, *arguments: str, code: int = 0) -> Answer:
        self.book.save(self.path)
        return self.office.run("sheet", "1", "--read", self.path, *arguments, code=code)

    def refused(self) -> str:
        """What a workbook is refused for; the case is as before."""
        before = head(self.office), snapshot(self.office)
        said = self.read(code=3).err
        assert (head(self.office), snapshot(self.office)) == before
        return said


def head(office: Office) -> str:
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=office.case, capture_output=True, text=True, check=True
    )
    return done.stdout


def snapshot(office: Office) -> CaseSnapshot:
    return load_case(office.case)


def record(office: Office, item: str) -> Any:
    return next(page.data for page in snapshot(office).records if page.id == item)


NOTICE = "legal_basis=[《某法》第一条、第二条, 《某法》第三条]"
DEEDS = (
    "person add 1 钱某 --capacity witness --set id_no=000000197001010018",
    "add-record 1 询问笔录 --start 2026-03-02T09:00 --end 2026-03-02T10:00 --place 一号点 "
    "--signed 林某,高某,赵某甲 --set content=问答 --set identification.cert_shown=yes",
    "add-record 1 权利告知书 --draft --set facts=占地事实",
    "add-record 1 approval_form --draft --set steps[0].role=handler --set steps[0].who=林某 "
    "--set steps[0].opinion=同意",
    "add-record 1 行政处罚告知书 --set facts=事实一 --set doc_no=示〔2026〕1号 --signed 林某",
)


@pytest.fixture(scope="module")
def filled(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An office with one filled case, and the workbook of that case."""
    root = tmp_path_factory.mktemp("filled") / "office"
    shutil.copytree(_template, root)
    for deed in DEEDS:
        extra = ["--set", NOTICE] if "告知书 --set" in deed else []
        assert run([*deed.split(), *extra, "--bureau", str(root)]) == 0, deed
    path = root.parent / "案卷.xlsx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAWREC_LANG", "zh")
        assert run(["sheet", "1", "--out", str(path), "--bureau", str(root)]) == 0
    return root, path


@pytest.fixture
def book(
    filled: tuple[Path, Path], office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Book:
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(office.root)
    shutil.copytree(filled[0], office.root)
    monkeypatch.chdir(office.root)
    monkeypatch.setenv("LAWREC_LANG", "zh")
    monkeypatch.setenv("LAWREC_AS", "林某")
    path = tmp_path / "案卷.xlsx"
    shutil.copyfile(filled[1], path)
    return Book(office, path)


def test_nothing_changed_nothing_written(book: Book) -> None:
    before = head(book.office)
    first = book.path.read_bytes()
    answer = book.read()
    assert head(book.office) == before
    assert book.office.json("sheet", "1", "--read", book.path)["head"] is None
    book.write()
    assert book.path.read_bytes() == first
    assert answer.code == 0


def test_english_sheets_come_back_too(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAWREC_LANG", "en")
    book.write()
    assert "acts" in book.book.sheetnames
    assert "Nothing was changed" in book.read().out
    book.set("review and decision", "R04", facts="新的事实")
    book.set("review and decision", "R04", **{"reason of the correction": "笔误"})
    book.read()
    assert record(book.office, "R04").facts == "新的事实"


def test_what_it_shows_and_locks(book: Book) -> None:
    sheet = book.book["调查取证"]
    row = book.row("调查取证", "R01")
    assert book.cell("调查取证", row, "种类").value == "询问笔录"
    assert book.cell("调查取证", row, "活动开始时间").value == "2026-03-02 09:00"
    assert book.cell("调查取证", row, "签名盖章[2].以什么身份").value == "当事人"
    assert book.cell("调查取证", row, "内容").protection.locked
    assert not book.cell("调查取证", row, "更正原因").protection.locked
    draft = book.row("调查取证", "R02")
    assert not book.cell("调查取证", draft, "事实").protection.locked
    assert book.cell("调查取证", draft, "编号").protection.locked
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert "第十一条" in book.cell("调查取证", 1, "表明身份.出示了执法证").comment.text
    assert book.book["人员"]["D3"].value == "000000197001010018"
    lists = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert any(rule.type == "list" for rule in lists.values())
    assert [ws.sheet_state for ws in book.book.worksheets[-2:]] == ["hidden", "hidden"]


def test_a_draft_is_completed_and_made_final(book: Book) -> None:
    book.set(
        "调查取证", "R02", 事实="补充的事实", 法律依据="《某法》第一条\n《某法》第二条、第三条"
    )
    book.read()
    changed = record(book.office, "R02")
    assert (changed.facts, changed.draft) == ("补充的事实", "yes")
    assert changed.legal_basis == ("《某法》第一条", "《某法》第二条、第三条")
    book.write()
    book.set("调查取证", "R02", 草稿=None)
    book.read()
    assert record(book.office, "R02").draft is None


def test_steps_of_a_draft_grow_and_shrink(book: Book) -> None:
    cells = {
        "审批步骤[1].环节": "批准人", "审批步骤[1].姓名": "谢某",
        "审批步骤[1].时间": "2026年3月3日9时5分", "审批步骤[1].决定": "同意",
    }  # fmt: skip
    book.set("审查决定", "R03", **cells)
    book.read()
    steps = record(book.office, "R03").steps
    assert [(s.role, s.who, s.decision) for s in steps] == [
        ("handler", "林某", None), ("approver", "谢某", "approved"),
    ]  # fmt: skip
    assert format_moment(steps[1].at) == "2026-03-03T09:05:00+08:00"
    book.write()
    first = {f"审批步骤[0].{name}": None for name in ("环节", "姓名", "意见")}
    book.set("审查决定", "R03", **first)
    book.read()
    assert [s.who for s in record(book.office, "R03").steps] == ["谢某"]


def test_a_final_paper_is_amended_with_its_reason(book: Book) -> None:
    book.set("审查决定", "R04", 事实="事实二", 更正原因="原记录有误", 更正批准人="谢某")
    answer = book.read("--json")
    assert record(book.office, "R04").facts == "事实二"
    assert '"R04"' in answer.out
    amendment = snapshot(book.office).records[-1].data
    assert (amendment.kind, amendment.reason) == ("amendment_record", "原记录有误")
    assert amendment.approved_by == "谢某"
    changes = snapshot(book.office).history.changes
    assert [(c.old_sha256, c.new_sha256) for c in changes] == [
        (amendment.old_sha256, amendment.new_sha256)
    ]


def test_a_final_paper_without_a_reason_is_refused_at_the_cell(book: Book) -> None:
    book.set("审查决定", "R04", 事实="事实二")
    row = book.row("审查决定", "R04")
    assert book.place("审查决定", row, "更正原因") in book.refused()
    assert record(book.office, "R04").facts == "事实一"
    book.read("--reason", "统一更正")
    assert record(book.office, "R04").facts == "事实二"


def test_people_acts_and_the_case_are_amended_in_one_commit(book: Book) -> None:
    before = len(commits(book.office))
    book.set("人员", "钱某", 证件号码="000000197001010026", 更正原因="看错一位")
    book.set("人员", "赵某甲", 住址或住所="假想村一组", 更正原因="补充")
    book.set("执法活动", "A01", 地点="二号点", 更正原因="笔误")
    book.set("案件", "case", 法律依据="《某法》", 更正原因="补充")
    book.read()
    case = snapshot(book.office)
    assert case.persons["钱某"].id_no == "000000197001010026"
    assert case.persons["赵某甲"].address == "假想村一组"
    assert case.acts[0].data.place == "二号点"
    assert case.case is not None
    assert case.case.data.legal_basis == ("《某法》",)
    assert len(commits(book.office)) == before + 1
    told = [page.data for page in case.records if page.data.kind == "amendment_record"]
    assert sorted(page.content or page.about[0] for page in told) == ["A01", "case", "赵某甲、钱某"]


def commits(office: Office) -> list[str]:
    done = subprocess.run(
        ["git", "log", "--format=%s"], cwd=office.case, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_new_rows_become_people_acts_and_papers_that_name_each_other(book: Book) -> None:
    book.add("人员", {"姓名或名称": "孙某", "在本案中的身份": "代理人", "代表谁": "赵某甲"})
    book.add("执法活动", {
        "编号": "新1", "种类": "现场检查（勘验）", "开始时间": "2026/3/4 9:30",
        "结束时间": "2026-03-04 10:30", "在场人": "孙某、钱某",
    })  # fmt: skip
    book.add("调查取证", {
        "编号": "新2", "种类": "现场检查（勘验）笔录", "记录的执法活动": "新1", "内容": "=不是公式",
        "已签名": "林某、高某、孙某",
    })  # fmt: skip
    cell = book.cell("调查取证", book.row("调查取证", "新2"), "内容")
    cell.value, cell.data_type = "检查情况", "s"
    book.add("调查取证", {
        "种类": "询问笔录", "活动开始时间": "2026-03-05 09:00", "活动结束时间": "2026-03-05 10:00",
        "活动地点": "办公室", "针对的文书或音像": "新2", "内容": "问答",
    })  # fmt: skip
    answer = book.read()
    case = snapshot(book.office)
    assert case.persons["孙某"].represents == "赵某甲"
    new = {page.id: page.data for page in case.acts}
    assert new["A02"].present == ("孙某", "钱某")
    assert new["A03"].place == "办公室"
    assert record(book.office, "R05").act == "A02"
    assert [s.who for s in record(book.office, "R05").signatures] == ["林某", "高某", "孙某"]
    assert (record(book.office, "R06").act, record(book.office, "R06").about) == ("A03", ("R05",))
    assert "R06" in answer.out
    assert "电子表格" in commits(book.office)[0]


def test_a_field_without_a_column_gets_one_by_its_heading(book: Book) -> None:
    book.set("审查决定", "R03", external_ref="OA-7")
    book.read()
    assert record(book.office, "R03").external_ref == "OA-7"


def test_all_faults_are_named_at_once_and_nothing_is_written(book: Book) -> None:
    book.set("调查取证", "R02", 制作时间="三月", 事实="好的一格")
    book.set("审查决定", "R03", **{"审批步骤[0].姓名": "无此人", "审批步骤[0].环节": "无此环节"})
    book.set("人员", "钱某", 在本案中的身份="路人", 更正原因="x")
    row = book.add("调查取证", {"种类": "送达回证"})
    said = book.refused()
    for place in (
        book.place("调查取证", book.row("调查取证", "R02"), "制作时间"),
        book.place("审查决定", book.row("审查决定", "R03"), "审批步骤[0].姓名"),
        book.place("审查决定", book.row("审查决定", "R03"), "审批步骤[0].环节"),
        book.place("人员", book.row("人员", "钱某"), "在本案中的身份"),
        book.place("调查取证", row, "种类"),
    ):
        assert f"{place}:" in said


Wrong = Callable[[Book], str]


def at(sheet: str, item: str, heading: str, value: Any, number_format: str = "") -> Wrong:
    def change(book: Book) -> str:
        row = book.row(sheet, item)
        cell = book.cell(sheet, row, heading)
        cell.value = value
        if number_format:
            cell.number_format = number_format
        return f"{sheet}!{cell.coordinate}"

    return change


def new(sheet: str, heading: str, value: Any, **cells: Any) -> Wrong:
    def change(book: Book) -> str:
        row = book.add(sheet, {**cells, heading: value})
        return book.place(sheet, row, heading)

    return change


def hidden_row(book: Book) -> str:
    place = at("调查取证", "R02", "事实", "没人看见的话")(book)
    book.book["调查取证"].row_dimensions[book.row("调查取证", "R02")].hidden = True
    return place


def hidden_sheet(book: Book) -> str:
    place = at("调查取证", "R02", "事实", "没人看见的话")(book)
    book.book["调查取证"].sheet_state = "hidden"
    return place


def merged(book: Book) -> str:
    row = book.row("调查取证", "R02")
    one, two = (book.cell("调查取证", row, name) for name in ("事实", "理由"))
    book.book["调查取证"].merge_cells(f"{one.coordinate}:{two.coordinate}")
    one.value = "并起来的"
    return f"调查取证!{one.coordinate}"


def twice(book: Book) -> str:
    book.cell("调查取证", book.first_empty("调查取证"), "编号").value = "R02"
    last = [c.row for c in book.book["调查取证"]["A"] if c.value == "R02"][-1]
    return f"调查取证!A{last}"


def bad_heading(book: Book) -> str:
    column = book.column("调查取证", "无此字段")
    return f"调查取证!{book.book['调查取证'].cell(1, column).coordinate}"


def id_gone(book: Book) -> str:
    row = book.row("调查取证", "R02")
    book.cell("调查取证", row, "编号").value = None
    return f"调查取证!A{row}"


def id_gone_and_row_moved(book: Book) -> str:
    book.book["调查取证"].insert_rows(2, 3)
    return id_gone(book)


def name_written_over(book: Book) -> str:
    row = book.row("人员", "钱某")
    book.cell("人员", row, "姓名或名称").value = "钱某某"
    return f"人员!A{row}"


def beside_the_table(book: Book) -> str:
    sheet, row = book.book["调查取证"], book.row("调查取证", "R02")
    cell = sheet.cell(row, sheet.max_column + 3)
    cell.value = "右边的补充"
    return f"调查取证!{cell.coordinate}"


def heading_gone(book: Book) -> str:
    row = book.row("调查取证", "R02")
    book.set("调查取证", "R02", 事实="改了")
    place = book.place("调查取证", row, "事实")
    book.cell("调查取证", 1, "事实").value = None
    return place


WRONG: dict[str, Wrong] = {
    "id gone": id_gone,
    "id gone and row moved": id_gone_and_row_moved,
    "name written over": name_written_over,
    "beside the table": beside_the_table,
    "heading gone": heading_gone,
    "digits that are not shown": at("调查取证", "R02", "事实", 1234.567, "¥#,##0.00"),
    "half that shows as one": at("调查取证", "R02", "事实", 0.5, "0"),
    "clock that is not shown": at(
        "调查取证", "R02", "制作时间", dt.datetime(2026, 3, 1, 9, 30), "yyyy/m/d"
    ),
    "formula": at("调查取证", "R02", "事实", "=A1"),
    "error": at("调查取证", "R02", "事实", "#REF!"),
    "yes as bool": at("调查取证", "R02", "事实", True),
    "serial": at("调查取证", "R02", "制作时间", 46082),
    "identity number": at("人员", "钱某", "证件号码", 1.1e17),
    "zeros lost": at("人员", "钱某", "联系方式", 4271234567),
    "percent": at("调查取证", "R02", "事实", 0.5, "0%"),
    "bad time": at("调查取证", "R02", "制作时间", "2026-02-30"),
    "no such act": at("调查取证", "R02", "记录的执法活动", "A77"),
    "no such paper": at("调查取证", "R02", "针对的文书或音像", "R01、R77"),
    "id changed": at("调查取证", "R02", "编号", "R99"),
    "kind changed": at("调查取证", "R02", "种类", "询问笔录"),
    "kind unknown": new("调查取证", "种类", "无此文书"),
    "kind missing": new("调查取证", "种类", None, 内容="什么"),
    "not of this kind": new("调查取证", "裁量因素", "轻微", 种类="询问笔录"),
    "required": new("送达执行", "送达方式", None, 种类="送达回证", 结果="已送达"),
    "unknown choice": new("送达执行", "送达方式", "托梦", 种类="送达回证", 结果="已送达"),
    "unknown signer": new("调查取证", "已签名", "无此人", 种类="询问笔录"),
    "reason for nothing": at("审查决定", "R04", "更正原因", "没有改"),
    "final to draft": at("审查决定", "R04", "草稿", "是"),
    "act of a paper": at("调查取证", "R01", "活动地点", "别处"),
    "footage": new("音像", "编号", "M09"),
    "another case": new("案件", "编号", "case2"),
    "case number": at("案件", "case", "案号", "新号"),
    "unknown person": at("执法活动", "A01", "在场人", "无此人"),
    "hidden row": hidden_row,
    "hidden sheet": hidden_sheet,
    "merged": merged,
    "twice": twice,
    "heading": bad_heading,
    "represents": at("人员", "钱某", "代表谁", "无此人"),
}


@pytest.mark.parametrize("name", WRONG)
def test_every_kind_of_wrong_cell_gives_its_address(book: Book, name: str) -> None:
    place = WRONG[name](book)
    if name in ("case number", "unknown person", "represents", "identity number", "zeros lost"):
        sheet, _mark, cell = place.partition("!")
        row = book.book[sheet][cell].row
        book.cell(sheet, row, "更正原因").value = "更正"
    said = book.refused()
    assert f"{place}:" in said
    assert not [line for line in said.splitlines() if "!" in line and place not in line]


def test_a_row_that_was_copied_without_its_id_is_new(book: Book) -> None:
    book.add("调查取证", {"种类": "权利告知书", "草稿": "是", "事实": "占地事实"})
    assert "R05" in book.read().out
    assert record(book.office, "R05").facts == "占地事实"


def test_what_looks_like_an_escape_stays_as_it_is(book: Book) -> None:
    """Spreadsheets write A as _x0041_: the name of a file may look like that."""
    text = "文件 _x0041_ 和 IMG_x000D_1 和 ax005F_"
    book.office.run("add-record", "1", "权利告知书", "--draft", "--set", f"facts={text}")
    book.write()
    before = head(book.office)
    answer = book.office.run("sheet", "1", "--read", book.path)
    assert (head(book.office), answer.code) == (before, 0)
    assert record(book.office, "R05").facts == text


def test_the_address_of_a_link_is_no_text_that_somebody_typed(book: Book) -> None:
    cell = book.cell("调查取证", book.row("调查取证", "R02"), "理由")
    cell.hyperlink, cell.value = "http://example.org/x", None
    before = head(book.office)
    book.read()
    assert head(book.office) == before


def test_a_hidden_row_that_was_not_touched_is_no_matter(book: Book) -> None:
    book.book["调查取证"].row_dimensions[book.row("调查取证", "R01")].hidden = True
    book.set("调查取证", "R02", 事实="新的")
    book.read()
    assert record(book.office, "R02").facts == "新的"


def test_the_same_said_otherwise_is_no_change(book: Book) -> None:
    import datetime as dt

    row = book.row("执法活动", "A01")
    cell = book.cell("执法活动", row, "开始时间")
    cell.value, cell.number_format = dt.datetime(2026, 3, 2, 9, 0), "yyyy/m/d h:mm"
    book.cell("执法活动", row, "结束时间").value = " 2026/3/2 10:00　"
    before = head(book.office)
    book.read()
    assert head(book.office) == before


def test_a_change_on_both_sides_is_named_and_not_overwritten(book: Book) -> None:
    office = book.office
    office.run(
        "finalise", "1", "R02", "--keep-draft", "--set", "facts=别人写的", "--set", "reason=丙"
    )
    book.set("调查取证", "R02", 事实="我写的", 理由="丙", 裁量因素="丁")
    row = book.row("调查取证", "R02")
    said = book.refused()
    assert f"{book.place('调查取证', row, '事实')}:" in said
    assert "别人写的" in said
    assert book.place("调查取证", row, "理由") not in said
    book.cell("调查取证", row, "事实").value = "占地事实"
    book.read()
    merged_ = record(office, "R02")
    assert (merged_.facts, merged_.reason, merged_.factors) == ("别人写的", "丙", "丁")


def test_a_list_that_was_changed_in_between_is_a_conflict(book: Book) -> None:
    second = ("--set", "steps[1].role=section", "--set", "steps[1].who=罗某")
    book.office.run("finalise", "1", "R03", "--keep-draft", *second)
    book.set("审查决定", "R03", **{"审批步骤[0].意见": "不同意"})
    row = book.row("审查决定", "R03")
    assert f"{book.place('审查决定', row, '审批步骤[0].意见')}:" in book.refused()


def test_a_draft_that_became_final_needs_a_reason(book: Book) -> None:
    book.office.run("finalise", "1", "R02")
    book.set("调查取证", "R02", 理由="后来补的")
    row = book.row("调查取证", "R02")
    assert f"{book.place('调查取证', row, '更正原因')}:" in book.refused()


def test_rows_that_are_gone_are_kept_in_the_case(book: Book) -> None:
    book.book["调查取证"].delete_rows(book.row("调查取证", "R02"))
    answer = book.read()
    assert "R02" in answer.err
    assert record(book.office, "R02").facts == "占地事实"


def test_a_workbook_of_another_case_or_of_nobody_is_refused(book: Book) -> None:
    book.book["_lawrec"]["B3"] = "别的案号"
    assert "别的案号" in book.refused()
    del book.book["_lawrec"]
    assert "--out" in book.refused()


def test_an_unknown_state_is_refused(book: Book) -> None:
    book.book["_lawrec"]["B4"] = "0" * 40
    book.set("调查取证", "R02", 事实="x")
    assert "案卷.xlsx" in book.refused()


def test_whoever_amends_must_be_known(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAWREC_AS", "路人")
    book.set("审查决定", "R04", 事实="事实二", 更正原因="原记录有误")
    assert "路人" in book.read(code=2).err
    assert record(book.office, "R04").facts == "事实一"


def test_a_sheet_of_ones_own_is_left_alone(book: Book) -> None:
    book.book.create_sheet("我的笔记")["A1"] = "=1+1"
    answer = book.read()
    assert "我的笔记" in answer.err


def test_what_does_not_go_together(book: Book) -> None:
    told = book.office.run
    told("sheet", "1", "--out", "x.xlsx", "--read", book.path, code=2)
    told("sheet", "1", "--reason", "x", code=2)
    told("sheet", "1", "--out", book.path, code=2)
    told("sheet", "1", "--out", "x.xls", code=2)
    told("sheet", "1", "--read", "没有.xlsx", code=2)
    (book.office.root / "文.xlsx").write_text("不是表", encoding="utf-8")
    told("sheet", "1", "--read", "文.xlsx", code=3)


def new_rows(book: Book) -> None:
    """A person, an act and a paper of that act."""
    book.add("人员", {"姓名或名称": "孙某", "在本案中的身份": "证人或见证人"})
    start = {"编号": "新1", "种类": "询问", "开始时间": "2026-03-05 09:00", "在场人": "孙某"}
    book.add("执法活动", start)
    paper = {"种类": "询问笔录", "记录的执法活动": "新1", "内容": "问答二", "已签名": "林某、孙某"}
    book.add("调查取证", paper)
    other = {"种类": "询问笔录", "活动开始时间": "2026-03-06 09:00", "内容": "问答三"}
    book.add("调查取证", other)


def test_a_workbook_that_is_read_twice_brings_nothing_twice(book: Book) -> None:
    new_rows(book)
    book.read()
    before = head(book.office), snapshot(book.office)
    again = book.read()
    assert "A02" in again.err
    assert (head(book.office), snapshot(book.office)) == before
    book.add("执法活动", {"编号": "新2", "种类": "询问", "开始时间": "2026-03-07 09:00"})
    book.read()
    assert len(snapshot(book.office).acts) == len(before[1].acts) + 1


def test_a_new_row_that_was_corrected_after_it_was_read_is_asked_about(book: Book) -> None:
    new_rows(book)
    book.read()
    row = next(c.row for c in book.book["执法活动"]["A"] if c.value == "新1")
    book.cell("执法活动", row, "地点").value = "二号点"
    assert f"执法活动!B{row}" in book.refused()


def test_two_new_rows_that_say_the_same_are_two(book: Book) -> None:
    for _ in range(2):
        book.add("执法活动", {"种类": "询问", "开始时间": "2026-03-05 09:00"})
    book.read()
    count = len(snapshot(book.office).acts)
    book.read()
    assert len(snapshot(book.office).acts) == count
