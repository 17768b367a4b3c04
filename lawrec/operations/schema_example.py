"""A small lawful example of every page, made from its model; the people in it are invented."""

from __future__ import annotations

import re
from typing import Any

from lawrec.i18n import language
from lawrec.operations.schema_rare import LEFT_OUT
from lawrec.operations.schema_topics import Topic
from lawrec.schema.field_names import field_name
from lawrec.schema.records.common import Approval, OutwardPaper, Record
from lawrec.schema.records.service import ServiceReceipt
from lawrec.store.render import to_raw
from lawrec.store.validate import typed

_OFFICER, _SECOND, _HEAD, _PARTY = "贺某", "尹某", "温某", "曲某乙"
_TIME = "2026-03-11T09:30:00+08:00"
_TEXTS = {
    "made_by": _OFFICER,
    "who": _OFFICER,
    "by": _OFFICER,
    "seen_by": _OFFICER,
    "compared_by": _OFFICER,
    "noted_by": _OFFICER,
    "from": _OFFICER,
    "to": _SECOND,
    "responsible": _OFFICER,
    "approved_by": _HEAD,
    "reviewed_by": _SECOND,
    "presider": _SECOND,
    "recorder": _OFFICER,
    "operator": _OFFICER,
    "unit": "执法一科",
    "place": "示例市东湖街1号",
    "title": "曲某乙未经批准占用土地案",
    "number": "立〔2026〕1号",
    "cert_no": "虚构-0001",
    "device": "CAM-01",
    "store": "vault",
    "original_name": "CAM01_0001.MP4",
    "source": "巡查发现",
    "reader": "pymediainfo",
    "raw": "2026-03-11 09:30:00",
    "time_zone": "Asia/Shanghai",
    "rulebook": "panjin",
    "sha256": "0" * 64,
    "verified": "read_back",
    "Certificate.number": "虚构-0001",
    "Sidecar.title": "现场录像",
    "Captured.source": "container",
    "Sidecar.model": "示例型号",
}
_CHOICES = {
    "Case.kind": "penalty",
    "Case.initiated_by": "ex_officio",
    "Sidecar.mode": "video",
    "Captured.zone": "assumed",
}
_TIMES = {"end": "2026-03-11T10:30:00+08:00"}
_NUMBERS = {
    "battery_percent": "90",
    "free_gb": "32",
    "clock_offset_s": "0",
    "amount_yuan": "1000",
    "size_bytes": "1289748",
    "duration_s": "3600",
}
_SERVED = [
    {"who": _OFFICER, "as": "server"},
    {"who": _SECOND, "as": "server"},
    {"who": _PARTY, "as": "recipient"},
]
_SEALED = [{"who": "示例市自然资源局", "as": "organ", "means": "seal"}]
_WHOLE: dict[str, Any] = {
    "officers": [_OFFICER, _SECOND],
    "persons": [_PARTY],
    "present": [_PARTY],
    "reviewers": [_SECOND],
    "clauses": ["9.1d"],
    "legal_basis": ["《中华人民共和国土地管理法》第七十七条第一款"],
    "signatures": [
        {"who": _OFFICER, "as": "officer"},
        {"who": _SECOND, "as": "officer"},
        {"who": _PARTY, "as": "party"},
    ],
    "steps": [
        {
            "role": "handler",
            "who": _OFFICER,
            "at": _TIME,
            "opinion": "建议办理",
            "reason": "有事实",
        },
        {"role": "section", "who": _SECOND, "at": "2026-03-11T10:00:00+08:00", "opinion": "同意"},
        {"role": "approver", "who": _HEAD, "at": "2026-03-11T11:00:00+08:00"}
        | {"opinion": "同意", "decision": "approved"},
    ],
    "identification": {
        "officer_count": "2",
        "officers": [
            {"who": _OFFICER, "cert_no": "虚构-0001"},
            {"who": _SECOND, "cert_no": "虚构-0002"},
        ],
        "cert_shown": "yes",
    },
    "rights_told": [{"rights": ["statement", "defence", "recusal"], "how": "oral"}],
    "units": {"执法一科": {"type": "section"}},
    "stores": {"vault": {"type": "unit_dedicated", "name": "本单位音像库"}},
    "numbers": {"case": "立〔{year}〕{n}号"},
}
_NOT_DIRECT = frozenset(
    (
        "reason",
        "mail_type",
        "carrier",
        "tracking",
        "posted_at",
        "notice_way",
        "notice_days",
        "entrusted_body",
        "consent",
    )
)
"""Fields of a service receipt that direct service, the way in the example, does not have."""

