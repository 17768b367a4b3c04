"""Bad input gets one clear sentence, the right exit code, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.conftest import Office


def state(office: Office) -> str:
    """What git says of the case: clean, and at which commit."""
    git = ["git", "-C", str(office.case)]
    status = subprocess.run(
        [*git, "status", "--porcelain"], capture_output=True, text=True, check=True
    )
    head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    assert status.stdout == ""
    return head.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["audit", "."], 3, "is not a case folder"),
        (["audit", "no/such"], 3, "There is no case no/such"),
        (["audit", "2026/77"], 3, "There is no case"),
        (["log-act", "1", "inquiry", "--start", "2026-03-11 10:00", "--end", "2026-03-11 09:00"],
         1, "before its start"),
        (["log-act", "1", "inquiry", "--start", "20260311"], 3, "is no time"),
        (["log-act", "1", "inquiry", "--start", "2026-W11"], 3, "is no time"),
        (["log-act", "1", "inquiry", "--start", "2026-02-30"], 3, "no possible date"),
        (["log-act", "1", "dancing", "--start", "2026-03-11"], 2, "no kind of act"),
        (["log-act", "1", "询问", "--start", "2026-03-11", "--officer", "路人"], 1, "neither in"),
        (["add-record", "1", "询问录"], 2, "There is no kind of record"),
        (["add-record", "1", "询问笔录", "--set", "colour=red"], 3, "there is no such field"),
        (["add-record", "1", "询问笔录", "--set", "nothing"], 2, "sets nothing"),
        (["add-record", "1", "询问笔录", "--act", "A99"], 1, "There is no act A99"),
        (["add-record", "1", "询问笔录", "--from", "missing.yaml"], 2, "There is no file"),
        (["declare", "1", "rain=no"], 2, "There is no question"),
        (["declare", "1", "incidents=no"], 2, "say why with --basis"),
        (["declare", "1", "overdue=perhaps"], 3, "is not one of"),
        (["attest", "1", "99x", "--basis", "b"], 2, "There is no clause"),
        (["attest", "1", "--basis", " "], 2, "Say what was examined"),
        (["seen", "1", "R77", "--kept-at", "box", "--as", "林某"], 1, "There is no record"),
        (["seen", "1", "R01"], 2, "kept-at"),
        (["declare", "1", "overdue=no"], 2, "Who are you?"),
        (["amend", "1", "R77", "--reason", "x"], 1, "There is no R77"),
        (["new-case", "--title", "t", "--kind", "penalty", "--officer", "路人"], 2, "staff roster"),
        (["new-case", "--title", "t", "--kind", "poetry", "--officer", "林某"], 3, "is not one of"),
        (["nonsense"], 2, "nonsense"),
    ],
)  # fmt: skip
def test_one_sentence_and_nothing_written(
    office: Office, arguments: list[str], code: int, words: str
) -> None:
    before = state(office)
    answer = office.run(*arguments, code=code)
    assert words in answer.err.replace("\n", " "), answer
    assert "Traceback" not in answer.err
    assert state(office) == before


YAMLS = {
    "bom_crlf": ("\ufeffcontent: 记录内容\r\nmade_by: 林某\r\n".encode(), 0, ""),
    "duplicate": (b"content: a\ncontent: b\n", 3, "2"),
    "gbk": ("content: 记录\n".encode("gb18030"), 3, "GBK"),
    "fullwidth": ("content： 记录\n".encode(), 3, ":"),
    "bad_time": (b"made_at: 20260311\n", 3, "is no time"),
    "week_date": (b"made_at: 2026-W11-3\n", 3, "is no time"),
    "anchor": (b"content: &a x\nmade_by: *a\n", 3, "1"),
    "unknown_field": (b"content: x\nsignature: []\n", 3, "signature"),
    "wrong_role": ("signatures:\n  - {who: 林某, as: boss}\n".encode(), 3, "boss"),
    "empty": (b"", 3, "empty"),
}


@pytest.mark.parametrize("name", YAMLS)
def test_a_yaml_text_is_read_or_refused_with_its_line(
    office: Office, name: str, tmp_path: Path
) -> None:
    content, code, words = YAMLS[name]
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(content)
    before = state(office)
    answer = office.run("add-record", "1", "investigation_report", "--from", path, code=code)
    if code == 0:
        return
    assert words in answer.err
    assert f"{name}.yaml" in answer.err
    assert state(office) == before


def test_a_locked_case_names_its_holder(office: Office) -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from lawrec.store.locks import hold\n"
        "with hold(Path(sys.argv[1]) / '.git/lawrec-lock', '高某', 'import footage'):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(office.case)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        start = time.monotonic()
        answer = office.run("declare", "1", "overdue=no", "--as", "林某", code=3)
        assert time.monotonic() - start < 30
    finally:
        other.kill()
        other.communicate()
    assert "高某" in answer.err
    office.run("declare", "1", "overdue=no", "--as", "虚构-1")


def test_without_git_one_sentence(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {**os.environ, "PATH": "/nonexistent", "LAWREC_LANG": "zh"}
    answer = subprocess.run(
        [sys.executable, "-m", "lawrec", "declare", "1", "overdue=no", "--as", "林某"],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=office.root,
    )
    assert answer.returncode == 3, answer
    assert "git" in answer.stderr
    assert "Traceback" not in answer.stderr
    office.run("audit", "1", code=1)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder(office: Office) -> None:
    (office.case / "acts").chmod(0o555)
    office.run("log-act", "1", "inquiry", "--start", "2026-03-11", code=3)
    (office.case / "acts").chmod(0o755)


def test_a_page_changed_by_hand_is_not_overwritten(office: Office) -> None:
    path = office.case / "persons.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "钱某: {capacity: witness}\n", encoding="utf-8"
    )
    office.run("person", "add", "1", "孙某", "--capacity", "witness", code=1)
    assert "钱某" in path.read_text(encoding="utf-8")


def test_a_foreign_git_configuration_is_refused(office: Office) -> None:
    config = office.case / ".git" / "config"
    config.write_text(config.read_text() + "[core]\n\tfsmonitor = touch pwned\n")
    office.run("declare", "1", "overdue=no", "--as", "林某", code=1)
    assert not list(office.root.rglob("pwned"))
    office.run("audit", "1", code=1)
    assert not list(office.root.rglob("pwned"))
