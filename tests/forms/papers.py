"""Records of every kind with their case, and what of them must be readable on paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from lawrec.forms.wording import chinese_day, day, stamp
from lawrec.operations.schema_example import example
from lawrec.operations.schema_topics import topic
from lawrec.schema.bureau import Officer, Profile
from lawrec.schema.case import Act, Case, Person
from lawrec.schema.moments import parse_moment
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Bureau, CaseSnapshot, Page
from lawrec.schema.value_names import value_name

UNSAID = {"kind", "draft", "how", "means", "status", "type"}
"""Fields whose words a paper says in other ways, or that are for rules."""
NOTHING: Mapping[str, str] = {}
_ID = re.compile(r"[ARM]\d{2,5}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T[\d:+-]+)?")


def snapshot(*records: Page[Record]) -> CaseSnapshot:
    """A small case: two officers with certificates, one party, one act."""
    act = {
        "kind": "inquiry",
        "start": "2026-03-11T09:00:00+08:00",
        "end": "2026-03-11T09:30:00+08:00",
        "place": "示例市东湖街1号",
        "officers": ["贺某", "尹某"],
        "present": ["曲某乙"],
    }
    case = {
        "number": "示自然资立〔2026〕1号",
        "title": "曲某乙未经批准占用土地案",
        "kind": "penalty",
        "procedure": "general",
        "initiated_by": "ex_officio",
        "unit": "执法一科",
        "officers": ["贺某", "尹某"],
    }
    profile = {"schema_version": "1", "bureau": {"name": "示例市自然资源局"}}
    staff = {
        name: Officer.model_validate(
            {"employment": "established", "certificate": {"number": number}}
        )
        for name, number in (("贺某", "虚构-0001"), ("尹某", "虚构-0002"))
    }
    person = {"capacity": "party", "id_no": "000000198501010013", "address": "示例市西湖街2号"}
    return CaseSnapshot(
        name="2026/0001",
        case=Page("case", "case.yaml", Case.model_validate(case)),
        persons={"曲某乙": Person.model_validate(person)},
        acts=(Page("A01", "acts/A01-inquiry.yaml", Act.model_validate(act)),),
        records=records,
        bureau=Bureau(Profile.model_validate(profile), staff, known=True, source="bureau"),
    )


def page(kind: str, **changes: Any) -> Page[Record]:
    """The example record of a kind, with changes."""
    data = {**example(topic(kind)), **changes}
    model = KINDS[kind].model
    return Page("R07", f"records/R07-{kind}.yaml", model.model_validate(data))


def flat(text: str) -> str:
    """A text without white space, lines to write on and page furniture, in one normal form."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s_￾\x02]+", "", text)


def said(
    raw: object, field: str, hidden: frozenset[str], names: Mapping[str, str] = NOTHING
) -> Iterator[tuple[str, set[str]]]:
    """Each value as it lies on disk, and the ways in which a Chinese paper may say it.

    `names` are the titles of other items, which papers that leave the house say without their ids.
    """
    if isinstance(raw, dict):
        if raw.get("as") == "organ":
            return  # the seal: the bureau's own name stands beside it
        for name, value in raw.items():
            if name not in UNSAID | hidden:
                yield from said(value, name, hidden, names)
    elif isinstance(raw, list):
        for value in raw:
            yield from said(value, field, hidden, names)
    else:
        text = str(raw)
        if (field, text) == ("within_days", "0"):
            return  # at once: nobody says within 0 days
        yield field, {flat(way) for way in (*_ways(text, field), names.get(text, text))}


def _ways(text: str, field: str) -> Iterator[str]:
    if _ISO.fullmatch(text):
        moment: datetime | date = parse_moment(text)
        yield from (stamp(moment, "zh"), chinese_day(moment))
        if not isinstance(moment, datetime):
            yield day(moment, "zh")
    elif _ID.fullmatch(text):
        yield text
        yield {"A01": "2026年3月11日", "R01": "R01", "M01": "M01"}.get(text, text)
    else:
        yield value_name(text, "zh", field)
        yield value_name(text, "zh", "channel") if field == "source" else text
        yield "本案" if text == "case" else text
