"""lawrec device: checks reach the acts of their day; faults and repairs are never written over."""

from __future__ import annotations

from tests.commands.conftest import Office

ACT = ("log-act", "1", "onsite_inspection", "--device", "DSJ-01=林某", "--as", "林某", "--start")


def device(office: Office) -> dict[str, object]:
    return dict(office.json("device", "list")["devices"][0]["content"])


def check(office: Office, at: str, *more: str, code: int = 0) -> None:
    office.run("device", "check", "DSJ-01", "--at", at, "--as", "林某", *more, code=code)


def test_an_act_takes_over_the_last_check_before_it(office: Office) -> None:
    check(office, "2026-03-11 07:00", "--battery", "50")
    check(office, "2026-03-11 08:00", "--battery", "90", "--free-gb", "40", "--clock-offset", "0")
    check(office, "2026-03-11 10:00", "--battery", "20")
    entry = office.json(*ACT, "2026-03-11 09:30")["content"]["recording"][0]
    assert entry == {
        "device": "DSJ-01",
        "by": "林某",
        "checked_at": "2026-03-11T08:00:00+08:00",
        "battery_percent": "90",
        "free_gb": "40",
        "clock_offset_s": "0",
    }
    exactly = office.json(*ACT, "2026-03-11 10:00")["content"]["recording"][0]
    assert exactly["battery_percent"] == "20"


def test_a_check_of_the_evening_before_is_taken_over(office: Office) -> None:
    check(office, "2026-02-28 23:50", "--battery", "80")
    entry = office.json(*ACT, "2026-03-01 00:10")["content"]["recording"][0]
    assert (entry["checked_at"], entry["battery_percent"]) == ("2026-02-28T23:50:00+08:00", "80")


def test_no_check_of_that_day_leaves_the_act_as_it_is(office: Office) -> None:
    check(office, "2026-03-10 21:29", "--battery", "90")
    check(office, "2026-03-11 10:00", "--battery", "90")
    plain = {"device": "DSJ-01", "by": "林某"}
    assert office.json(*ACT, "2026-03-11 09:30")["content"]["recording"] == [plain]
    # An act of which only the day is known cannot be told to lie after its check.
    assert office.json(*ACT, "2026-03-11")["content"]["recording"] == [plain]
    own = ["--set", "recording=[{device: DSJ-01, battery_percent: '7'}]"]
    act = ["log-act", "1", "onsite_inspection", "--as", "林某", "--start", "2026-03-11 11:00"]
    assert office.json(*act, *own)["content"]["recording"][0]["battery_percent"] == "7"


def test_a_check_says_something_that_can_be(office: Office) -> None:
    at = "2026-03-11 08:00"
    check(office, at, code=2)
    check(office, at, "--battery", "101", code=2)
    check(office, at, "--battery", "-1", code=2)
    check(office, at, "--free-gb", "-1", code=2)
    check(office, "2026-03-11", "--battery", "5", code=2)
    office.run("device", "check", "DSJ-09", "--battery", "5", "--as", "林某", code=1)
    office.run("device", "check", "DSJ-01", "--battery", "5", "--by", "陌某", code=2)
    check(office, at, "--battery", "100")
    check(office, at, "--battery", "0", "--free-gb", "0")


def test_a_fault_is_completed_and_repaired(office: Office) -> None:
    fault = ["device", "fault", "DSJ-01", "--as", "林某"]
    office.run(*fault, "--more", "--reported-to", "罗某", code=1)
    answer = office.run(*fault, "--at", "2026-03-11 10:00", "--what", "不开机")
    assert "--reported-to" in answer.out
    assert "out of use" in answer.err
    office.run(*fault, "--at", "2026-03-11 12:00", code=1)
    office.run(*fault, "--more", "--reported-to", "罗某", "--reported-at", "2026-03-11 10:30")
    office.run(*fault, "--more", "--reported-to", "高某", code=1)
    assert "out of use since" in office.run("device", "list").out
    look = ["device", "check", "DSJ-01", "--battery", "90", "--as", "林某"]
    assert "out of use" in office.run(*look).err
    repair = ["device", "repair", "DSJ-01", "--by", "示例维修部", "--as", "罗某"]
    office.run(*repair, code=2)
    office.run(*repair, "--authorised-by", "谢某", "--unauthorised", code=2)
    office.run(*repair, "--authorised-by", "陌某", code=2)
    office.run(*repair, "--authorised-by", "谢某", "--back-at", "2026-03-11 09:00", code=1)
    office.run(*repair, "--authorised-by", "谢某", "--back-at", "2026-03-12 09:00")
    assert device(office)["faults"] == [
        {
            "fault_at": "2026-03-11T10:00:00+08:00",
            "what": "不开机",
            "reported_at": "2026-03-11T10:30:00+08:00",
            "reported_to": "罗某",
            "repaired_by": "示例维修部",
            "authorised_by": "谢某",
            "back_in_use_at": "2026-03-12T09:00:00+08:00",
        }
    ]
    assert "in use" in office.run("device", "list").out
    assert "out of use" not in office.run(*look).err
    office.run(*repair, "--unauthorised", code=1)
    office.run(*fault, "--at", "2026-04-01 10:00")
    office.run(*repair, "--unauthorised")
    assert "authorised_by" not in str(device(office)["faults"][1])  # type: ignore[index]


def test_upkeep_is_added_up(office: Office) -> None:
    care = ["device", "maintain", "DSJ-01", "--as", "林某", "--what"]
    office.run(*care, "清洁", "--on", "2026-03-01")
    office.run(*care, "换电池", "--on", "2026-04-01", "--by", "高某")
    office.run(*care, "无", code=2)
    entries = device(office)["maintenance"]
    assert [(e["by"], e["what"]) for e in entries] == [("林某", "清洁"), ("高某", "换电池")]  # type: ignore[attr-defined]
    assert "2026-04-01" in office.run("device", "list").out
    # The extract of a case has what concerns its device.
    office.run(*ACT, "2026-04-02 09:30")
    assert "换电池" in (office.case / "bureau.yaml").read_text(encoding="utf-8")
