"""Case folders made to mislead, to stall or to exhaust whoever reads their history."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from lawrec.schema.history import HistoryFacts
from lawrec.store import gitdir
from lawrec.store.history import ObjectStore, blob_at, read_history, tree_at
from lawrec.store.object_formats import MIB, Budget
from tests.store.object_writer import (
    WHEN,
    commit,
    id_of,
    new_case,
    object_path,
    put,
    put_raw,
    set_head,
    tree,
)

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")


def codes(history: HistoryFacts) -> list[str]:
    return [problem.code for problem in history.problems]


def two_commits(folder: Path) -> tuple[str, str]:
    first = new_case(folder, ("case.yaml", b"one"))
    return first, new_case(folder, ("act.yaml", b"a"), ("case.yaml", b"two"), parent=first)


def test_git_file_is_not_followed(tmp_path: Path) -> None:
    two_commits(tmp_path)
    (tmp_path / ".git").rename(tmp_path / ".hidden")
    (tmp_path / ".git").write_text("gitdir: .hidden\n")
    history = read_history(tmp_path)
    assert (history.state, codes(history)) == ("none", ["git_is_file"])
    assert history.commits == ()


def test_git_link_is_not_followed(tmp_path: Path) -> None:
    two_commits(tmp_path)
    (tmp_path / ".git").rename(tmp_path / ".hidden")
    (tmp_path / ".git").symlink_to(".hidden")
    assert codes(read_history(tmp_path)) == ["git_is_link"]


@pytest.mark.parametrize("name", ["objects", "refs", "refs/heads", "HEAD", "refs/heads/main"])
def test_links_inside_are_not_followed(tmp_path: Path, name: str) -> None:
    two_commits(tmp_path)
    path = tmp_path / ".git" / name
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    history = read_history(tmp_path)
    assert history.state == "none"
    assert ("link_inside", f".git/{name}") in [
        (problem.code, problem.params.get("what")) for problem in history.problems
    ]


def test_linked_fan_out_folder_and_object(tmp_path: Path) -> None:
    first, head = two_commits(tmp_path)
    path = object_path(tmp_path, first)
    path.rename(tmp_path / "kept")
    path.symlink_to(tmp_path / "kept")
    history = read_history(tmp_path)
    assert (history.state, codes(history)) == ("partial", ["link_inside"])
    assert [found.id for found in history.commits] == [head]


@needs_fifo
@pytest.mark.parametrize("name", ["HEAD", "packed-refs", "refs/heads/main", "info/exclude"])
def test_pipe_in_place_of_a_file_does_not_block(tmp_path: Path, name: str) -> None:
    two_commits(tmp_path)
    path = tmp_path / ".git" / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    assert "not_regular" in codes(read_history(tmp_path))


@needs_fifo
def test_pipe_that_looked_like_a_file_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _head = two_commits(tmp_path)
    object_path(tmp_path, first).unlink()
    os.mkfifo(object_path(tmp_path, first))
    assert codes(read_history(tmp_path)) == ["not_regular"]
    looked = gitdir._entry
    monkeypatch.setattr(
        gitdir, "_entry", lambda path: "file" if first[2:] in path else looked(path)
    )
    assert codes(read_history(tmp_path)) == ["not_regular"]


def test_truncated_object(tmp_path: Path) -> None:
    first, head = two_commits(tmp_path)
    path = object_path(tmp_path, first)
    path.write_bytes(path.read_bytes()[:-3])
    history = read_history(tmp_path)
    assert (history.state, codes(history)) == ("partial", ["object_bad"])
    assert [found.id for found in history.commits] == [head]
    # What the newest commit added is unknown without its parent, so nothing is claimed.
    assert (history.commits[0].changed, history.first_seen) == ((), {})
    assert set(history.tree) == {"act.yaml", "case.yaml"}


def test_object_with_exchanged_content(tmp_path: Path) -> None:
    first, _head = two_commits(tmp_path)
    other = put(tmp_path, "commit", commit(id_of("tree", b""), message="forged"))
    object_path(tmp_path, other).replace(object_path(tmp_path, first))
    history = read_history(tmp_path)
    assert codes(history) == ["object_id_differs"]
    assert history.problems[0].params == {"what": first, "found": other}


def test_missing_tree_makes_its_changes_unknown(tmp_path: Path) -> None:
    leaf = put(tmp_path, "blob", b"x")
    folders = [put(tmp_path, "tree", tree(("100644", f"R{n}.yaml", leaf))) for n in range(3)]
    head = ""
    for n, folder in enumerate(folders):
        own = put(tmp_path, "blob", b"%d" % n)
        root = put(
            tmp_path, "tree", tree(("100644", "case.yaml", own), ("40000", "records", folder))
        )
        head = put(tmp_path, "commit", commit(root, *([head] if head else []), when=WHEN + n))
    set_head(tmp_path, head)
    object_path(tmp_path, folders[1]).unlink()
    history = read_history(tmp_path)
    assert (history.state, codes(history)) == ("partial", ["object_missing"])
    assert [[change.path for change in found.changed] for found in history.commits] == [
        ["case.yaml", "records/R0.yaml"],
        ["case.yaml"],
        ["case.yaml"],
    ]
    assert set(history.tree) == {"case.yaml", "records/R2.yaml"}
    assert tree_at(tmp_path, history.commits[1].id) is None
    assert tree_at(tmp_path, head) == history.tree


def test_zip_bomb_blob(tmp_path: Path) -> None:
    bomb = b"\0" * (64 * MIB)
    wanted = "ab" * 20
    put_raw(tmp_path, wanted, zlib.compress(b"blob 67108864\0" + bomb))
    lying = "cd" * 20
    put_raw(tmp_path, lying, zlib.compress(b"blob 5\0" + bomb))
    for found, code in ((wanted, "too_large"), (lying, "object_bad")):
        store = ObjectStore(tmp_path)
        assert blob_at(store, found) is None
        assert [problem.code for problem in store.problems.all()] == [code]
        assert store.budget.bytes_left > 255 * MIB


def test_tree_bomb_ends_with_the_budget(tmp_path: Path) -> None:
    """Eight folders in eight folders, 16 levels deep, all the same few objects."""
    found = put(tmp_path, "tree", tree(("100644", "f", put(tmp_path, "blob", b"x"))))
    for _level in range(16):
        found = put(tmp_path, "tree", tree(*(("40000", f"d{n}", found) for n in range(8))))
    head = set_head(tmp_path, put(tmp_path, "commit", commit(found)))
    store = ObjectStore(tmp_path, Budget(bytes_left=4 * MIB))
    history = read_history(store)
    assert (history.state, codes(history)) == ("partial", ["budget_spent"])
    assert len(history.tree) < 20_000
    assert tree_at(ObjectStore(tmp_path, Budget(bytes_left=MIB)), head) is None


def test_endless_depth_ends(tmp_path: Path) -> None:
    found = put(tmp_path, "tree", tree(("100644", "f", put(tmp_path, "blob", b"x"))))
    for _level in range(200):
        found = put(tmp_path, "tree", tree(("40000", "d", found)))
    set_head(tmp_path, put(tmp_path, "commit", commit(found)))
    assert "too_large" in codes(read_history(tmp_path))


def test_names_that_lead_out_of_the_case(tmp_path: Path) -> None:
    blob = put(tmp_path, "blob", b"x")
    bad = ["..", ".", ".git", ".GIT", ".git. ", "a\\b", "a/b", "C:x", "git~1", "..."]
    entries = [("100644", name, blob) for name in [*bad, "好.yaml"]]
    entries += [("120000", "link", blob), ("160000", "module", blob)]
    root = put(tmp_path, "tree", tree(*sorted(entries, key=lambda entry: entry[1].encode())))
    set_head(tmp_path, put(tmp_path, "commit", commit(root)))
    history = read_history(tmp_path)
    assert set(history.tree) == {"好.yaml"}
    found = {(problem.code, problem.params["what"]) for problem in history.problems}
    assert found == {("tree_path_odd", name) for name in bad} | {
        ("tree_entry_odd", "link"),
        ("tree_entry_odd", "module"),
    }


@pytest.mark.parametrize(
    "names", [("b", "a"), ("a", "a"), ("a", "a/")], ids=["order", "twice", "file and folder"]
)
def test_tree_that_git_would_not_write(tmp_path: Path, names: tuple[str, str]) -> None:
    blob = put(tmp_path, "blob", b"x")
    entries = [("40000" if "/" in name else "100644", name.strip("/"), blob) for name in names]
    set_head(tmp_path, put(tmp_path, "commit", commit(put(tmp_path, "tree", tree(*entries)))))
    history = read_history(tmp_path)
    assert (history.state, codes(history)) == ("partial", ["object_bad"])


FEIGNED = {
    "shallow": "shallow",
    "info/grafts": "grafts",
    "refs/replace/" + "a" * 40: "replace_refs",
    "objects/info/alternates": "alternates",
    "commondir": "commondir",
    "hooks/pre-commit": "hooks_present",
    "info/attributes": "info_attributes",
    "info/exclude": "info_exclude",
    f"objects/pack/pack-{'a' * 40}.promisor": "promisor",
}


@pytest.mark.parametrize("name", FEIGNED)
def test_what_misleads_git_is_told_and_not_believed(tmp_path: Path, name: str) -> None:
    two_commits(tmp_path)
    honest = read_history(tmp_path)
    path = tmp_path / ".git" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{honest.head} {'b' * 40}\n")
    history = read_history(tmp_path)
    assert codes(history) == [FEIGNED[name]]
    assert (history.state, history.commits) == (honest.state, honest.commits)


def test_packed_replace_mark(tmp_path: Path) -> None:
    _first, head = two_commits(tmp_path)
    (tmp_path / ".git" / "packed-refs").write_text(f"{head} refs/replace/{head}\n")
    assert codes(read_history(tmp_path)) == ["replace_refs"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("ref: refs/heads/../../../x", "head_odd"),
        ("ref: refs/tags/x", "head_odd"),
        ("ref: /etc/passwd", "head_odd"),
        ("ref: refs/heads/a b", "head_odd"),
        ("a" * 64, "head_odd"),
        ("", "head_odd"),
        ("\udcff", "head_odd"),
        ("ref: refs/heads/none", "ref_missing"),
        ("ref: refs/heads/" + "n" * 300, "unreadable"),
        ("ref: refs/heads/odd", "ref_odd"),
        ("a" * 40, "object_missing"),
    ],
)
def test_odd_heads(tmp_path: Path, head: str, code: str) -> None:
    two_commits(tmp_path)
    (tmp_path / ".git" / "refs" / "heads" / "odd").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git" / "HEAD").write_bytes(head.encode("utf-8", "surrogateescape"))
    history = read_history(tmp_path)
    assert (history.state, codes(history)[-1]) == ("none", code)


def test_many_problems_of_a_kind_are_counted(tmp_path: Path) -> None:
    blob = put(tmp_path, "blob", b"x")
    links = [("120000", f"l{n:03}", blob) for n in range(100)]
    set_head(tmp_path, put(tmp_path, "commit", commit(put(tmp_path, "tree", tree(*links)))))
    history = read_history(tmp_path)
    assert codes(history) == ["tree_entry_odd"] * 20 + ["more_problems"]
    assert history.problems[-1].params == {"what": "tree_entry_odd", "count": "80"}
