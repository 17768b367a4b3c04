"""Archiving: what is refused, what a package holds, and that the case is frozen afterwards."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lawrec.archive.bag import manifest_digest
from lawrec.custody.evidence_log import read
from lawrec.errors import RefusedError, UsageError
from lawrec.operations.amend import Amendment, amend
from lawrec.operations.archive_plan import ArchiveOptions
from lawrec.operations.archiving import Archival, archive
from lawrec.operations.audit import audit
from lawrec.operations.pages import declare
from lawrec.operations.records import RecordInput, add_record
from lawrec.operations.rectify import Rectification, rectify
from lawrec.store import layout
from lawrec.store.git import head
from lawrec.store.yaml_io import load
from tests.archive.building import (
    CHECKER,
    LABEL,
    REPORTER,
    YEAR,
    files_in,
    make_bureau,
    make_case,
    ready,
    session,
)

IN_TIME = ArchiveOptions(at="2026-09-11 10:00", kept_at="1号柜", seen_by=CHECKER)
LATE = ArchiveOptions(at="2026-11-01 10:00", kept_at="1号柜", seen_by=CHECKER)


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    return ready(tmp_path)


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Archival]:
    """A bureau, its one case, and how that was archived; only to be read."""
    bureau, case = ready(tmp_path_factory.mktemp("archived"))
    return bureau, case, archive(case, session(bureau), IN_TIME)


@pytest.fixture
def done(archived: tuple[Path, Path, Archival]) -> Archival:
    return archived[2]


def refused(bureau: Path, case: Path, options: ArchiveOptions = IN_TIME) -> Archival:
    """The answer of an archiving that must be refused, and must write nothing."""
    before = files_in(bureau)
    answer = archive(case, session(bureau), options)
    assert answer.outcome == "refused"
    assert files_in(bureau) == before
    return answer


def test_a_lawful_case_is_archived_as_complete(archived: tuple[Path, Path, Archival]) -> None:
    bureau, case, done = archived
    assert done.outcome == "complete"
    assert done.archived is not None
    assert done.line.startswith("Complete")
    assert f": {len(done.archived.attested)}" in done.line
    assert done.package == bureau / "archive" / LABEL
    page = load(case / layout.ARCHIVED).data
    assert isinstance(page, dict)
    assert page["package"] == f"archive/{LABEL}"
    assert page["manifest_sha256"] == manifest_digest(done.package)
    assert audit(case).report.archived == "complete"


def test_the_package_is_a_valid_bag(done: Archival) -> None:
    command = [sys.executable, "-m", "bagit", "--validate", str(done.package)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_package_holds_everything(archived: tuple[Path, Path, Archival]) -> None:
    _bureau, case, done = archived
    assert done.package is not None
    packed = {name.removeprefix("data/") for name in files_in(done.package / "data")}
    own = {"report.json", "report.txt", "clause_table.csv", "history.bundle", "cover.txt"}
    pages = {
        name for name in files_in(case) if not name.startswith(".git") and name != layout.ARCHIVED
    }
    assert packed == pages | own
    for name in pages:
        assert (done.package / "data" / name).read_bytes() == (case / name).read_bytes()


def test_the_package_tells_what_it_is(archived: tuple[Path, Path, Archival]) -> None:
    bureau, case, done = archived
    assert done.package is not None
    report = json.loads((done.package / "data/report.json").read_bytes())
    assert (report["at"], report["summary"]["outcome"]) == ("archive", "complete")
    table = (done.package / "data/clause_table.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [row["id"] for row in report["clauses"]]
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)
    assert done.line in (done.package / "data/cover.txt").read_text(encoding="utf-8")
    info = (done.package / "bag-info.txt").read_text(encoding="utf-8")
    number = load(case / "case.yaml").data["number"]  # type: ignore[index,call-overload]
    for text in (
        number,
        "Lawrec-Outcome: complete",
        "Lawrec-Version: ",
        report["rulebook"]["name"],
    ):
        assert text in info
    assert str(bureau) not in info


def test_the_history_in_the_package_can_be_cloned(done: Archival, tmp_path: Path) -> None:
    assert done.package is not None
    clone = tmp_path / "clone"
    command = ["git", "clone", "-q", str(done.package / "data/history.bundle"), str(clone)]
    subprocess.run(command, check=True)
    assert (clone / "records/R35-archive_transfer_record.yaml").is_file()


def test_who_reported_is_never_in_it(archived: tuple[Path, Path, Archival]) -> None:
    bureau, _case, done = archived
    assert done.package is not None
    lead = bureau / "leads/2026/L2026-0012.yaml"
    assert REPORTER in lead.read_text(encoding="utf-8")
    name = REPORTER.encode()
    assert not any(name in content for content in files_in(done.package).values())


def test_catalogue_and_transfer_are_composed(archived: tuple[Path, Path, Archival]) -> None:
    _bureau, case, _done = archived
    catalogue = load(case / "records/R34-archive_catalogue.yaml").data
    transfer = load(case / "records/R35-archive_transfer_record.yaml").data
    assert isinstance(catalogue, dict)
    assert isinstance(transfer, dict)
    items = [entry["item"] for entry in catalogue["entries"]]
    assert items[0] == "R01"
    assert items[-9:] == ["M01", "M02", "M03", "M04", "M05", "M06", "M08", "M09", "M10"]
    assert "M07" not in items
    assert sorted(item for item in items if item[0] == "R") == [f"R{n:02d}" for n in range(1, 34)]
    assert [entry["number"] for entry in catalogue["entries"]] == [
        str(n) for n in range(1, len(items) + 1)
    ]
    assert transfer["retention"] == "30年"
    assert transfer["to_unit"] == "执法大队"
    assert [(s["who"], s["as"]) for s in transfer["signatures"]] == [
        ("林某", "officer"),
        ("韩某", "custodian"),
    ]
    originals = load(case / layout.ORIGINALS).data
    assert isinstance(originals, dict)
    assert originals["R35"]["seen_by"] == CHECKER


def test_an_archived_case_is_frozen(archived: tuple[Path, Path, Archival]) -> None:
    bureau, case, _done = archived
    before = files_in(case)
    with pytest.raises(RefusedError):
        declare(case, session(bureau), {"overdue": "no"})
    with pytest.raises(RefusedError):
        archive(case, session(bureau), IN_TIME)
    assert files_in(case) == before


def test_archiving_is_logged(archived: tuple[Path, Path, Archival]) -> None:
    bureau, case, done = archived
    leaf = read(bureau / layout.LOG).last_for(f"cases/{LABEL}")
    assert leaf is not None
    assert (leaf.event, leaf.head) == ("archive", head(case))
    assert done.head == leaf.head


def test_every_reason_is_told_with_its_cure(tmp_path: Path) -> None:
    bureau = make_bureau(tmp_path / "bureau")
    case = make_case(bureau, without=("R32", "R34", "R35"))
    (case / "media/M01-inspection_part1.mp4").unlink()
    answer = refused(bureau, case)
    grounds = {reason.ground for reason in answer.reasons}
    assert {"c", "e", "g"} <= grounds
    assert str(len(answer.reasons)) in answer.line
    remedies = {reason.remedy for reason in answer.reasons}
    assert f"lawrec close-case {LABEL}" in remedies
    assert any((remedy or "").startswith("lawrec attest") for remedy in remedies)
    open_row = next(reason for reason in answer.reasons if reason.ground == "c")
    assert open_row.clause is not None
    assert open_row.clause in open_row.subject


def test_a_changed_medium_is_found_by_its_digest(place: tuple[Path, Path]) -> None:
    bureau, case = place
    path = case / "media/M08-service_left.mp4"
    content = bytearray(path.read_bytes())
    content[5] ^= 1
    path.write_bytes(bytes(content))
    answer = refused(bureau, case)
    assert ("e", "media/M08-service_left.mp4") in [(r.ground, r.subject) for r in answer.reasons]


def test_a_page_changed_by_hand_stops_it(place: tuple[Path, Path]) -> None:
    bureau, case = place
    path = case / "records/R05-stop_order.yaml"
    path.write_bytes(path.read_bytes() + b"# added\n")
    answer = refused(bureau, case)
    assert ("e", "records/R05-stop_order.yaml") in [(r.ground, r.subject) for r in answer.reasons]


def test_a_draft_stops_it(place: tuple[Path, Path]) -> None:
    bureau, case = place
    given = RecordInput("end_sheet", b"content: x", draft=True)
    draft = add_record(case, session(bureau), given)
    answer = refused(bureau, case)
    drafts = [reason for reason in answer.reasons if reason.ground == "f"]
    assert [reason.remedy for reason in drafts] == [f"lawrec finalise {LABEL} {draft.id}"]


def test_lateness_is_recorded_and_never_blocks(place: tuple[Path, Path]) -> None:
    bureau, case = place
    done = archive(case, session(bureau), LATE)
    assert done.archived is not None
    assert done.package is not None
    assert (done.outcome, done.archived.violated) == ("defects_on_record", ("25.1b",))
    assert "25.1b" in done.line
    assert "25.1b" in (done.package / "data/cover.txt").read_text(encoding="utf-8")
    report = audit(case).report
    result = report.result("25.1b")
    assert result is not None
    assert (report.archived, result.verdict) == ("defects_on_record", "violated")


def test_what_cannot_be_cured_needs_an_approved_explanation(place: tuple[Path, Path]) -> None:
    bureau, case = place
    why = Amendment("登记有误", approved_by="谢某", at="2026-09-10 10:00")
    late = "2026-07-20T09:00:00+08:00"
    sets = [f"steps[{number}].at={late}" for number in (1, 2)]
    amend(case, session(bureau), "R01", why, sets=sets)
    answer = refused(bureau, case)
    clauses = [reason.clause for reason in answer.reasons if reason.ground == "b"]
    assert "9.1b" in clauses
    assert {reason.ground for reason in answer.reasons} == {"b"}
    given = Rectification(
        tuple(clause for clause in clauses if clause),
        "审批在后",
        "组织学习",
        "罗某",
        "谢某",
        "2026-09-10T11:00:00+08:00",
        "2026-09-10T11:00:00+08:00",
    )
    record = rectify(case, session(bureau), given)
    done = archive(case, session(bureau), IN_TIME)
    assert done.outcome == "defects_on_record"
    assert done.archived is not None
    assert set(clauses) == set(done.archived.violated)
    assert done.package is not None
    cover = (done.package / "data/cover.txt").read_text(encoding="utf-8")
    assert record.id in cover
    assert "组织学习" in cover


def test_what_must_be_said_is_asked_for(tmp_path: Path) -> None:
    bureau = make_bureau(tmp_path / "bureau")
    case = make_case(bureau)
    profile = bureau / layout.PROFILE
    text = profile.read_text(encoding="utf-8").replace("penalty_general", "licence")
    profile.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        archive(case, session(bureau), IN_TIME)


def test_another_place_for_the_package(place: tuple[Path, Path], tmp_path: Path) -> None:
    bureau, case = place
    options = ArchiveOptions(at=IN_TIME.at, kept_at="1号柜", into=tmp_path / "disc")
    done = archive(case, session(bureau), options)
    assert done.package == tmp_path / f"disc/{YEAR}-0001"
    page = load(case / layout.ARCHIVED).data
    assert isinstance(page, dict)
    assert page["package"] == done.package.as_posix()


def test_nothing_is_overwritten(place: tuple[Path, Path]) -> None:
    bureau, case = place
    other = bureau / "archive" / LABEL / "a.txt"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"somebody's")
    before = files_in(bureau)
    with pytest.raises(RefusedError):
        archive(case, session(bureau), IN_TIME)
    assert files_in(bureau) == before


@pytest.mark.parametrize("state", ["there", "changed", "absent", "unknown"])
def test_footage_that_is_kept_elsewhere(
    place: tuple[Path, Path], tmp_path: Path, state: str
) -> None:
    from lawrec.operations.case_writer import write_case
    from lawrec.store.yaml_io import dump

    bureau, case = place
    content = case / "media/M03-pond_and_house.jpg"
    store = tmp_path / "store"
    store.mkdir()
    url = (store / "photo 1.jpg").as_uri() if state != "unknown" else "s3://bucket/photo"
    (store / "photo 1.jpg").write_bytes(content.read_bytes())
    content.unlink()
    with write_case(case, session(bureau), "move") as held:
        path = "media/M03-pond_and_house.jpg.yaml"
        data = dict(load(case / path).data)  # type: ignore[call-overload]
        held.commit({path: dump({**data, "content_url": url})}, event="sync", message="moved")
    if state == "changed":
        (store / "photo 1.jpg").write_bytes(b"x" * len((store / "photo 1.jpg").read_bytes()))
    elif state == "absent":
        (store / "photo 1.jpg").unlink()
    if state == "there":
        done = archive(case, session(bureau), IN_TIME)
        assert done.package is not None
        packed = done.package / "data/media/M03-pond_and_house.jpg"
        assert packed.read_bytes() == (store / "photo 1.jpg").read_bytes()
    else:
        answer = refused(bureau, case)
        assert ("e", "media/M03-pond_and_house.jpg") in [
            (r.ground, r.subject) for r in answer.reasons
        ]
