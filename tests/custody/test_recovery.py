"""After trouble in the middle of a change: what was promised is done, what was not never was."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.custody import change as change_module
from lawrec.custody import evidence_log, journal
from lawrec.custody.change import Change, writing
from lawrec.errors import EnvironmentTrouble, InputError, LawrecError, RefusedError
from lawrec.store import git
from tests.custody.helpers import BY, add, held, log_of, refused, run, sound


def fail(*_arguments: object, **_named: object) -> None:
    raise OSError(errno.ENOSPC, "full")


STEPS: dict[str, tuple[object, str]] = {
    "put in place": (change_module, "apply"),
    "commit": (git, "commit"),
    "log": (change_module, "append"),
    "clear": (journal, "clear"),
}


@pytest.mark.parametrize("step", STEPS)
def test_what_is_promised_is_finished_by_the_next_writer(
    case: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(*STEPS[step], fail)
    with pytest.raises((EnvironmentTrouble, OSError)) as told, held(case) as writer:
        writer.commit(add({"a.yaml": b"1", "records/R01-note.yaml": None}))
    if isinstance(told.value, EnvironmentTrouble):
        assert "not yet done" in told.value.what
        assert told.value.fix
    monkeypatch.undo()
    assert journal.is_promised(case)
    with held(case) as writer:
        assert writer.recovered.finished == "record"
    assert (case / "a.yaml").read_bytes() == b"1"
    assert [event for event, _head in log_of(case)] == ["open", "record"]
    assert len(run(case, "rev-list", "HEAD").split()) == 2
    sound(case)


def test_what_is_promised_is_finished_before_the_next_change(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(case) as writer:
        with monkeypatch.context() as patch:
            patch.setattr(git, "commit", fail)
            with pytest.raises(OSError, match="full"):
                writer.commit(add({"a.yaml": b"1"}))
        writer.commit(add({"b.yaml": b"1"}))
    assert (case / "a.yaml").exists()
    assert len(log_of(case)) == 3
    sound(case)


def test_a_promise_that_could_not_be_made_did_not_happen(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "write_durable", fail)
    told = refused(case, add({"a.yaml": b"1"}), EnvironmentTrouble)
    assert "not yet done" not in told.what
    assert not (case / "a.yaml").exists()


def cut_off(case: Path, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    with monkeypatch.context() as patch, held(case) as writer:
        patch.setattr(change_module, "apply", fail)
        with pytest.raises(EnvironmentTrouble, match="not yet done"):
            writer.commit(change)
    assert journal.is_promised(case)


def test_an_edit_after_the_crash_is_kept_aside(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(case, monkeypatch, add({"case.yaml": b"2", "new.yaml": b"1"}))
    (case / "case.yaml").write_bytes(b"by hand")
    with held(case) as writer:
        assert writer.recovered.kept == ("case.yaml",)
    assert (case / "case.yaml").read_bytes() == b"2"
    assert [path.read_bytes() for path in (case / ".git/lawrec-kept").iterdir()] == [b"by hand"]
    sound(case)


def test_a_commit_by_hand_after_the_crash(
    case: Path, monkeypatch: pytest.MonkeyPatch, git_identity: None
) -> None:
    cut_off(case, monkeypatch, add({"case.yaml": b"2"}))
    run(case, "commit", "-q", "--allow-empty", "-m", "by hand")
    with held(case):
        pass
    assert run(case, "show", "HEAD:case.yaml") == "2"
    assert len(run(case, "rev-list", "HEAD").split()) == 3
    assert evidence_log.read(case.parents[2] / "log").leaves[-1].commits == 3
    sound(case)


def test_a_medium_in_the_way_after_the_crash(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case / "media").mkdir()
    with held(case) as writer:
        (case / "media/.tmp-1").write_bytes(b"film")
        monkeypatch.setattr(git, "commit", fail)
        monkeypatch.setattr(change_module, "apply", lambda *_a: None)
        with pytest.raises(OSError, match="full"):
            writer.commit(add({}, (("media/.tmp-1", "media/M01.mp4"),)))
    monkeypatch.undo()
    (case / "media/M01.mp4").write_bytes(b"other")
    with pytest.raises(EnvironmentTrouble, match="already there"), held(case):
        pass
    assert (case / "media/M01.mp4").read_bytes() == b"other"
    (case / "media/M01.mp4").unlink()
    with held(case):
        pass
    assert (case / "media/M01.mp4").read_bytes() == b"film"
    sound(case)


def test_a_torn_journal_promised_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(case, monkeypatch, add({"new.yaml": b"1"}))
    path = case / ".git" / journal.NAME
    torn = path.read_bytes()[:-5]
    path.write_bytes(torn)
    with held(case) as writer:
        assert writer.recovered.finished is None
    assert not (case / "new.yaml").exists()
    assert [p.read_bytes() for p in (case / ".git").glob("*-torn-*")] == [torn]
    sound(case)


FORGED: dict[str, tuple[Callable[[bytes], bytes], type[LawrecError]]] = {
    "leads out": (lambda body: body.replace(b"new.yaml", b"../../x"), RefusedError),
    "another version": (lambda body: body.replace(b'"version": 1', b'"version": 2'), InputError),
    "no change": (lambda _body: b"[]", InputError),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_journal(case: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    forge, kind = FORGED[what]
    cut_off(case, monkeypatch, add({"new.yaml": b"1"}))
    path = case / ".git" / journal.NAME
    body = forge(path.read_bytes().partition(b"\n")[2])
    path.write_bytes(journal._digest(body) + b"\n" + body)
    with pytest.raises(kind), held(case):
        pass
    assert not (case.parents[1] / "x").exists()


def test_leftovers_are_swept_and_other_cases_left_alone(case: Path) -> None:
    bureau = case.parents[2]
    git.init_repository(bureau)
    (case / "media").mkdir()
    for path in (case / "media/.tmp-1", case / ".tmp-2", bureau / ".tmp-3"):
        path.write_bytes(b"half")
    with writing(
        bureau, by=BY, doing="x", name="bureau", log_dir=None, manifest=lambda: ""
    ) as writer:
        assert writer.recovered.swept == 1
    with held(case) as writer:
        assert writer.recovered.swept == 2
    assert not list(bureau.rglob(".tmp-*"))


def test_contents_that_are_no_text(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytes(range(256))
    cut_off(case, monkeypatch, add({"a.bin": data, "b.yaml": "赵某甲\r\n".encode(), "c": b""}))
    with held(case):
        pass
    assert (case / "a.bin").read_bytes() == data
    assert (case / "b.yaml").read_bytes() == "赵某甲\r\n".encode()
    sound(case)
