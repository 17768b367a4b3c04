"""lawrec officer: who leaves hands over what is open."""

from __future__ import annotations

from typing import Any

from tests.commands.conftest import YEAR, Office

CASE = f"{YEAR}/0001"


def leave(office: Office, name: str = "林某", *more: str, code: int = 0) -> Any:
    command = ["officer", "leave", name, "--on", "2026-06-30", "--as", "罗某", *more]
    return office.json(*command) if code == 0 else office.run(*command, code=code)


def roster(office: Office) -> dict[str, Any]:
    return {entry["id"]: entry for entry in office.json("officer", "list")["officers"]}


def test_posts_are_closed_and_open_duties_listed(office: Office) -> None:
    (office.root / "a.mp3").write_bytes(b"ID3" + b"x" * 50)
    (office.root / "b.mp3").write_bytes(b"ID3" + b"y" * 50)
    office.run("import-media", "a.mp3", "b.mp3", "--as", "林某", "--inbox")
    office.run("assign-media", "1", "inbox/M01", "--as", "林某")
    office.run("add-record", "1", "investigation_report", "--draft", "--as", "林某")
    office.run("borrow", "out", "1", "--borrower", "林某", "--as", "韩某")
    office.run("borrow", "out", "1", "--borrower", "高某", "--as", "林某")
    office.run("lead", "add", "--channel", "phone", "--content", "占地", "--as", "林某")
    left = leave(office, "林某", "--to", "罗某")
    assert roster(office)["林某"]["posts"][0]["to"] == "2026-06-30"
    found = {duty["kind"]: duty for duty in left["open"]}
    assert [duty["kind"] for duty in left["open"]] == [
        *("case", "draft", "borrowed", "inbox", "lead"),
    ]
    assert found["case"]["command"] == (
        f"lawrec amend {CASE} case --set 'officers[0]=罗某' --reason ..."
    )
    assert [found[k]["items"] for k in ("draft", "borrowed", "inbox")] == [
        *(["R02"], ["R03"], ["M02"]),
    ]
    assert found["lead"]["where"] == f"L{YEAR}-0001"
    # The proposed command is one that works.
    change = ["amend", "1", "case", "--set", "officers[0]=罗某", "--reason", "离岗", "--as", "罗某"]
    office.run(*change)
    office.run(
        "officer", "add", "林某", "--unit", "执法科", "--post", "岗位", "--since", "2026-07-01"
    )
    again = ["officer", "leave", "林某", "--on", "2026-12-31", "--as", "罗某"]
    assert "case" not in {duty["kind"] for duty in office.json(*again)["open"]}


def test_footage_that_was_handed_over_is_not_listed(office: Office) -> None:
    (office.root / "a.mp3").write_bytes(b"ID3" + b"x" * 50)
    office.run("import-media", "1", "a.mp3", "--as", "林某")
    kinds = [duty["kind"] for duty in leave(office)["open"]]
    assert kinds == ["case"]


def test_a_successor_who_handles_the_case_needs_no_command(office: Office) -> None:
    assert leave(office, "林某", "--to", "高某")["open"][0]["command"] is None


def test_a_unit_is_left_without_custodian(office: Office) -> None:
    shown = office.run("officer", "leave", "韩某", "--on", "2026-06-30", "--as", "罗某").out
    assert "执法科: nobody keeps files" in shown
    assert "韩某 left 执法科 岗位 on 2026-06-30" in shown


def test_another_custodian_stays(office: Office) -> None:
    add = ["officer", "add", "庞某", "--unit", "执法科", "--post", "岗位", "--duty", "custodian"]
    office.run(*add, "--since", "2026-01-01")
    shown = office.run("officer", "leave", "韩某", "--on", "2026-06-30", "--as", "罗某").out
    assert "Nothing is open" in shown


def test_what_cannot_be(office: Office) -> None:
    leave(office, "陌某", code=2)
    leave(office, "林某", "--to", "陌某", code=2)
    leave(office, "林某", "--to", "林某", code=2)
    early = ["officer", "leave", "林某", "--on", "2020-12-31", "--as", "罗某"]
    office.run(*early, code=1)
    leave(office)
    leave(office, code=1)
    assert "罗某" in office.run("officer", "list").out


def test_a_case_that_cannot_be_read_is_named(office: Office) -> None:
    (office.case / "case.yaml").write_text("[", encoding="utf-8")
    assert leave(office)["open"][0] == {
        "kind": "unreadable",
        "where": CASE,
        "items": [],
        "command": None,
    }
