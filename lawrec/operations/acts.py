"""Logging enforcement acts: what was done, when, where, by whom, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import build
from lawrec.operations.references import require_person
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.schema.case import Act, ActKind
from lawrec.schema.moments import not_after
from lawrec.schema.names import name_of
from lawrec.store.layout import case_label
from lawrec.store.render import page
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

ACT_KINDS: tuple[str, ...] = ActKind.__args__  # type: ignore[attr-defined]


def log_act(
    folder: Path,
    session: Session,
    fields: Mapping[str, object],
    *,
    text: bytes | None = None,
    sets: tuple[str, ...] = (),
) -> Written:
    """Add one act to the journal; officers default to those of the case."""
    data, _document = build(text, "-", sets)
    data = {**data, **fields}
    with write_case(folder, session, _("log an act")) as case:
        act_id, path, content = act_page(case, data, session.zone)
        done = case.commit({path: content}, event="act", message=path.split("/")[1])
        return Written(case_label(folder), act_id, path, done.head, parse(content, path).data)


def act_page(case: CaseWriter, data: Mapping[str, object], zone: tzinfo) -> tuple[str, str, bytes]:
    """The id, path and content of a new act; an end before its start is refused."""
    full = dict(data)
    if case.snapshot.case is not None:
        full.setdefault("officers", list(case.snapshot.case.data.officers))
    act = typed(Act, full, "-", {}, zone=zone)
    if act.end is not None and not_after(act.start, act.end) == "no":
        raise RefusedError(
            _("The end of the act lies before its start"),
            fix=_("Check --start and --end; times without a zone are the bureau's"),
        )
    for name in (*act.officers, *act.present):
        require_person(case, name)
    act_id = case.next_id("A")
    path = f"acts/{act_id}-{act.kind}.yaml"
    return act_id, path, page(act, name_of(act.kind, "zh"))


def known_act(name: str) -> str:
    """The kind of act of that English id or Chinese name, or an error that lists them."""
    for kind in ACT_KINDS:
        if name in (kind, kind.replace("_", "-"), name_of(kind, "zh")):
            return kind
    raise UsageError(
        _("There is no kind of act {name}").format(name=name),
        fix=_("Kinds: {names}").format(names=", ".join(ACT_KINDS)),
    )
