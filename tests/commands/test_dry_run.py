"""--dry-run: on every command that writes, says what is then really written, and writes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from lawrec.cli import run
from lawrec.commands.app import _command
from lawrec.commands.trial import READING

LAND, OTHER = "示自然资立〔2026〕5号", "试立〔2026〕1号"

_DONE = ("--by", "樊某", "--basis", "查阅全卷")
_REASON = ("--reason", "录入有误", "--by", "苗某")
_RECTIFY = (
    "--cause",
    "遗忘",
    "--measure",
    "学习",
    "--responsible",
    "柏某",
    "--approved-by",
    "骆某",
)
_KEPT = ("--kept-at", "1号柜")
_ARCHIVE = ("--custodian", "裴某", "--retention", "30年", *_KEPT, "--seen-by", "舒某")

# One line for each command that writes: what is typed after its name.
WRITING: dict[str, tuple[str, ...]] = {
    "init": ("{tmp}/new-bureau", "--name", "某局", "--unit", "执法科", "--store", "vault"),
    "new-case": (
        "--title",
        "某案",
        "--kind",
        "penalty",
        "--officer",
        "苗某,柏某",
        "--party",
        "申某",
    ),
    "log-act": (OTHER, "现场检查", "--start", "2026-08-03 09:00", "--place", "某处"),
    "add-record": (
        *(OTHER, "现场检查笔录", "--start", "2026-08-03 09:00", "--end", "2026-08-03 10:00"),
        *("--place", "某处", "--signed", "苗某,柏某", "--set", "objects=棚房"),
    ),
    "attach": (OTHER, "{tmp}/scan.pdf", "--scan-of", "R01", "--seen-by", "舒某", *_KEPT),
    "seen": (OTHER, "R01", *_KEPT, "--by", "舒某"),
    "import-media": (OTHER, "{tmp}/card", "--officer", "柏某"),
    "assign-media": (OTHER, "inbox/M01"),
    "receipt": (LAND, "--html", "{tmp}/receipt.html"),
    "preserve": (LAND, "M01", "--store", "disc", "--carrier", "光盘", "--retention", "长期"),
    "declare": (OTHER, "incidents=no", "--by", "苗某", "--basis", "没有发生"),
    "attest": (OTHER, "5.1a", *_DONE),
    "close-case": (OTHER, "--event", "withdrawn", "--ended-on", "2026-08-20"),
    "archive": (LAND, *_ARCHIVE),
    "verify": (LAND, "--note"),
    "demo": ("--into", "{tmp}/demo"),
    "amend": (LAND, "R01", *_REASON, "--set", "title=立案审批表（更正）"),
    "finalise": (OTHER, "R02", "--set", "content=已经写明"),
    "rectify": (OTHER, "--clause", "25.2b", *_RECTIFY),
    "override": (*(OTHER, "21.4a", "--basis", "某法第一条", "--text", "另有规定", "--by", "樊某"),),
    "me": ("柏某",),
    "lead add": ("--channel", "patrol", "--content", "巡查发现有人占地"),
    "lead assess": (
        *("L{year}-0001", "--result", "needs_action", "--how", "现场看过"),
        *("--reason", "属实"),
    ),
    "lead verify": ("L{year}-0001", "--found", "确有棚房", "--by", "柏某"),
    "lead dispose": ("L{year}-0001", "--decision", "closed"),
    "lead tell": ("L{year}-0001", "--how", "电话", "--content", "已经受理"),
    "lead link": ("L{year}-0001", OTHER),
    "lead correct": ("L{year}-0001", "--reason", "写错", "--set", "content=巡查发现占地"),
    "render": (OTHER, "R01", "--out", "{tmp}/R01.docx"),
    "sheet": (OTHER, "--out", "{tmp}/case.xlsx"),
    "request add": (OTHER, "--requester", "申某", "--scope", "全卷"),
    "request reply": (OTHER, "R03", "--decision", "granted", "--given", "R01"),
    "borrow out": (OTHER, "--borrower", "樊某", "--purpose", "审核"),
    "borrow back": (OTHER, "R04"),
    "person add": (OTHER, "路某", "--capacity", "witness"),
    "officer add": ("新某", "--unit", "执法大队", "--post", "执法员", "--since", "2026-01-01"),
    "officer leave": ("柏某", "--on", "2026-11-01"),
    "device add": ("DSJ-09", "--type", "body_camera", "--serial", "EX-9", "--unit", "执法大队"),
    "device check": ("DSJ-01", "--battery", "80"),
    "device fault": ("DSJ-01", "--what", "屏幕碎裂"),
    "device repair": ("CAM-01", "--by", "维修点", "--authorised-by", "舒某"),
    "device maintain": ("DSJ-01", "--what", "校时"),
    "store add": ("nas", "--type", "unit_dedicated", "--url", "{tmp}/nas"),
    "store check": (),
    "store copy": (LAND, "M01", "--to", "second"),
    "store fetch": (LAND, "M01"),
    "store verify": ("second",),
    "store repair": ("second",),
    "store policy": ("--copies", "2"),
    "backup": ("{tmp}/backups",),
    "restore": ("{tmp}/saved", "{tmp}/restored"),
    "install-shortcuts": ("--desktop", "{tmp}/desktop"),
    "undo": (OTHER, "R02", "--reason", "录错"),
    "unit add": ("培训记录", "--set", "made_at=2026-03-01", "--set", "content=学习制度"),
    "unit access": (
        *("--who", "樊某", "--case", OTHER, "--items", "R01", "--purpose", "审核"),
        *("--authority", "职责"),
    ),
}
# These say nothing of a change: there is none, or it is not told page by page.
QUIET = {
    "demo",
    "backup",
    "restore",
    "import-media",
    "store add",
    "store check",
    "store copy",
    "store fetch",
}
QUIET |= {"store verify", "store repair", "store policy"}


def leaves(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """All commands with their whole names."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, (*above, name))
        else:
            yield " ".join((*above, name)), command


