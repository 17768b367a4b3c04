"""National law beside the regulation: its errors stop nothing, but not without a name."""

from __future__ import annotations

from pathlib import Path

from lawrec.operations.amend import Amendment, amend
from lawrec.operations.archive_plan import ArchiveOptions
from lawrec.operations.archiving import archive
from lawrec.operations.audit import audit
from lawrec.operations.setup import commit_bureau
from lawrec.store import layout
from lawrec.store.yaml_io import dump, load
from tests.archive.building import CHECKER, ready, session
from tests.archive.test_archiving import IN_TIME


def with_law(folder: Path) -> tuple[Path, Path]:
    """A lawful case of a bureau that judges by national law too; the decision took too long."""
    bureau, case = ready(folder)
    profile = dict(load(bureau / layout.PROFILE).data)  # type: ignore[call-overload]
    page = dump({**profile, "books": ["national"]})
    commit_bureau(bureau, session(bureau), {layout.PROFILE: page}, "profile")
    form = next((case / "records").glob("R01-*.yaml"))
    assert "2026-07-08" in form.read_text(encoding="utf-8")
    return bureau, case


def test_without_an_error_nothing_is_asked(tmp_path: Path) -> None:
    bureau, case = with_law(tmp_path)
    done = archive(case, session(bureau), IN_TIME)
    assert done.archived is not None
    assert done.archived.law_broken == ()
    assert done.archived.law_seen_by is None


def test_an_error_asks_for_a_name(tmp_path: Path) -> None:
    bureau, case = with_law(tmp_path)
    why = Amendment("纸上没有写", approved_by=CHECKER)
    # An honest record that no certificate was shown is all that the regulation asks (11d).
    amend(case, session(bureau), "R07", why, sets=["identification.cert_shown=no"])
    report = audit(case, bureau=bureau).further[0].report
    broken = [r.clause.id for r in report.clauses if r.verdict == "violated"]
    assert broken == ["apl.55"]
    asked = archive(case, session(bureau), IN_TIME)
    law = [reason for reason in asked.reasons if reason.ground == "h"]
    assert [reason.clause for reason in law] == ["apl.55"]
    named = ArchiveOptions(
        at=IN_TIME.at, kept_at=IN_TIME.kept_at, seen_by=IN_TIME.seen_by, law_seen_by="谢某"
    )
    still = archive(case, session(bureau), named)
    assert not [reason for reason in still.reasons if reason.ground == "h"]
