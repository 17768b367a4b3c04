"""A newcomer's first case, as a script: twelve commands from opening to the archive."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lawrec.schema.moments import BEIJING
from tests.tools.recording import answer

MOST = 12
OPEN = "OPEN"
# Footage has to be handed over within 24 hours, at whatever hour this test runs.
BEGAN = datetime.now(BEIJING).replace(second=0, microsecond=0) - timedelta(hours=5)


def at(minutes: float) -> str:
    """So many minutes after the first inspection began, to the second if it is not a whole one."""
    form = "%Y-%m-%d %H:%M" if minutes == int(minutes) else "%Y-%m-%d %H:%M:%S"
    return f"{BEGAN + timedelta(minutes=minutes):{form}}"


OFFICERS = (
    ("岳某", "--cert", "虚构-0201", "--post", "执法员", "--duty", "enforcement"),
    ("计某", "--cert", "虚构-0202", "--post", "执法员", "--duty", "enforcement"),
    ("阙某", "--post", "大队长", "--duty", "section_head"),
    ("沃某", "--post", "副局长", "--duty", "organ_head"),
    ("逄某", "--post", "科长", "--duty", "legal_review"),
    ("逯某", "--post", "档案员", "--duty", "custodian"),
)
TABLE = f"""开始时间,结束时间,地点,面对的人,制作人,检查对象,内容,已签名
{at(0)},{at(20)},假想一村001号,晏某甲,岳某,001号棚,种黄瓜，没有改作他用。,岳某、计某、晏某甲
{at(30)},{at(50)},假想一村002号,晏某乙,岳某,002号大棚,种葡萄，没有改作他用。,岳某、计某
{at(60)},{at(80)},假想一村003号,晏某丙,岳某,003号大棚,种茄子，没有改作他用。,岳某、晏某丙
"""
MEDIA = f"""file,kind,start,seconds,model,stored_at
card/DSJ01_A.MP4,video,{at(-0.5)},1260,EX-B1,{at(150)}
card/DSJ01_B.MP4,video,{at(29.5)},1260,EX-B1,{at(150.25)}
card/PHONE_C.MP4,video,{at(59.5)},1260,EX-P1,{at(150.5)}
"""
DECLARED = (
    *("major_decision=no", "hearing_right=no", "dispute_prone=no", "important=no"),
    *("state_secret=no", "trade_secret=no", "privacy=no", "hearing_requested=no"),
    *("statement_made=no", "incidents=no", "overdue=no", "no_private_copies=yes"),
    "demand_statement_made=no",
)


def said(*words: str) -> str:
    """What a command answers; it must have done all that it was asked for."""
    ran = answer(list(words))
    assert ran.code == 0, (words, ran.output)
    return ran.output


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bureau with its people, a recorder, and a card that has been filmed on."""
    monkeypatch.setenv("LAWREC_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LAWREC_AS", raising=False)
    repository, films = tmp_path / "案件库", tmp_path / "media.csv"
    films.write_text(MEDIA, encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    said("init", str(repository), "--name", "虚拟县自然资源局", "--unit", "执法大队=institution",
         "--store", "vault=专用存储", "--effective-from", "2021-03-01")  # fmt: skip
    os.chdir(repository)
    for name, *more in OFFICERS:
        said("officer", "add", name, "--unit", "执法大队", "--since", "2024-03-11", *more)
    said("device", "add", "DSJ-01", "--type", "body_camera", "--model", "EX-B1",
         "--unit", "执法大队", "--clock", "local")  # fmt: skip
    said("demo", "--media", str(tmp_path / "films"), "--list", str(films))
    said("me", "岳某")
    return tmp_path


def test_a_first_case_takes_twelve_commands(office: Path) -> None:
    script = commands(office)
    assert len(script) <= MOST
    for words in script:
        if words[0] == "amend":
            assert words[2] in unsigned()
        said(*(open_rows() if word == OPEN else word for word in words))
        if words[0] == "amend":
            assert words[2] not in unsigned()
    assert "Complete" in answer(["audit", "1"]).output


def commands(office: Path) -> list[tuple[str, ...]]:
    """Three acts with their papers and their clips; two signatures are missing at first."""
    card = next((office / "films").rglob("PHONE_C.MP4")).parent
    before = [at(-3 * 1440), at(-3 * 1440 + 330), at(-2 * 1440)]
    after = [at(200), at(210), at(220)]
    return [
        ("new-case", "--title", "三处设施农业用地检查", "--kind", "inspection", "--procedure",
         "plan_inspection", "--officer", "岳某,计某", "--unit", "执法大队",
         "--party", "晏某甲,晏某乙,晏某丙", "--initiated-by", "ex_officio"),
        ("add-record", "1", "检查任务书", "--set", "cause=列入年度检查计划",
         "--set", "objects=三处大棚", *approved(before, "检查")),
        ("add-record", "1", "现场检查笔录", "--table", str(office / "table.csv"),
         "--set", "identification.cert_shown=yes", "--set", "conclusion=没有发现问题", "--set",
         "rights_told=[{rights: [statement, defence, recusal], how: oral, content: 当场告知}]"),
        ("import-media", "1", str(card), "--officer", "计某"),
        ("amend", "1", "R03", *signed_later("晏某乙", "party")),
        ("amend", "1", "R04", *signed_later("计某", "officer")),
        ("add-record", "1", "结案审批表", "--set", "end_event=result_known",
         "--set", f"ended_on={at(190)[:10]}", "--set", "facts=三处都没有问题",
         "--set", "evidence=[R02,R03,R04]", *approved(after, "结案")),
        ("declare", "1", *DECLARED, "--by", "岳某", "--basis", "承办人逐项核对"),
        ("seen", "1", "R01-R08", "--kept-at", "1号柜", "--by", "阙某"),
        ("attest", "1", OPEN, "--by", "逄某", "--basis", "看过全部笔录和录像，问过承办人"),
        ("archive", "1", "--custodian", "逯某", "--retention", "10年", "--kept-at", "1号柜",
         "--seen-by", "阙某"),
    ]  # fmt: skip


def signed_later(who: str, role: str) -> list[str]:
    """The options that add a signature given the same day."""
    signature = f"{{who: {who}, as: {role}, at: {at(180)}}}"
    return ["--reason", f"{who}漏签，当天补签", "--by", "岳某", "--approved-by", "阙某",
            "--set", f"signatures[2]={signature}"]  # fmt: skip


def unsigned() -> list[str]:
    """The papers on which a signature is missing."""
    told = json.loads(answer(["audit", "1", "--json"]).output)
    missing = [f for f in told["findings"] if f["code"] == "signature_missing"]
    return [str(finding["params"]["record"]) for finding in missing]


def approved(steps: list[str], what: str) -> list[str]:
    """The three steps of an approval form, as options."""
    people = (("handler", "岳某", "建议", ", reason: 在计划内"), ("section", "阙某", "同意", ""),
              ("approver", "沃某", "同意", ", decision: approved"))  # fmt: skip
    found: list[str] = []
    for number, ((role, who, says, more), when) in enumerate(zip(people, steps, strict=True)):
        text = f"{{role: {role}, who: {who}, at: {when}, opinion: {says}{what}{more}}}"
        found += ["--set", f"steps[{number}]={text}"]
    return found


def open_rows() -> str:
    """The rows that the archive gate leaves to a named person."""
    told = json.loads(answer(["audit", "1", "--at", "archive", "--json"]).output)
    return ",".join(row["id"] for row in told["clauses"] if row["verdict"] == "undeterminable")
