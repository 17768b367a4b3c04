"""Stores on a server with SSH. Its host key must be known; nothing is taken on trust."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawrec.i18n import _
from lawrec.media.stores.address import Address
from lawrec.media.stores.place import StoreTrouble, lost, taken
from lawrec.media.stores.remote import TIMEOUT_S, Remote
from lawrec.schema.bureau import StoreOptions

if TYPE_CHECKING:
    from paramiko import PKey, SSHClient

_BLOCK = 32 * 1024
"""What every server gives in one answer."""


class _UnknownHost(Exception):
    """The server shows a key that no file of known hosts has."""

    def __init__(self, key: PKey) -> None:
        super().__init__(key)
        self.key = key


class _Refuse:
    """What paramiko asks about a key that it does not know."""

    def missing_host_key(self, client: SSHClient, hostname: str, key: PKey) -> None:
        raise _UnknownHost(key)


def _file_system(client: SSHClient, host: str) -> Any:
    """Fsspec's SFTP on a connection that we have made ourselves: by itself it trusts anybody."""
    from fsspec.implementations.sftp import SFTPFileSystem

    class Strict(SFTPFileSystem):  # type: ignore[misc]
        cachable = False

        def _connect(self) -> None:
            self.client = client
            self.ftp = client.open_sftp()
            self.ftp.get_channel().settimeout(TIMEOUT_S)

    return Strict(host)


class _Windows:
    """A remote file read in windows: many requests on the way at once, and memory stays flat.

    The library's own way of reading ahead keeps everything that has come until it is asked for.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        _quiet(file)
        self._size = int(file.stat().st_size or 0)
        self._at = 0

    def read(self, size: int) -> bytes:
        end = min(self._at + size, self._size)
        blocks = [(at, min(_BLOCK, end - at)) for at in range(self._at, end, _BLOCK)]
        if not blocks:
            return b""
        piece = b"".join(self._file.readv(blocks))
        if len(piece) != end - self._at:
            raise EOFError
        self._at = end
        return piece

    def close(self) -> None:
        self._file.close()


def _quiet(file: Any) -> None:
    """What its helping thread meets is met by the reader too; nobody needs it as a traceback."""
    ask = getattr(file, "_prefetch_thread", None)
    if ask is None:
        return

    def asking(*arguments: Any) -> None:
        with suppress(Exception):
            ask(*arguments)

    file._prefetch_thread = asking


class Sftp(Remote):
    """A folder on an SSH server."""

    def open_to_read(self, path: str) -> Any:
        """In windows of many requests."""
        return _Windows(self.fs.ftp.open(path, "rb"))

    def upload(self, path: str, chunks: Iterator[bytes], size: int) -> None:
        """Under a temporary name; a rest of an earlier run is written over from its start."""
        with self.errors():
            file = self.fs.ftp.open(path, "wb")
            file.set_pipelined(True)
        try:
            for chunk in chunks:
                with self.errors():
                    file.write(chunk)
            with self.errors():
                self._sync(file)
        finally:
            with suppress(Exception):
                file.close()
        with self.errors():
            found = self.fs.ftp.stat(path).st_size
        if found != size:
            raise lost(
                self.where, _("{found} of {size} bytes are there").format(found=found, size=size)
            )

    def _sync(self, file: Any) -> None:
        """Wait until the server has everything, and ask it to force it to its disk."""
        file.set_pipelined(False)
        file.flush()
        with suppress(OSError):  # an extension of OpenSSH, which others lack
            self.fs.ftp._request(200, "fsync@openssh.com", file.handle)

    def rename(self, path: str, target: str) -> None:
        """The plain rename of the protocol, which never replaces."""
        if self._info(target) is not None:
            raise taken(self.where, target)
        self.fs.ftp.rename(path, target)

    def close(self) -> None:
        """Close the connection."""
        with suppress(Exception):
            self.fs.client.close()


def connect(
    address: Address, options: StoreOptions, user: str | None, password: str | None
) -> Sftp:
    """Connect as ~/.ssh/config says, with its keys, the agent, or the password given."""
    import paramiko

    asked = _config(address.host)
    host = asked.get("hostname", address.host)
    port = address.port or int(asked.get("port", 22))
    client = paramiko.SSHClient()
    _load_known_hosts(client, asked)
    client.set_missing_host_key_policy(_Refuse())
    try:
        client.connect(
            host,
            port=port,
            username=user or address.user or asked.get("user") or getpass.getuser(),
            password=password,
            key_filename=[str(Path(name).expanduser()) for name in asked.get("identityfile", [])],
            timeout=TIMEOUT_S,
            banner_timeout=TIMEOUT_S,
            auth_timeout=TIMEOUT_S,
        )
        fs = _file_system(client, host)
    except BaseException as error:
        client.close()
        raise _refusal(address, host, port, error) or error from None
    root = f"/{address.path}" if address.at_root else address.path or "."
    return Sftp(fs, root, address.text)


def _config(host: str) -> Any:
    path = Path("~/.ssh/config").expanduser()
    if not path.is_file():
        return {}
    from paramiko import SSHConfig

    return SSHConfig.from_path(str(path)).lookup(host)


def _load_known_hosts(client: SSHClient, asked: Any) -> None:
    named = asked.get("userknownhostsfile", "~/.ssh/known_hosts").split()
    for name in (*named, "/etc/ssh/ssh_known_hosts"):
        path = Path(name).expanduser()
        if path.is_file():
            client.load_system_host_keys(str(path))


def _refusal(address: Address, host: str, port: int, error: BaseException) -> StoreTrouble | None:
    """What to say of a failed connection; None where the general text will do."""
    from paramiko import AuthenticationException, BadHostKeyException

    name = host if port == 22 else f"[{host}]:{port}"
    if isinstance(error, _UnknownHost):
        return StoreTrouble(
            _("The key of {host} is not known: {fingerprint}").format(
                host=name, fingerprint=f"{error.key.get_name()} {error.key.fingerprint}"
            ),
            where=address.text,
            fix=_(
                "Ask who runs the server whether this is its key; then add it: "
                "ssh-keyscan -p {port} {host} >> ~/.ssh/known_hosts"
            ).format(port=port, host=host),
        )
    if isinstance(error, BadHostKeyException):
        return StoreTrouble(
            _("{host} shows another key than the known one: it may be another server").format(
                host=name
            ),
            where=address.text,
            fix=_(
                "Nothing was sent. Ask who runs the server; only if its key was changed on "
                "purpose: ssh-keygen -R {host}, then add the new one"
            ).format(host=name),
        )
    if isinstance(error, AuthenticationException) or "No authentication" in str(error):
        return StoreTrouble(
            _("{host} does not accept this user, key or password").format(host=name),
            where=address.text,
            fix=_("See that this works first: ssh {host}").format(host=address.host),
        )
    if isinstance(error, OSError | socket.timeout | EOFError):
        return lost(address.text, error)
    return None
