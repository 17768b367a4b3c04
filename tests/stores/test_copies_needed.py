"""How many copies footage needs and which are missing: by the bureau's number, else decision 17."""

from __future__ import annotations

from typing import Any

import pytest

from lawrec.operations.copies_needed import (
    copies_missing,
    copies_needed,
    holders,
    missing_texts,
    to_copy,
)
from lawrec.schema.bureau import Profile
from lawrec.schema.copies import MediumCopies
from lawrec.schema.media import Sidecar

OWN = {"type": "unit_dedicated", "name": "本单位"}
SYSTEM = {"type": "system", "name": "系统"}
DISC = {"type": "removable", "name": "光盘"}
DOCK = {"type": "unit_dedicated", "name": "采集站", "dock": "yes"}
DIGEST = "a" * 64


def profile(copies: str | None = None, **stores: Any) -> Profile:
    intake = {"copies": copies} if copies else {}
    data = {"schema_version": "1", "bureau": {"name": "示例局"}, "stores": stores}
    return Profile.model_validate({**data, "intake": intake})


def sidecar(store: str | None = "vault", digest: str = DIGEST) -> Sidecar:
    stored = {"store": store} if store else {}
    data = {"mode": "video", "original_name": "a", "size_bytes": "1", "sha256": digest}
    return Sidecar.model_validate({**data, "captured": {"source": "none"}, "stored": stored})


def ledger(state: str = "fine", digest: str = DIGEST, **stores: str) -> dict[str, MediumCopies]:
    copy = {"verified_at": "2026-03-11T09:30:00+08:00", "by": "林某"}
    entries = {name: {**copy, "state": found} for name, found in stores.items()}
    here = {"here": {**copy, "state": state}} if state != "fine" else {}
    data = {"sha256": digest, "size_bytes": "1", "stores": entries, **here}
    return {"M01": MediumCopies.model_validate(data)}


@pytest.mark.parametrize(
    ("found", "needed"),
    [
        (profile(vault=OWN), 1),
        (profile(vault=OWN, nas=SYSTEM), 2),
        (profile(vault=OWN, nas=SYSTEM, third=OWN), 2),
        (profile(vault=OWN, disc=DISC, dock=DOCK), 1),
        (profile("1", vault=OWN, nas=SYSTEM), 1),
        (profile("3", vault=OWN), 3),
        (profile("0", vault=OWN), 1),
        (None, 1),
    ],
)
def test_how_many_are_needed(found: Profile | None, needed: int) -> None:
    assert copies_needed(found) == needed


def missing(found: Profile, data: Sidecar, known: Any = None, **more: Any) -> list[Any]:
    answer = copies_missing(found, {"M01": data}, known or {}, **more)
    return [(one.item, one.stores, one.undeclared) for one in answer]


def test_which_are_missing() -> None:
    two = profile(vault=OWN, nas=SYSTEM)
    assert missing(two, sidecar()) == [("M01", ("nas",), 0)]
    assert missing(two, sidecar("nas")) == [("M01", ("vault",), 0)]
    assert missing(two, sidecar(), ledger(nas="fine")) == []
    assert missing(two, sidecar(), ledger(nas="absent")) == [("M01", ("nas",), 0)]
    assert missing(two, sidecar(), ledger(nas="differs")) == [("M01", ("nas",), 0)]
    other = ledger(digest="b" * 64, nas="fine")
    assert missing(two, sidecar(), other) == [("M01", ("nas",), 0)], "another content"
    assert missing(profile("3", vault=OWN, nas=SYSTEM), sidecar()) == [("M01", ("nas",), 1)]
    assert missing(profile(disc=DISC), sidecar("disc")) == []


def test_what_does_not_count() -> None:
    discs = profile("2", vault=OWN, disc=DISC)
    assert missing(discs, sidecar(), ledger(disc="fine")) == [("M01", (), 1)]
    docks = profile(vault=OWN, nas=SYSTEM, dock=DOCK)
    assert missing(docks, sidecar("dock"), ledger(dock="fine")) == [("M01", ("nas",), 0)]


def test_a_file_that_is_gone_from_the_case() -> None:
    two = profile(vault=OWN, nas=SYSTEM)
    assert holders(two, "M01", sidecar(), ledger(nas="fine")) == ("vault", "nas")
    assert holders(two, "M01", sidecar(), ledger(nas="fine"), {"M01"}) == ("nas",)
    assert holders(two, "M01", sidecar(), ledger("differs", nas="fine")) == ("nas",)
    found = copies_missing(two, {"M01": sidecar()}, ledger(nas="fine"), {"M01"})
    assert [one.stores for one in found] == [("vault",)]
    assert to_copy(two, {"M01": sidecar()}, found) == [], "it is fetched, not copied"


def test_sentences() -> None:
    two = profile(vault=OWN, nas=SYSTEM)
    media = {"M01": sidecar(), "M02": sidecar()}
    lacking = copies_missing(two, media, {})
    assert list(missing_texts(lacking, 2)) == ["a second verified copy in nas"]
    lacking = copies_missing(two, media, ledger(nas="fine"))
    assert list(missing_texts(lacking, 2)) == ["a further verified copy of M02 in nas"]
    lacking = copies_missing(profile("2", vault=OWN), media, {})
    assert len(list(missing_texts(lacking, 2))) == 1