_COMMON = frozenset(("kind", "made_at", "made_by", "persons", "content", "signatures"))
_ABOUT = {
    "R01": "service_receipt service_attempt mail_voucher mail_register correction_check_record "
    "approval_form statement_review_record legal_review_opinion secrecy_marking "
    "performance_record",
    "A01": "av_unsuitable_statement refusal_record",
    "M01": "media_handover_record long_term_storage_record",
}
_IDS = ("A01", "R01", "M01", "L2026-0001", "0" * 64)


def example(topic: Topic) -> Any:
    """An example that validates, as it would lie on disk."""
    schema = topic.model.model_json_schema(by_alias=True)
    data = _object(schema, schema.get("$defs", {}), topic.model.__name__, topic)
    return to_raw(typed(topic.model, data, topic.file, {}))


def _object(
    schema: dict[str, Any], defs: dict[str, Any], model: str, topic: Topic | None = None
) -> dict[str, Any]:
    required = schema.get("required", ())
    data: dict[str, Any] = {}
    for name, part in schema.get("properties", {}).items():
        fixed = _fixed(name, topic) if topic else None
        if fixed is not None:
            data[name] = fixed
        elif name in required or _wanted(name, topic):
            data[name] = _value(name, part, defs, model)
    return data


def _fixed(name: str, topic: Topic) -> Any:
    """What the kind itself decides."""
    if name == "kind" and (topic.kind or topic.act):
        return topic.kind.id if topic.kind else topic.act
    if topic.kind is None:
        return None
    if name == "act" and topic.kind.act is not None:
        return "A01"
    if name == "signatures" and issubclass(topic.model, OutwardPaper):
        return _SEALED
    if name == "signatures" and issubclass(topic.model, ServiceReceipt):
        return _SERVED
    if name == "signatures" and topic.kind.stage == 5 and not issubclass(topic.model, Approval):
        return _WHOLE["signatures"][:2]
    if name == "about":
        found = (item for item, kinds in _ABOUT.items() if topic.id in kinds.split())
        return next(([item] for item in found), None)
    return None


def _wanted(name: str, topic: Topic | None) -> bool:
    if name in LEFT_OUT or (topic is not None and topic.id == "attestation" and name == "clauses"):
        return False
    if topic is not None and topic.kind and topic.kind.stage == 5 and name == "persons":
        return False
    if topic is not None and issubclass(topic.model, ServiceReceipt) and name in _NOT_DIRECT:
        return False
    if topic is None or topic.kind is None or name not in Record.model_fields:
        return True
    if issubclass(topic.kind.model, Approval):
        return name in _COMMON - {"made_at", "made_by", "signatures"}
    return name in _COMMON


def _value(name: str, part: dict[str, Any], defs: dict[str, Any], model: str) -> Any:
    part = _resolved(part, defs)
    kind = part.get("type")
    if name in _WHOLE and kind in ("array", "object") and _fits(name, part):
        return _WHOLE[name]
    if "const" in part or "enum" in part:
        return _CHOICES.get(f"{model}.{name}") or part.get("const") or part["enum"][0]
    if kind == "array":
        return [_value(name, part.get("items", {}), defs, model)]
    if kind == "object" and "properties" in part:
        return _object(part, defs, str(part.get("title", "")))
    if kind == "object":
        return {"名称": _value(name, part.get("additionalProperties", {}), defs, model)}
    return _scalar(name, part, model)


def _fits(name: str, part: dict[str, Any]) -> bool:
    """Whether the field means what the ready example is for: names, not certificates shown."""
    return not (name == "officers" and "$ref" in part.get("items", {}))


def _resolved(part: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """The part itself behind a reference, or the branch that is not null."""
    while True:
        if "$ref" in part:
            part = defs[part["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in part:
            part = next(branch for branch in part["anyOf"] if branch.get("type") != "null")
        else:
            return part


def _scalar(name: str, part: dict[str, Any], model: str) -> str:
    form = part.get("format")
    if form == "moment":
        return _TIMES.get(name, _TIME)
    if form == "date":
        return "2031-03-10" if name == "to" else "2026-03-11"
    if form in ("number", "count"):
        return _NUMBERS.get(name, "1")
    if pattern := part.get("pattern"):
        return next(item for item in _IDS if re.fullmatch(pattern, item))
    mark = "（{}）" if language() == "zh" else "({})"
    return (
        _TEXTS.get(f"{model}.{name}")
        or _TEXTS.get(name)
        or mark.format(field_name(name, language(), model))
    )
