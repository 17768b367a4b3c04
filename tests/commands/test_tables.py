"""--table: many persons, acts and records from one CSV, all of it or nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lawrec.schema.moments import format_moment
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.load import load_case
from tests.commands.conftest import Answer, Office

PERSONS = (
    "姓名,证件号码,在本案中的身份\n"
    "甲某,000000197001010001,证人或见证人\n"
    "乙某,000000197001010002,在场人\n"
)


def table(office: Office, text: str | bytes, name: str = "表.csv") -> Path:
    path = office.root.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def case_of(office: Office) -> CaseSnapshot:
    return load_case(office.case)


def commits(office: Office) -> int:
    done = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"],
        cwd=office.case, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


def refused(office: Office, *arguments: str | Path, code: int = 3) -> str:
    """The answer to a table that is refused; nothing of it is in the case."""
    before, head = case_of(office), commits(office)
    answer = office.run(*arguments, code=code)
    after = case_of(office)
    assert (after.persons, after.acts, after.records) == (
        before.persons, before.acts, before.records,
    )  # fmt: skip
    assert commits(office) == head
    return answer.err


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_persons_come_in_one_commit(office: Office, mark: bytes, newline: str) -> None:
    before = commits(office)
    path = table(office, mark + PERSONS.replace("\n", newline).encode())
    answer = office.json("person", "add", "1", "--table", path, "--set", "address=假想村")
    assert answer["ids"] == ["甲某", "乙某"]
    persons = case_of(office).persons
    assert persons["甲某"].capacity == "witness"
    assert persons["乙某"].id_no == "000000197001010002"
    assert {persons[name].address for name in answer["ids"]} == {"假想村"}
    assert persons["赵某甲"].capacity == "party"
    assert commits(office) == before + 1


def test_headings_may_be_english_and_options_fill_what_a_cell_leaves_open(office: Office) -> None:
    path = table(office, "name,capacity,address\n甲某,,一组\n\n乙某,holder,\n,,\n")
    answer = office.run("person", "add", "1", "--table", path, "--capacity", "witness")
    assert "2 entries" in answer.out
    persons = case_of(office).persons
    assert (persons["甲某"].capacity, persons["甲某"].address) == ("witness", "一组")
    assert (persons["乙某"].capacity, persons["乙某"].address) == ("holder", None)


def test_who_is_represented_may_stand_further_down(office: Office) -> None:
    text = (
        "姓名,在本案中的身份,类型,代表谁\n"
        "甲某,代理人,,虚构合作社\n"
        "虚构合作社,当事人,organisation,\n"
    )
    office.run("person", "add", "1", "--table", table(office, text))
    assert case_of(office).persons["甲某"].represents == "虚构合作社"


ACTS = (
    "开始时间,结束时间,地点,执法人员,使用的设备[0].设备,recording[0].checked_at\n"
    "2026/3/2 9:05,2026-03-02 09:20,一号点,林某、高某,DSJ-01,2026-03-02 08:30\n"
    "2026-03-02 10:00,2026-03-02 10:20,二号点,林某,,\n"
)


def test_acts_one_a_row_with_lists_and_deeper_fields(office: Office) -> None:
    answer = office.json("log-act", "1", "现场检查", "--table", table(office, ACTS))
    assert answer["ids"] == ["A01", "A02"]
    one, two = (page.data for page in case_of(office).acts)
    assert (one.kind, one.place, one.officers) == ("onsite_inspection", "一号点", ("林某", "高某"))
    assert format_moment(one.start) == "2026-03-02T09:05:00+08:00"
    assert one.recording[0].device == "DSJ-01"
    assert two.officers == ("林某",)
    assert not two.recording


def test_kinds_of_acts_may_stand_in_a_column(office: Office) -> None:
    text = "活动种类,开始时间\n询问,2026-03-02 09:00\n送达,2026-03-03\n"
    office.run("log-act", "1", "--table", table(office, text))
    assert [page.data.kind for page in case_of(office).acts] == ["inquiry", "service"]


def test_records_share_what_is_the_same_in_all(office: Office) -> None:
    office.run("log-act", "1", "现场检查", "--table", table(office, ACTS))
    base = office.root.parent / "base.yaml"
    base.write_text("identification: {cert_shown: yes}\nconclusion: 没有问题。\n", encoding="utf-8")
    text = (
        "记录的执法活动,内容,已签名,表明身份.是否出示证件\n"
        'A01,"第一处，\n没有问题","林某、高某、赵某甲",\n'
        "A02,第二处,林某,no\n"
    )
    field = field_zh("Identification", "cert_shown")
    path = table(office, text.replace("是否出示证件", field), "笔录.csv")
    answer = office.json("add-record", "1", "现场检查笔录", "--table", path, "--from", base)
    assert answer["ids"] == ["R01", "R02"]
    one, two = (page.data for page in case_of(office).records)
    assert one.content == "第一处，\n没有问题"
    assert [(s.who, s.as_) for s in one.signatures] == [
        ("林某", "officer"), ("高某", "officer"), ("赵某甲", "party"),
    ]  # fmt: skip
    assert one.identification.officer_count == 2
    assert one.identification.cert_shown == "yes"
    assert (two.identification.cert_shown, two.act) == ("no", "A02")
    assert one.conclusion == two.conclusion == "没有问题。"


def field_zh(model: str, field: str) -> str:
    from lawrec.schema.field_names import field_name

    return field_name(field, "zh", model)


def test_records_bring_their_acts(office: Office) -> None:
    text = (
        "开始时间,结束时间,地点,面对的人,送达方式,结果,已签名\n"
        "2026-03-02 9:00,2026-03-02 09:10,一号院,赵某甲,直接送达,served,林某、高某、赵某甲\n"
        "2026-03-02 09:30,2026-03-02 09:40,二号院,赵某甲,direct,failed,林某、高某\n"
    )
    answer = office.json("add-record", "1", "送达回证", "--table", table(office, text))
    snapshot = case_of(office)
    assert answer["ids"] == ["R01", "R02"]
    assert len(answer["paths"]) == 4
    assert [page.data.act for page in snapshot.records] == ["A01", "A02"]
    assert [page.data.place for page in snapshot.acts] == ["一号院", "二号院"]
    assert [page.data.method for page in snapshot.records] == ["direct", "direct"]
    roles = [entry.as_ for entry in snapshot.records[0].data.signatures]
    assert roles == ["server", "server", "recipient"]


def test_every_fault_is_named_by_row_and_column(office: Office) -> None:
    text = (
        "开始时间,结束时间,执法人员\n"
        "九点,2026-03-02 09:20,林某\n"
        "2026-03-02 10:00,2026-03-02 10:20,林某\n"
        "2026-03-02 11:00,2026-03-02 10:20,林某\n"
        "2026-03-02 11:00,2026-02-30,无此人\n"
        ",2026-03-02 12:00,林某\n"
        "2026-03-02 12:00,,无此人\n"
    )
    said = refused(office, "log-act", "1", "询问", "--table", table(office, text))
    assert "Row 2, column 开始时间: start: 九点 is no time" in said
    assert "Row 4: The end of the act lies before its start" in said
    assert "Row 5, column 结束时间" in said
    assert "Row 6, column 开始时间: start is missing" in said
    assert "Row 7: 无此人 is neither in this case" in said
    assert "Row 3" not in said
    assert "表.csv:2" in said


BAD_TABLES = [
    ("姓名,年龄\n甲某,7\n", "Row 1, column 年龄: there is no such field here"),
    ("姓名,name\n甲某,乙某\n", "Row 1, column name: it means the same as 姓名"),
    ("姓名,姓名\n甲某,乙某\n", "Row 1, column 姓名: this heading is there twice"),
    ("姓名,,address\n甲某,,x\n", "Row 1: cell 2 has no heading"),
    ("姓名\n甲某,x\n", "Row 2: cell 2 has no heading"),
    ("证件号码\n000\n", "Row 2: the name is missing"),
    ("姓名\n甲某\n甲某\n", "Row 3: 甲某 is in the table twice"),
    ("姓名\n赵某甲\n", "Row 2: 赵某甲 is in this case already"),
    ("姓名,证件号码\n甲某,1.97E+17\n", "Row 2, column 证件号码: 1.97E+17 has been cut"),
    (
        "姓名,在本案中的身份\n甲某,路人\n",
        "Row 2, column 在本案中的身份: capacity: 路人 is not one of",
    ),
    ("姓名,代表谁\n甲某,无此单位\n", "Row 2: 无此单位 is neither"),
    ("姓名\n", "The table has no rows"),
    ("", "Row 1: the first row must name the fields"),
    ('姓名\n"甲某\n', "breaks off inside quotation marks"),
    ("姓名\n甲\0某\n", "The table is no text"),
]


@pytest.mark.parametrize(("text", "said"), BAD_TABLES, ids=[said for _text, said in BAD_TABLES])
def test_a_faulty_table_writes_nothing(office: Office, text: str, said: str) -> None:
    path = table(office, text)
    capacity = () if "身份" in text else ("--capacity", "witness")
    assert said in refused(office, "person", "add", "1", "--table", path, *capacity)


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16"])
def test_tables_as_chinese_excel_saves_them(office: Office, encoding: str) -> None:
    text = PERSONS.replace(",", "\t") if encoding == "utf-16" else PERSONS
    office.run("person", "add", "1", "--table", table(office, text.encode(encoding)))
    assert case_of(office).persons["乙某"].id_no == "000000197001010002"


def test_another_encoding_is_named(office: Office) -> None:
    said = refused(office, "person", "add", "1", "--table", table(office, b"\xff" + b"a,b\n"))
    assert "neither in UTF-8 nor in GBK" in said
    assert "CSV UTF-8" in said


def test_many_faults_are_counted_not_all_shown(office: Office) -> None:
    text = "开始时间\n" + "x\n" * 40
    said = refused(office, "log-act", "1", "询问", "--table", table(office, text))
    assert "and 28 more" in said
    assert said.count("Row ") == 12


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("[{who: 林某", "Row 2, column 签名盖章"),
        ("林某", "Row 2, column 签名盖章: a list is written in square brackets"),
        ("[{who: 林某, as: 无此职}]", "Row 2, column 签名盖章"),
    ],
)
def test_a_cell_with_entries_in_short_form(office: Office, cell: str, said: str) -> None:
    path = table(office, f'内容,签名盖章\n检查,"{cell}"\n')
    assert said in refused(office, "add-record", "1", "现场检查笔录", "--table", path)


def test_a_path_beyond_the_list_is_a_fault_of_its_cell(office: Office) -> None:
    path = table(office, "内容,signatures[3].who\n检查,林某\n")
    said = refused(office, "add-record", "1", "现场检查笔录", "--table", path)
    assert "Row 2, column signatures[3].who" in said


def test_the_body_of_a_state_secret_is_refused_in_a_table_too(office: Office) -> None:
    path = table(office, "内容,密级\n公开的,\n不该写的,state\n")
    said = refused(office, "add-record", "1", "现场检查笔录", "--table", path)
    assert "Row 3: The body of a state secret is not kept here" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("person", "add", "1", "甲某", "--table", "@"), "stand in the table"),
        (("person", "add", "1"), "give many with --table"),
        (
            ("add-record", "1", "送达回证", "--table", "@", "--start", "2026-03-02 09:00"),
            "a column",
        ),
        (("log-act", "1", "询问", "--table", "无此文件.csv"), "There is no file"),
    ],
)
def test_what_does_not_go_together(office: Office, arguments: tuple[str, ...], said: str) -> None:
    path = str(table(office, PERSONS))
    assert said in refused(office, *(path if a == "@" else a for a in arguments), code=2)


def test_a_draft_table_stays_open(office: Office) -> None:
    path = table(office, "内容\n一\n二\n")
    office.run("add-record", "1", "权利告知书", "--table", path, "--draft")
    assert [page.data.draft for page in case_of(office).records] == ["yes", "yes"]


def test_the_first_officer_is_found_by_his_table_in_chinese(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWREC_LANG", "zh")
    path = table(office, "姓名,年龄\n甲某,7\n")
    said: Answer = office.run("person", "add", "1", "--table", path, code=3)
    assert "证件号码" in said.err
    assert "姓名" in said.err


def test_originals_are_seen_by_the_range(office: Office) -> None:
    text = "内容\n" + "".join(f"{n}\n" for n in range(4))
    office.run("add-record", "1", "权利告知书", "--table", table(office, text))
    office.run("seen", "1", "R01,R03-R04", "--kept-at", "柜1", "--as", "罗某")
    assert set(case_of(office).originals) == {"R01", "R03", "R04"}
    said = office.run("seen", "1", "R03-R05", "--kept-at", "柜1", "--as", "罗某", code=1)
    assert "R05" in said.err
