"""The door for state secrets: their body is kept nowhere here, only what and where it is (26.3a).

Git forgets nothing, so a body that once came in could not be taken out again. The door therefore
stands before anything is written, and a stub takes nothing from the file that was offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.schema.base import is_blank
from lawrec.schema.case import Original
from lawrec.schema.moments import format_moment
from lawrec.schema.records.archiving import SecrecyMarking
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.kinds import KINDS, Kind
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store import layout
from lawrec.store.render import page, to_raw
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump

_STATE = ("state", "国家秘密")
_OTHER = ("trade", "privacy", "商业秘密", "个人隐私")
_MARKING = "secrecy_marking"


@dataclass(frozen=True, slots=True)
class Stub:
    """What is kept of a state secret: what it is, its number, its level, and where it lies."""

    title: str | None = None
    number: str | None = None
    kept_at: str | None = None
    level: str | None = None
    decided_by: str | None = None
    until: str | None = None
    allowed: tuple[str, ...] = ()


def is_state_secret(secrecy: str | None) -> bool:
    """Whether that word means a state secret; for other secrets a marking is enough."""
    if secrecy is None:
        return False
    word = secrecy.strip()
    if word in _STATE:
        return True
    if word in _OTHER:
        raise UsageError(
            _("Trade secrets and privacy are kept like other files, and marked"),
            fix=f"lawrec add-record CASE {_MARKING} --set type=... --set 'about=[R01]'",
        )
    raise UsageError(
        _("{value} is no kind of secret").format(value=secrecy), fix=_("Write: --secrecy state")
    )


def at_the_door(stub: Stub | None, *said: str | None) -> Stub | None:
    """The stub that is to be kept in place of the content; None lets the content in.

    `said` is what the options and the fields say of secrecy. The body of a state secret is
    refused; to be asked before anything is written.
    """
    secret = True in {is_state_secret(word) for word in said}  # each is looked at
    if stub is None:
        if secret:
            raise RefusedError(
                _("The body of a state secret is not kept here; nothing was written"),
                fix=_(
                    "Keep only what it is and where it lies: "
                    "--stub --title ... --kept-at ... --level ..."
                ),
            )
        return None
    if not secret:
        raise UsageError(_("--stub is for state secrets: say so with --secrecy state"))
    for text, option in ((stub.kept_at, "--kept-at"), (stub.level, "--level")):
        if is_blank(text):
            raise UsageError(
                _(
                    "Of a state secret say with {option} where it lies and which level it has"
                ).format(option=option)
            )
    return stub


def is_stub(snapshot: CaseSnapshot, item: str | None) -> bool:
    """Whether a marking as state secret names that record: of it only a stub may be here."""
    return any(
        isinstance(page.data, SecrecyMarking)
        and page.data.type == "state"
        and item in page.data.about
        for page in snapshot.records
    )


def refuse_body(snapshot: CaseSnapshot, item: str | None) -> None:
    """Refuse what would bring in the content of a paper that is kept as a stub: its scan."""
    if is_stub(snapshot, item):
        raise RefusedError(
            _("The body of a state secret is not kept here; nothing was written"),
            fix=_(
                "{id} is marked as a state secret: its paper and scans stay where it lies"
            ).format(id=item),
        )


def stated_secrecy(data: Data, kind: str) -> str | None:
    """What the fields that were given say of secrecy; it is no field of the paper itself."""
    said = data.pop("secrecy", None)
    if said is None and kind != _MARKING and data.get("type") in _STATE:
        said = data["type"]
    return None if said is None else str(said)


def write_stub(
    folder: Path,
    session: Session,
    stub: Stub,
    kind: Kind | None = None,
    about: tuple[str, ...] = (),
) -> Written:
    """Keep a stub with its marking; without a kind the marking alone, about what is there."""
    with write_case(folder, session, _("keep a stub of a state secret")) as case:
        _require(case, about)
        files: dict[str, bytes | None] = {}
        item = case.next_id("R")
        paper: object = None
        path = f"records/{item}-{_MARKING}.yaml"
        marking = _marking(session, stub, about or ("case",), with_title=kind is None)
        if kind is not None:
            path = f"records/{item}-{kind.id}.yaml"
            data = {"kind": kind.id, **_named(stub, kind)}
            record = typed(kind.model, data, "-", {})
            files[path] = page(record, kind.zh)
            paper = to_raw(record)
            marking = _marking(session, stub, (item,), with_title=False)
            files[f"records/{case.next_id('R')}-{_MARKING}.yaml"] = page(marking, "涉密标识")
        else:
            files[path] = page(marking, "涉密标识")
        files[layout.ORIGINALS] = _originals(case, stub, _papers(case, about) or (item,))
        done = case.commit(files, event="stub", message=f"涉密标识 {item}")
        label = layout.case_label(folder)
        return Written(label, item, path, done.head, paper or to_raw(marking))


def _require(case: CaseWriter, about: tuple[str, ...]) -> None:
    snapshot = case.snapshot
    known = {found.id for found in (*snapshot.records, *snapshot.media, *snapshot.acts)}
    for item in about:
        if item not in known:
            raise RefusedError(_("There is no {id} in this case").format(id=item))


def _papers(case: CaseWriter, about: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are papers, and so have an original that lies somewhere."""
    papers = {found.id for found in case.snapshot.records}
    return tuple(item for item in about if item in papers)


def _named(stub: Stub, kind: Kind) -> Mapping[str, str]:
    number = "doc_no" if issubclass(kind.model, OutwardPaper) else "external_ref"
    fields = {"title": stub.title, number: stub.number}
    return {key: value for key, value in fields.items() if value}


def _marking(
    session: Session, stub: Stub, about: tuple[str, ...], *, with_title: bool
) -> SecrecyMarking:
    data: Data = {"kind": _MARKING, "type": "state", "about": list(about)}
    data |= {"made_at": format_moment(session.now()), "made_by": session.who}
    data |= {"level": stub.level, "decided_by": stub.decided_by, "until": stub.until}
    if stub.allowed:
        data["allowed"] = list(stub.allowed)
    if with_title:
        data |= _named(stub, KINDS[_MARKING])
    kept = {key: value for key, value in data.items() if value is not None}
    return typed(SecrecyMarking, kept, "-", {})


def _originals(case: CaseWriter, stub: Stub, items: tuple[str, ...]) -> bytes:
    entries: dict[str, Original] = dict(case.snapshot.originals)
    for item in items:
        old = entries.get(item)
        fresh = {"kept_at": stub.kept_at or ""}
        entries[item] = old.model_copy(update=fresh) if old else Original.model_validate(fresh)
    content = {key: to_raw(value) for key, value in entries.items()}
    return dump(content, "签名盖章的纸质原件")
