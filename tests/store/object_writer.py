"""Writes git objects and packs byte by byte, so that tests can make what git never would."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

TYPE_NUMBERS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}
WHEN = 1_760_000_000


def id_of(kind: str, data: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data).hexdigest()


def object_path(folder: Path, wanted: str) -> Path:
    return folder / ".git" / "objects" / wanted[:2] / wanted[2:]


def put_raw(folder: Path, wanted: str, raw: bytes) -> None:
    path = object_path(folder, wanted)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def put(folder: Path, kind: str, data: bytes) -> str:
    """A good loose object; its id."""
    wanted = id_of(kind, data)
    put_raw(folder, wanted, zlib.compress(f"{kind} {len(data)}\0".encode() + data))
    return wanted


def tree(*entries: tuple[str, str, str]) -> bytes:
    """Entries of mode, name and id, in the order given."""
    parts = [f"{mode} {name}\0".encode() + bytes.fromhex(found) for mode, name, found in entries]
    return b"".join(parts)


def commit(tree_id: str, *parents: str, when: int = WHEN, message: str = "step") -> bytes:
    who = f"Zhao <zhao@example.org> {when} +0800"
    lines = [f"tree {tree_id}", *(f"parent {parent}" for parent in parents)]
    lines += [f"author {who}", f"committer {who}", "", message, ""]
    return "\n".join(lines).encode()


def new_case(folder: Path, *files: tuple[str, bytes], parent: str = "") -> str:
    """A case folder whose newest commit holds these files in its root; the commit's id."""
    blobs = [("100644", name, put(folder, "blob", data)) for name, data in files]
    root = put(folder, "tree", tree(*blobs))
    return set_head(folder, put(folder, "commit", commit(root, *([parent] if parent else []))))


def set_head(folder: Path, commit_id: str) -> str:
    heads = folder / ".git" / "refs" / "heads"
    heads.mkdir(parents=True, exist_ok=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (heads / "main").write_text(commit_id + "\n")
    return commit_id


def number(value: int) -> bytes:
    """A size as deltas write it."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def entry(type_number: int, data: bytes, base: bytes = b"", size: int | None = None) -> bytes:
    """One entry of a pack; `base` is what stands between its header and its data."""
    left = len(data) if size is None else size
    byte, left = type_number << 4 | left & 15, left >> 4
    head = bytearray()
    while left:
        head.append(byte | 0x80)
        byte, left = left & 0x7F, left >> 7
    return bytes([*head, byte]) + base + zlib.compress(data)


def pack(*entries: bytes, count: int | None = None) -> bytes:
    total = len(entries) if count is None else count
    body = b"PACK" + (2).to_bytes(4, "big") + total.to_bytes(4, "big") + b"".join(entries)
    return body + hashlib.sha1(body).digest()


def put_pack(folder: Path, data: bytes) -> str:
    path = folder / ".git" / "objects" / "pack" / f"pack-{hashlib.sha1(data).hexdigest()}.pack"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return f".git/objects/pack/{path.name}"
