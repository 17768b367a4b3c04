"""Logging enforcement acts: what was done, when, where, by whom, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.device_care import with_checks
from lawrec.operations.input import build
from lawrec.operations.references import require_person
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.report.lines import listed
from lawrec.schema.case import Act, ActKind
from lawrec.schema.moments import not_after
from lawrec.schema.names import name_of
from lawrec.schema.snapshot import Lines
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
    name: str = "-",
    sets: tuple[str, ...] = (),
) -> Written:
    """Add one act to the journal; officers default to those of the case."""
    data, document = build(text, name, sets)
    data = {**data, **fields}
    if "kind" not in data:
        raise UsageError(
            _("Say which kind of act it was"), fix=_("Kinds: {names}").format(names=_kinds())
        )
    if "start" not in data:
        raise UsageError(_("Say with --start when the act began"))
    with write_case(folder, session, _("log an act")) as case:
        act_id, path, content = act_page(case, data, session.zone, name, document.lines)
        done = case.commit({path: content}, event="act", message=path.split("/")[1])
        return Written(case_label(folder), act_id, path, done.head, parse(content, path).data)


def act_page(
    case: CaseWriter,
    data: Mapping[str, object],
    zone: tzinfo,
    name: str = "-",
    lines: Lines | None = None,
) -> tuple[str, str, bytes]:
    """The id, path and content of a new act; an end before its start is refused."""
    full = dict(data)
    if case.snapshot.case is not None:
        full.setdefault("officers", list(case.snapshot.case.data.officers))
    act = typed(Act, full, name, lines or {}, zone=zone)
    if act.end is not None and not_after(act.start, act.end) == "no":
        raise RefusedError(
            _("The end of the act lies before its start"),
            fix=_("Check --start and --end; times without a zone are the bureau's"),
        )
    for name in (*act.officers, *act.present):
        require_person(case, name)
    act = with_checks(case.session.bureau, act)
    act_id = case.next_id("A")
    path = f"acts/{act_id}-{act.kind}.yaml"
    return act_id, path, page(act, name_of(act.kind, "zh"))


def known_act(name: str) -> str:
    """The kind of act of that English id or Chinese name, or an error that lists them."""
    plain = name.strip().replace("(", "（").replace(")", "）")
    for kind in ACT_KINDS:
        if plain in (kind, kind.replace("_", "-"), *_chinese(kind)):
            return kind
    raise UsageError(
        _("There is no kind of act {name}").format(name=name),
        fix=_("Kinds: {names}").format(names=_kinds()),
    )


def _chinese(kind: str) -> tuple[str, ...]:
    """The Chinese names of a kind: 现场检查（勘验） is also 现场检查 and 勘验."""
    full = name_of(kind, "zh")
    short, _bracket, rest = full.partition("（")
    return (full, short, rest.removesuffix("）")) if rest else (full,)


def _kinds() -> str:
    """All kinds, as people may write them."""
    return listed(name_of(kind, "zh") if language() == "zh" else kind for kind in ACT_KINDS)