def tree(*roots: Path) -> dict[str, str]:
    """Every file and folder below, with its digest: also in .git, log and stores."""
    found = {}
    for root in roots:
        for path in sorted(root.rglob("*")):
            plain = path.is_file() and not path.is_symlink()
            said = hashlib.sha256(path.read_bytes()).hexdigest() if plain else "folder"
            found[str(path)] = said
    return found


def typed(*words: str | Path) -> tuple[int, str]:
    """One command line in this process, and what it shows."""
    shown = StringIO()
    with redirect_stdout(shown):
        code = run([str(word) for word in words])
    return code, shown.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demonstration up to its archiving, a second case, an inbox, stores, a lead."""
    tmp = tmp_path_factory.mktemp("dry")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAWREC_HOME", str(tmp / "home"))
        patch.setenv("LAWREC_AS", "苗某")
        patch.setenv("LAWREC_LANG", "en")
        patch.chdir(tmp)
        _fill(tmp)
        yield tmp


def _fill(tmp: Path) -> None:
    from lawrec.commands.demo import run_command
    from lawrec.operations.demo import demo, example_folder

    with example_folder() as example:
        demo(tmp / "office", run_command, example, until="archive")
    (tmp / "scan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    for name in ("nas", "second", "disc", "card", "early", "desktop"):
        (tmp / name).mkdir()
    films = sorted((tmp / "office" / "media").rglob("*.jpg"))
    (tmp / "card" / "clip.jpg").write_bytes(films[0].read_bytes() + b"\0" * 8)
    (tmp / "early" / "first.jpg").write_bytes(films[0].read_bytes() + b"\0" * 16)
    steps: list[tuple[str, ...]] = [
        ("new-case", "--title", "另案", "--kind", "penalty", "--officer", "苗某,柏某",
         "--party", "申某", "--number", OTHER),
        ("add-record", OTHER, "证据登记保存清单", "--set", "content=书证"),
        ("add-record", OTHER, "询问笔录", "--draft"),
        ("request", "add", OTHER, "--requester", "申某", "--scope", "R01"),
        ("borrow", "out", OTHER, "--borrower", "樊某"),
        ("lead", "add", "--channel", "patrol", "--content", "占地"),
        ("device", "fault", "CAM-01", "--what", "不开机"),
        ("store", "add", "second", "--type", "unit_dedicated", "--url", str(tmp / "second")),
        ("store", "add", "disc", "--type", "removable", "--url", str(tmp / "disc")),
        ("import-media", "--inbox", str(tmp / "early"), "--officer", "柏某"),
        ("backup", str(tmp / "saved")),
    ]  # fmt: skip
    with chdir(tmp / "office" / "repository"):
        for step in steps:
            code, said = typed(*step)
            assert code == 0, (step, said)
        shutil.rmtree(tmp / "early")


def words_of(name: str, tmp: Path) -> list[str]:
    """The command line, with folders and the year filled in."""
    year = max(int(f.name) for f in (tmp / "office/repository/cases").iterdir())
    return [*name.split(), *(w.format(tmp=tmp, year=year) for w in WRITING[name])]


def test_every_command_that_writes_has_the_option() -> None:
    without = [
        name
        for name, command in leaves(_command("en", None))
        if name not in READING and all("--dry-run" not in p.opts for p in command.params)
    ]
    assert not without
    assert not READING - {name for name, _c in leaves(_command("en", None))} - {"stats", "doctor"}


def test_every_command_that_writes_is_tried_here() -> None:
    """A new command gets a line in WRITING, or in READING where it never writes."""
    names = {name for name, _command_ in leaves(_command("en", None))}
    assert names - READING - set(WRITING) == set()


@pytest.mark.parametrize("name", sorted(WRITING))
def test_a_trial_changes_no_byte_anywhere(name: str, place: Path) -> None:
    with chdir(place / "office" / "repository"):
        before = tree(place)
        code, said = typed(*words_of(name, place), "--dry-run")
        assert tree(place) == before
        assert code == 0, said
        code, answer = typed(*words_of(name, place), "--dry-run", "--json")
        assert tree(place) == before
        assert code == 0, answer
    assert json.loads(answer)["dry_run"] is True
    if name not in QUIET:
        would = json.loads(answer)["would_write"]
        assert would["changes"] or would["files"] or would["notes"], answer
        assert "nothing was written" in said.lower()


@pytest.mark.parametrize("name", sorted(set(WRITING) - QUIET))
def test_what_was_told_is_what_is_then_written(
    name: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(place, copy)
    bureau = copy / "office" / "repository"
    monkeypatch.setenv("LAWREC_HOME", str(copy / "home"))
    (copy / "home" / "bureaus").write_text(f"{bureau}\n", encoding="utf-8")
    if name in ("preserve", "store verify"):
        pytest.skip("the stores of the copy are those of the original: nothing may be written")
    with chdir(bureau):
        words = words_of(name, copy)
        answer = json.loads(typed(*words, "--dry-run", "--json")[1])
        before = tree(copy)
        code, said = typed(*words, "--json")
        assert code == 0, said
        after = tree(copy)
    both = before | after
    changed = {p for p in both if after.get(p) != before.get(p) and both[p] != "folder"}
    changed = {p for p in changed if not {".git", "log"} & set(Path(p).parts)}
    assert _told(answer["would_write"], copy) == {p for p in changed if "/archive/" not in p}


def _told(would: dict[str, Any], copy: Path) -> set[str]:
    """The files that the trial named, as whole paths."""
    bureau = copy / "office" / "repository"
    told = {file["path"] for file in would["files"]}
    for change in would["changes"]:
        label = change["where"].removeprefix("Case ")
        folder = bureau / "cases" / label if label != change["where"] else bureau
        if change["event"] == "init":
            folder = copy / "new-bureau"
        told |= {str(folder / p["path"]) for p in change["pages"]}
        told |= {str(folder / path) for path in change["media"]}
    return {os.path.normpath(path) for path in told}


def test_reading_commands_have_nothing_to_try(place: Path) -> None:
    with chdir(place / "office" / "repository"):
        before = tree(place)
        for words in (
            ["status", OTHER],
            ["audit", OTHER],
            ["list"],
            ["deadlines"],
            ["show", OTHER],
        ):
            typed(*words)
        assert tree(place) == before


def test_a_trial_gives_the_same_refusals(place: Path) -> None:
    with chdir(place / "office" / "repository"):
        before = tree(place)
        assert typed("amend", OTHER, "R09", *_REASON, "--set", "title=x", "--dry-run")[0] == 1
        assert typed("add-record", OTHER, "没有这种", "--dry-run")[0] == 2
        assert typed("archive", OTHER, *_ARCHIVE, "--dry-run")[0] == 1
        assert tree(place) == before


def test_beside_an_unfinished_change_nothing_is_tried(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(place / "office" / "repository", copy)
    case = next(f.parent for f in copy.glob("cases/*/*/case.yaml") if OTHER in f.read_text("utf-8"))
    (case / ".git" / "lawrec-journal").write_bytes(b"begun")
    with chdir(copy):
        assert typed("declare", str(case), "incidents=no", *_DONE, "--dry-run")[0] == 1
    assert (case / ".git" / "lawrec-journal").read_bytes() == b"begun"
