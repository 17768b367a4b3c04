"""What the address of a store means, and which are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lawrec.errors import InputError
from lawrec.media.stores.address import parse_address
from lawrec.media.stores.opening import login, open_store, variables
from lawrec.media.stores.place import StoreTrouble
from lawrec.schema.bureau import Store, StoreOptions


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("/srv/音像", "/srv/音像"),
        ("file:///srv/a%20b", "/srv/a b"),
        ("file://localhost/srv/a", "/srv/a"),
        ("nas/footage", "/bureau/nas/footage"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="other paths there")
def test_folders(text: str, folder: str) -> None:
    address = parse_address(text, Path("/bureau"))
    assert (address.kind, address.folder) == ("folder", Path(folder))


@pytest.mark.parametrize(
    "text", ["D:\\音像", "D:/音像", "\\\\nas\\share", "file:///D:/x", "file://nas/share"]
)
@pytest.mark.skipif(os.name == "nt", reason="these are at home there")
def test_folders_of_windows_can_be_declared_and_not_used_here(text: str) -> None:
    address = parse_address(text)
    assert (address.kind, address.folder) == ("folder", None)
    store = Store.model_validate({"type": "unit_dedicated", "name": "n", "url": text})
    with pytest.raises(StoreTrouble, match="another system"):
        open_store("n", store)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("s3://My.Bucket/音像/a/", ("s3", "My.Bucket", None, None, "音像/a", True)),
        ("sftp://lin@h:2222/srv/x", ("sftp", "h", 2222, "lin", "srv/x", True)),
        ("webdavs://h/dav/%E9%9F%B3", ("webdav", "h", None, None, "dav/音", True)),
        ("http://h:8080/", ("webdav", "h", 8080, None, "", False)),
        ("sftp://[::1]:22/x", ("sftp", "::1", 22, None, "x", True)),
    ],
)
def test_servers(text: str, parts: tuple[object, ...]) -> None:
    found = parse_address(text)
    assert (
        found.kind,
        found.host,
        found.port,
        found.user,
        found.path,
        found.encrypted,
    ) == parts


def test_a_folder_of_the_home() -> None:
    found = parse_address("sftp://h/~/footage")
    assert (found.path, found.at_root) == ("footage", False)


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "a\0b", "ftp://h/x", "s3://", "s3://b/../c", "sftp:///x", "sftp://h:port/x"),
        *("webdav://u:secret@h/", "s3://key:secret@bucket/x", "sftp://h/x?password=secret"),
        *("gs://b/x", "s3://b#x", "http://[::1/x"),
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(InputError) as told:
        parse_address(text)
    assert told.value.where is not None
    if "@" in text:
        assert "secret" not in str(told.value)


def test_names_of_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    assert variables("city-nas", StoreOptions())[0] == "LAWREC_STORE_CITY_NAS_USER"
    assert variables("市局", StoreOptions(credentials="City"))[1] == "LAWREC_STORE_CITY_PASSWORD"
    monkeypatch.setenv("LAWREC_STORE_CITY_USER", "lin")
    assert login("市局", StoreOptions(credentials="CITY")) == ("lin", None)
