"""Clock, evidence log, verified copies, keys, backups: what makes the evidence hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from lawrec.custody.evidence_log import LEAVES
from lawrec.i18n import _
from lawrec.operations.backups import last_of
from lawrec.operations.doctor_computer import said_by
from lawrec.operations.session import Session
from lawrec.operations.verify_log import log_problems, read_log
from lawrec.report.doctor_text import Checked, State
from lawrec.report.lines import listed, span, when
from lawrec.store import layout
from lawrec.store.copies import all_copies

Check = tuple[tuple[str, str], Callable[[], Iterable[Checked]]]
_APART = timedelta(minutes=2)
_AHEAD = timedelta(minutes=2)
QUIET = timedelta(days=30)
"""An evidence log without an entry for so long is worth a look. Ours, no law."""
UNREAD = timedelta(days=180)
"""Copies are to be read again after half a year. Ours, no law."""
UNSAVED, UNTRIED = timedelta(days=7), timedelta(days=90)
"""How old the last backup, and the last trial of restoring, may be. Ours, no law."""


def checks(session: Session) -> Iterator[Check]:
    """The checks of the evidence, each with its code and name."""
    root = session.bureau
    if root is None:
        return
    yield ("clock", _("clock")), partial(_clock, session, root)
    yield ("log", _("evidence log")), partial(_log, session, root)
    yield ("copies", _("verified copies")), partial(_copies, session, root)
    yield ("keys", _("keys")), partial(_keys, session)
    yield ("backup", _("backup")), partial(_backup, session, root)
    yield ("drill", _("trial of restoring")), partial(_drill, session, root)


def _clock(session: Session, root: Path) -> Iterator[Checked]:
    """This computer's clock against the log's newest entry and the clock of the disk.

    Where the disk belongs to a server the time of its files is the server's. Nothing is written:
    the file of the log was written last when its last entry was made.
    """
    name, now = _("clock"), datetime.now(UTC)
    local = now.astimezone().utcoffset()
    bureau = now.astimezone(session.zone).utcoffset()
    fix = _("Set the clock of this computer right, best by a time server")
    troubles = []
    log = read_log(root)
    last = log.leaves[-1].time if log and log.leaves else None
    if last is not None and last > now + _AHEAD:
        text = _("behind: the newest entry of the evidence log is from {time}, {span} ahead")
        troubles.append(text.format(time=when(last), span=span(last - now)))
    if last is not None:
        changed = (root / layout.LOG / LEAVES).stat().st_mtime
        apart = datetime.fromtimestamp(changed, UTC) - last
        if abs(apart) > _APART:
            text = _("the log's last entry and the time of its file on that disk are {span} apart")
            troubles.append(text.format(span=span(apart)))
    back = [p for p in log.problems if p.code == "time_goes_back"] if log else []
    if back:
        troubles.append(
            _("it jumped back {count} times in the evidence log").format(count=len(back))
        )
    if troubles:
        yield Checked("clock", name, "attention", listed(troubles), fix)
        return
    text = _("{time}, zone {zone}").format(time=when(now), zone=str(session.zone))
    if local != bureau:
        text += _("; this computer is set to another zone than the bureau")
        yield Checked("clock", name, "attention", text, _("Set the time zone of this computer"))
        return
    yield Checked("clock", name, "ok", text)


def _log(session: Session, root: Path) -> Iterator[Checked]:
    name, log = _("evidence log"), read_log(root)
    if log is None or not log.leaves:
        fix = _("Take it back from a backup: lawrec restore")
        yield Checked("log", name, "broken", _("there is none"), fix)
        return
    problems = [found.message for found in log_problems(log)]
    if problems:
        yield Checked("log", name, "broken", listed(problems[:3]), _("See: lawrec verify --all"))
        return
    last = log.leaves[-1].time
    age = session.now() - last
    text = _("{count} entries, the last {span} ago").format(count=len(log.leaves), span=span(age))
    if age > QUIET:
        fix = _("Is this the case repository in which people work?")
        yield Checked("log", name, "attention", text, fix)
        return
    yield Checked("log", name, "ok", text)


def _copies(session: Session, root: Path) -> Iterator[Checked]:
    """When copies in stores were read last; without such copies there is nothing to say."""
    name = _("verified copies")
    times = [
        copy.verified_at
        for _page, ledger in all_copies(root)
        for entry in ledger.values()
        for copy in (entry.here, *entry.stores.values())
        if copy is not None and isinstance(copy.verified_at, datetime)
    ]
    if not times:
        text = _("no copy of footage was verified yet")
        fix = _("lawrec verify --all --note reads all footage; lawrec store copy makes copies")
        yield Checked("copies", name, "attention", text, fix)
        return
    newest, oldest = session.now() - max(times), session.now() - min(times)
    text = _("the last was read {new} ago, the one read longest ago {old} ago")
    told = text.format(new=span(newest), old=span(oldest))
    state: State = "attention" if oldest > UNREAD else "ok"
    fix = "lawrec verify --all --sample 1/5 --note"
    yield Checked("copies", name, state, told, fix)


def _keys(session: Session) -> Iterator[Checked]:
    name = _("keys")
    holders = {who: o.keys for who, o in session.facts.officers.items() if o.keys}
    if not holders:
        yield Checked("keys", name, "ok", _("none are used"))
        return
    bad = [who for who, keys in holders.items() if any(not _is_key(key) for key in keys)]
    if bad:
        text = _("no public key of a known kind: {names}").format(names=listed(bad))
        fix = _("Enter the line of the .pub file: lawrec officer add NAME --set keys=[...]")
        yield Checked("keys", name, "attention", text, fix)
    elif said_by("ssh-keygen", "-?") is None:
        text = _("{count} people have keys, but ssh-keygen is not there to check signatures")
        fix = _("Install OpenSSH's client")
        yield Checked("keys", name, "attention", text.format(count=len(holders)), fix)
    else:
        yield Checked("keys", name, "ok", _("{count} people").format(count=len(holders)))


def _is_key(text: str) -> bool:
    return text.strip().startswith(("ssh-ed25519 ", "ssh-rsa ", "ecdsa-sha2-", "sk-ssh-", "age1"))


def _backup(session: Session, root: Path) -> Iterator[Checked]:
    name, last = _("backup"), last_of(root, "backup")
    fix = _("lawrec backup FOLDER, best on a disk that is kept elsewhere")
    if last is None:
        yield Checked("backup", name, "attention", _("there is none yet"), fix)
        return
    age = session.now() - last.at
    text = _("the last {span} ago, in {place}").format(span=span(age), place=last.place)
    state: State = "attention" if age > UNSAVED or last.lacks else "ok"
    if last.lacks:
        text = _("{last}; it lacks {count} things that could not be kept").format(
            last=text, count=last.lacks
        )
    yield Checked("backup", name, state, text, fix)


def _drill(session: Session, root: Path) -> Iterator[Checked]:
    name, last = _("trial of restoring"), last_of(root, "drill")
    fix = _("lawrec backup FOLDER --drill restores it into a scratch folder and verifies all")
    if last is None:
        yield Checked("drill", name, "attention", _("a backup was never tried"), fix)
        return
    age = session.now() - last.at
    text = _("the last that succeeded was {span} ago").format(span=span(age))
    state: State = "attention" if age > UNTRIED else "ok"
    yield Checked("drill", name, state, text, fix)
