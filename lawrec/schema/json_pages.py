"""Which page has which JSON Schema: the table of all page types, and the schemas themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from lawrec.schema import bureau, case
from lawrec.schema.base import Model
from lawrec.schema.clause import Bilingual, Clause
from lawrec.schema.copies import MediumCopies
from lawrec.schema.device_checks import DeviceCheck
from lawrec.schema.device_profile import DeviceProfile
from lawrec.schema.json_schema import Builder, Schema, document
from lawrec.schema.media import Sidecar
from lawrec.schema.names import name_of
from lawrec.schema.questions import question_text
from lawrec.schema.records.kinds import KINDS, Kind


class MonthOfChecks(Model):
    """The checks of one device in one month (`roster/checks-2026-07.yaml`)."""

    checks: tuple[DeviceCheck, ...] = ()


class BookHead(Model):
    """A bureau's own rulebook (article 30), but for its rows."""

    title: Bilingual
    note: Bilingual | None = None
    extends: str | None = None
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageType:
    """One kind of page: the name of its schema, what it is called, and where such pages lie."""

    name: str
    zh: str
    en: str
    make: Callable[[Builder], Schema]
    in_case: str | None = None
    in_bureau: str | None = None


def _page(model: type[Model]) -> Callable[[Builder], Schema]:
    return lambda builder: {"allOf": [builder.reference(model)]}


def _entries(model: type[Model]) -> Callable[[Builder], Schema]:
    return lambda builder: builder.entries(model)


def _act(builder: Builder) -> Schema:
    builder.reference(case.Act)
    names = get_args(case.ActKind)
    kind = builder.definitions["Act"]["properties"]["kind"]
    kind["enumDescriptions"] = [f"{name_of(n, 'zh')}（{name_of(n, 'en')}）" for n in names]
    return {"allOf": [builder.reference(case.Act)]}


def _declarations(builder: Builder) -> Schema:
    answer = builder.reference(case.Declaration)
    asked = {
        name: {
            **answer,
            "title": question_text(name, "zh"),
            "description": f"{question_text(name, 'zh')}（{question_text(name, 'en')}）",
        }
        for name in get_args(case.Question)
    }
    return {"type": "object", "properties": asked, "additionalProperties": answer}


def _record(kinds: tuple[Kind, ...]) -> Callable[[Builder], Schema]:
    """The kind says which fields there are; kinds that have the same share one branch."""

    def make(builder: Builder) -> Schema:
        by_model: dict[str, list[str]] = {}
        branches: list[Schema] = []
        for kind in kinds:
            by_model.setdefault(builder.reference(kind.model)["$ref"], []).append(kind.id)
        for reference, names in by_model.items():
            chosen = {"properties": {"kind": {"enum": names}}, "required": ["kind"]}
            branches.append({"if": chosen, "then": {"$ref": reference}})
        which: Schema = {
            "title": "文书种类",
            "description": "文书种类（kind of record）",
            "type": "string",
            "enum": [kind.id for kind in kinds],
            "enumDescriptions": [f"{kind.zh}（{kind.en}）" for kind in kinds],
            "errorMessage": "没有这种文书（there is no such kind of record）: lawrec schema --list",
        }
        return {
            "type": "object",
            "properties": {"kind": which},
            "required": ["kind"],
            "allOf": branches,
        }

    return make


def _rulebook(builder: Builder) -> Schema:
    builder.reference(BookHead)
    head = builder.definitions["BookHead"]
    rows = {
        "title": "条款",
        "description": "条款（rows）: 只写要改动的内容",
        "type": "array",
        "items": builder.reference(Clause, partly=True),
    }
    head["properties"]["rows"] = rows
    return {"allOf": [builder.reference(BookHead)]}


_CASE_KINDS = tuple(kind for kind in KINDS.values())
_UNIT_KINDS = tuple(kind for kind in KINDS.values() if kind.in_unit)
_MEDIA = r"media/[^/]+\.yaml"

PAGE_TYPES = (
    PageType("case", "案件", "case", _page(case.Case), r"case\.yaml"),
    PageType(
        "persons",
        "本案涉及的人和单位",
        "people of the case",
        _entries(case.Person),
        r"persons\.yaml",
    ),
    PageType("act", "执法活动", "enforcement act", _act, r"acts/[^/]+\.yaml"),
    PageType(
        "record",
        "文书",
        "record",
        _record(_CASE_KINDS),
        r"records/[^/]+\.yaml",
        r"inbox/records/[^/]+\.yaml",
    ),
    PageType(
        "media", "音像附注", "sidecar of a medium", _page(Sidecar), _MEDIA, rf"inbox/{_MEDIA}"
    ),
    PageType("declarations", "情况声明", "declarations", _declarations, r"declarations\.yaml"),
    PageType(
        "originals",
        "签名盖章的纸质原件",
        "signed originals",
        _entries(case.Original),
        r"originals\.yaml",
    ),
    PageType(
        "attestations",
        "人工核验",
        "attestations",
        _entries(case.Attestation),
        r"attestations\.yaml",
    ),
    PageType("archived", "归档", "archiving", _page(case.Archived), r"archived\.yaml"),
    PageType(
        "extract",
        "本局设置、人员、设备的摘录",
        "extract of the bureau's facts",
        _page(bureau.BureauExtract),
        r"bureau\.yaml",
    ),
    PageType(
        "profile",
        "案件库设置",
        "profile of the bureau",
        _page(bureau.Profile),
        None,
        r"lawrec\.yaml",
    ),
    PageType(
        "staff", "人员名册", "staff roster", _entries(bureau.Officer), None, r"roster/staff\.yaml"
    ),
    PageType(
        "devices",
        "设备台账",
        "device register",
        _entries(bureau.Device),
        None,
        r"roster/devices\.yaml",
    ),
    PageType(
        "device-checks",
        "出发前的设备检查",
        "checks of recorders",
        _entries(MonthOfChecks),
        None,
        r"roster/checks-[^/]+\.yaml",
    ),
    PageType(
        "device-profile",
        "设备命名规则",
        "device profile",
        _page(DeviceProfile),
        None,
        r"roster/device-profiles/[^/]+\.yaml",
    ),
    PageType("lead", "违法线索", "lead", _page(bureau.Lead), None, r"leads/[^/]+/[^/]+\.yaml"),
    PageType(
        "unit-record",
        "本局自己留存的文书",
        "paper of the bureau",
        _record(_UNIT_KINDS),
        None,
        r"unit/[^/]+\.yaml",
    ),
    PageType(
        "copies",
        "音像副本台账",
        "ledger of copies",
        _entries(MediumCopies),
        None,
        r"copies/.+\.yaml",
    ),
    PageType(
        "rulebook", "自定规则库", "own rulebook", _rulebook, None, r"rulebooks/[^/]+\.yaml"
    ),
)  # fmt: skip
"""Every kind of page that lawrec reads, in a case and in the bureau's own folder."""


@cache
def schema_of(name: str) -> Schema:
    """The JSON Schema of one kind of page, by its name in `PAGE_TYPES`."""
    page = next(page for page in PAGE_TYPES if page.name == name)
    builder = Builder()
    what = f"{page.zh}（{page.en}）"
    return document(page.zh, f"lawrec: {what}", page.make(builder), builder)


@lru_cache(maxsize=4096)
def schema_for(path: str, *, in_case: bool) -> str | None:
    """The name of the schema for the page at that path of a case or a bureau, if it has one."""
    for page in PAGE_TYPES:
        where = page.in_case if in_case else page.in_bureau
        if where is not None and re.fullmatch(where, path):
            return page.name
    return None
