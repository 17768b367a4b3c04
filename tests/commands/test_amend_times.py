"""A named person states when footage was filmed that states no time itself; nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lawrec.media.sample_maker import wav
from lawrec.store.yaml_io import load
from tests.commands.conftest import Office

START = "captured.start=2026-03-11 09:00"
END = "captured.end=2026-03-11 10:00"
BY = "captured.declared_by=罗某"
WHY = ("--reason", "录像机导出，文件不带时间", "--as", "林某")


@pytest.fixture
def with_export(office: Office) -> Office:
    (office.root / "export.dav").write_bytes(b"DHAV" + b"x" * 500)
    office.run("import-media", "1", "export.dav", "--as", "林某")
    return office


def sidecar(office: Office) -> dict[str, object]:
    (path,) = (office.case / "media").glob("M01*.yaml")
    data = load(path).data
    assert isinstance(data, dict)
    return data


def test_a_named_person_states_the_times(with_export: Office) -> None:
    sets = [part for text in (START, END, BY) for part in ("--set", text)]
    with_export.run("amend", "1", "M01", *sets, *WHY)
    captured = sidecar(with_export)["captured"]
    assert captured == {
        "start": "2026-03-11T09:00:00+08:00",
        "end": "2026-03-11T10:00:00+08:00",
        "source": "declared",
        "zone": "assumed",
        "certain": "no",
        "declared_by": "罗某",
        "notes": ["time_stated"],
    }
    assert sidecar(with_export)["sha256"]
    with_export.run("verify", "1", code=None)


@pytest.mark.parametrize(
    "sets",
    [
        (START,),
        (START, "captured.declared_by=无名氏"),
        (BY,),
        (START, BY, "captured.raw=x"),
        (START, BY, "captured.end=2026-03-11 08:00"),
        (START, BY, "sha256=" + "0" * 64),
        (START, "captured.certain=yes", "captured.source=exif"),
    ],
)
def test_no_more_than_that_is_changed(with_export: Office, sets: tuple[str, ...]) -> None:
    before = sidecar(with_export)
    parts = [part for text in sets for part in ("--set", text)]
    with_export.run("amend", "1", "M01", *parts, *WHY, code=1)
    assert sidecar(with_export) == before


def test_a_time_that_the_file_states_stays(office: Office) -> None:
    wav(office.root / "a.wav", start=datetime(2026, 3, 11, 1, 0, tzinfo=UTC), seconds=2, seed=1)
    office.run("import-media", "1", "a.wav", "--as", "林某")
    assert sidecar(office)["captured"]["source"] not in ("none", "file_name")  # type: ignore[index]
    sets = [part for text in (START, END, BY) for part in ("--set", text)]
    office.run("amend", "1", "M01", *sets, *WHY, code=1)
