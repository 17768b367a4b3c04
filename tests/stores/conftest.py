"""Each kind of store as a declared store that is open for tests, on a real server."""

from __future__ import annotations

import getpass
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lawrec.schema.bureau import Store
from tests.stores.servers import Server, free_port, need, program

KEY, SECRET = "FICTIONALKEY", "fictional-secret-0001"
USER, PASSWORD = "clerk", "fictional-password"


@dataclass
class Declared:
    """A store on a server of its own: how it is declared, and where its bytes lie."""

    name: str
    store: Store
    server: Server | None = None
    root: Path | None = None
    extra: list[Server] = field(default_factory=list)


def declare(url: str, **options: str) -> Store:
    data: dict[str, object] = {"type": "unit_dedicated", "name": "测试", "url": url}
    return Store.model_validate({**data, **({"options": options} if options else {})})


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment has of users and passwords, as an office would set it."""
    monkeypatch.setenv("LAWREC_STORE_DAV_USER", USER)
    monkeypatch.setenv("LAWREC_STORE_DAV_PASSWORD", PASSWORD)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture(params=["folder", "moto", "rclone-s3", "sshd", "wsgidav", "rclone-dav"])
def place_of(
    request: pytest.FixtureRequest, tmp_path: Path, login: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Declared]:
    """One store after the other; skipped with a reason where its server or library is missing."""
    declared = MAKERS[request.param](tmp_path, monkeypatch)
    try:
        yield declared
    finally:
        if declared.server is not None:
            declared.server.kill()


def _folder(tmp_path: Path, _patch: pytest.MonkeyPatch) -> Declared:
    root = tmp_path / "网络存储"
    root.mkdir()
    return Declared("nas", declare(str(root)), None, root)


def _moto(tmp_path: Path, _patch: pytest.MonkeyPatch) -> Declared:
    need("s3fs", "s3")
    port = free_port()
    server = Server([*program("moto_server"), "-H", "127.0.0.1", "-p", str(port)], port)
    server.start()
    endpoint = f"http://127.0.0.1:{port}"
    _make_bucket(endpoint)
    return Declared("cloud", declare("s3://evidence/音像", endpoint=endpoint), server)


def _make_bucket(endpoint: str) -> None:
    from s3fs import S3FileSystem

    fs = S3FileSystem(key=KEY, secret=SECRET, endpoint_url=endpoint, skip_instance_cache=True)
    fs.mkdir("evidence")
    fs.close_session(fs.loop, fs._s3)


def _rclone_s3(tmp_path: Path, _patch: pytest.MonkeyPatch) -> Declared:
    need("s3fs", "s3")
    root = tmp_path / "served"
    (root / "evidence").mkdir(parents=True)
    port = free_port()
    command = [*program("rclone"), "serve", "s3", "--auth-key", f"{KEY},{SECRET}"]
    command += ["--addr", f"127.0.0.1:{port}", str(root)]
    server = Server(command, port, {"RCLONE_CONFIG": str(tmp_path / "none.conf")})
    server.start()
    endpoint = f"http://127.0.0.1:{port}"
    store = declare("s3://evidence/音像", endpoint=endpoint)
    return Declared("cloud", store, server, root / "evidence/音像")


def _sshd(tmp_path: Path, patch: pytest.MonkeyPatch) -> Declared:
    need("paramiko", "sftp")
    sshd = program("sshd")
    home = tmp_path / "home-ssh"
    (home / ".ssh").mkdir(parents=True, mode=0o700)
    patch.setenv("HOME", str(home))
    patch.delenv("SSH_AUTH_SOCK", raising=False)
    for name in ("host", "id_ed25519"):
        target = tmp_path / name if name == "host" else home / ".ssh" / name
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(target)]
        subprocess.run(keygen, check=True)
    port = free_port()
    root = tmp_path / "音像 sftp"
    root.mkdir()
    (tmp_path / "authorized").write_bytes((home / ".ssh/id_ed25519.pub").read_bytes())
    config = tmp_path / "sshd.cfg"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path}/host\nPidFile none\n"
        f"AuthorizedKeysFile {tmp_path}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nSubsystem sftp internal-sftp\n",
        encoding="utf-8",
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    server = Server([str(Path(sshd[0]).resolve()), "-D", "-f", str(config)], port)
    server.start()
    kind, key, *_rest = (tmp_path / "host.pub").read_text(encoding="utf-8").split()
    known = home / ".ssh/known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {kind} {key}\n", encoding="utf-8")
    url = f"sftp://{getpass.getuser()}@127.0.0.1:{port}{root.as_posix()}"
    return Declared("far", declare(url), server, root)


def _wsgidav(tmp_path: Path, _patch: pytest.MonkeyPatch) -> Declared:
    need("webdav4", "webdav")
    root, port = tmp_path / "dav", free_port()
    (root / "音像").mkdir(parents=True)
    config = tmp_path / "wsgidav.yaml"
    config.write_text(
        f'host: 127.0.0.1\nport: {port}\nserver: cheroot\nprovider_mapping:\n  "/": {root}\n'
        f'simple_dc:\n  user_mapping:\n    "*":\n      {USER}:\n        password: {PASSWORD}\n',
        encoding="utf-8",
    )
    server = Server([*program("wsgidav"), "--config", str(config)], port)
    server.start()
    store = declare(f"webdav://127.0.0.1:{port}/音像")
    return Declared("dav", store, server, root / "音像")


def _rclone_dav(tmp_path: Path, _patch: pytest.MonkeyPatch) -> Declared:
    need("webdav4", "webdav")
    root, port = tmp_path / "dav", free_port()
    (root / "音像").mkdir(parents=True)
    command = [*program("rclone"), "serve", "webdav", "--user", USER, "--pass", PASSWORD]
    command += ["--addr", f"127.0.0.1:{port}", str(root)]
    server = Server(command, port, {"RCLONE_CONFIG": str(tmp_path / "none.conf")})
    server.start()
    store = declare(f"webdav://127.0.0.1:{port}/音像")
    return Declared("dav", store, server, root / "音像")


MAKERS = {
    "folder": _folder,
    "moto": _moto,
    "rclone-s3": _rclone_s3,
    "sshd": _sshd,
    "wsgidav": _wsgidav,
    "rclone-dav": _rclone_dav,
}
