"""lawrec request and borrow: who read a file, and where the paper file is."""

from __future__ import annotations

from tests.commands.conftest import Office

ASK = ("request", "add", "1", "--requester", "赵某甲", "--scope", "全部笔录", "--as", "林某")


def paper(office: Office, kind: str, *more: str) -> str:
    return str(office.json("add-record", "1", kind, *more, "--as", "林某")["id"])


def test_a_request_and_its_reply(office: Office) -> None:
    report = paper(office, "investigation_report", "--set", "opinion=拟处罚")
    asked = office.json(*ASK, "--relation", "party", "--received-at", "2026-05-06")
    assert asked["content"]["received_at"] == "2026-05-06"
    assert "none yet" in office.run("request", "list", "1").out
    reply = ["request", "reply", "1", asked["id"], "--decision", "granted"]
    office.run(*reply, "--as", "林某", code=2)
    answer = office.json(*reply, "--given", report, "--as", "林某")
    assert answer["content"]["about"] == [asked["id"]]
    assert answer["content"]["given"] == [report]
    listed = office.json("request", "list", "1")["requests"]
    assert [(r["id"], r["replies"][0]["decision"]) for r in listed] == [(asked["id"], "granted")]
    assert answer["id"] in office.run("request", "list", "1").out


def test_a_refusal_says_why_and_gives_nothing(office: Office) -> None:
    asked = office.json(*ASK)["id"]
    reply = ["request", "reply", "1", asked, "--as", "林某", "--decision"]
    office.run(*reply, "refused", code=2)
    office.run(*reply, "refused", "--reason", "无", code=2)
    office.run(*reply, "refused", "--reason", "不是当事人", "--given", asked, code=2)
    office.run(*reply, "part", "--given", asked, code=2)
    office.run(*reply, "refused", "--reason", "不是当事人")
    office.run(*reply, "perhaps", "--given", asked, "--reason", "待查", code=3)


def test_what_is_asked_and_given_is_there(office: Office) -> None:
    report = paper(office, "investigation_report", "--set", "opinion=拟处罚")
    assert "Nobody" in office.run("request", "list", "1").out
    office.run("request", "add", "1", "--requester", "略", "--scope", "笔录", code=2)
    reply = ["request", "reply", "1", report, "--decision", "granted", "--given", report]
    office.run(*reply, "--as", "林某", code=1)
    asked = office.json(*ASK)["id"]
    reply[3] = asked
    reply[-1] = "M09"
    office.run(*reply, "--as", "林某", code=1)


def test_secret_files_given_whole_are_named(office: Office) -> None:
    report = paper(office, "investigation_report", "--set", "opinion=拟处罚")
    paper(office, "secrecy_marking", "--set", "type=trade", "--set", f"about=[{report}]")
    asked = office.json(*ASK)["id"]
    reply = ["request", "reply", "1", asked, "--decision", "granted", "--as", "林某"]
    assert report in office.run(*reply, "--given", report).err
    assert "secret" not in office.run(*reply, "--redacted", report).err


def test_a_file_that_is_out_leaves_its_record_open(office: Office) -> None:
    lend = ["borrow", "out", "1", "--borrower", "罗某", "--as", "韩某"]
    office.run(*lend, "--approved-by", "陌某", code=2)
    out = office.json(*lend, "--approved-by", "谢某", "--due-on", "2026-07-01")
    assert out["content"]["draft"] == "yes"
    back = office.json("borrow", "back", "1", "--at", "2026-06-30 10:00", "--as", "韩某")
    assert back["id"] == out["id"]
    assert back["content"]["returned_at"] == "2026-06-30T10:00:00+08:00"
    assert "draft" not in back["content"]
    office.run("borrow", "back", "1", "--as", "韩某", code=1)


def test_which_file_is_back_is_said(office: Office) -> None:
    for _time in range(2):
        office.run("borrow", "out", "1", "--borrower", "罗某", "--as", "韩某")
    answer = office.run("borrow", "back", "1", "--as", "韩某", code=1)
    assert "R01, R02" in answer.err
    office.run("borrow", "back", "1", "R02", "--as", "韩某")
    report = paper(office, "investigation_report", "--draft")
    office.run("borrow", "back", "1", report, "--as", "韩某", code=1)
    office.run("borrow", "out", "1", "--borrower", "无", "--as", "韩某", code=2)


def freeze(office: Office) -> None:
    """Archive the case, as far as these commands look."""
    text = "at: 2026-10-01T09:00:00+08:00\nby: 韩某\noutcome: complete\nrulebook: x\n"
    text += f"package: x\nmanifest_sha256: '{'0' * 64}'\n"
    (office.case / "archived.yaml").write_text(text, encoding="utf-8")


def test_after_archiving_the_bureau_keeps_requests(office: Office) -> None:
    report = paper(office, "investigation_report", "--set", "opinion=拟处罚")
    before = office.json(*ASK)["id"]
    freeze(office)
    asked = office.json(*ASK)
    assert (asked["id"], asked["path"]) == ("U0001", "unit/U0001-access_request.yaml")
    assert asked["content"]["case"].startswith("立〔")
    for request in (before, asked["id"]):
        answer = ["request", "reply", "1", request, "--decision", "granted", "--given", report]
        office.run(*answer, "--as", "林某")
    office.run("request", "reply", "1", "U0002", "--decision", "granted", "--given", report, code=1)
    listed = office.json("request", "list", "1")["requests"]
    assert [(r["id"], [a["id"] for a in r["replies"]]) for r in listed] == [
        (before, ["U0002"]),
        ("U0001", ["U0003"]),
    ]
    assert "U0003" in office.run("unit", "list").out


def test_after_archiving_the_paper_file_is_still_lent(office: Office) -> None:
    freeze(office)
    lend = ["borrow", "out", "1", "--borrower", "罗某", "--as", "韩某"]
    assert "the bureau keeps this paper" in office.run(*lend).out
    office.run(*lend)
    office.run("borrow", "back", "1", "U0001", "--as", "韩某")
    back = office.json("borrow", "back", "1", "--at", "2026-11-01", "--as", "韩某")
    assert (back["id"], back["content"]["returned_at"]) == ("U0002", "2026-11-01")
    assert "draft" not in back["content"]
    office.run("borrow", "back", "1", "U0002", "--as", "韩某", code=1)
