"""What can be entered: every kind of record, kinds of act, and the pages of case and bureau."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from lawrec.errors import UsageError
from lawrec.i18n import Language, _
from lawrec.schema.bureau import Device, Lead, Officer, Profile, Store
from lawrec.schema.case import (
    Act,
    ActKind,
    Attestation,
    Case,
    Declaration,
    Original,
    Person,
)
from lawrec.schema.field_names import field_name
from lawrec.schema.media import Sidecar
from lawrec.schema.names import name_of
from lawrec.schema.records.kinds import KINDS, Kind, find_kind


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of page: its names, its model, where it lies and which command enters it.

    `kind` is set for records, `act` for one kind of act.
    """

    id: str
    zh: str
    en: str
    model: type[BaseModel]
    file: str
    command: str
    kind: Kind | None = None
    act: str | None = None


PAGES: dict[str, Topic] = {
    topic.id: topic
    for topic in (
        Topic("case", "案件", "case", Case, "case.yaml", "lawrec new-case --from FILE"),
        Topic(
            "person",
            "人员",
            "person outside the bureau",
            Person,
            "persons.yaml",
            "lawrec person add CASE NAME --from FILE",
        ),
        Topic(
            "act",
            "执法活动",
            "enforcement act",
            Act,
            "acts/A01-KIND.yaml",
            "lawrec log-act CASE --from FILE",
        ),
        Topic(
            "media",
            "音像",
            "sidecar of a medium",
            Sidecar,
            "media/M01-NAME.yaml",
            "lawrec import-media CASE SOURCE",
        ),
        Topic(
            "declaration",
            "情况声明",
            "answer to a question",
            Declaration,
            "declarations.yaml",
            "lawrec declare CASE QUESTION=yes --basis ...",
        ),
        Topic(
            "original",
            "纸质原件",
            "signed original",
            Original,
            "originals.yaml",
            "lawrec seen CASE R01 --kept-at ... --by ...",
        ),
        Topic(
            "attestation",
            "人工核验",
            "judgement of a checker",
            Attestation,
            "attestations.yaml",
            "lawrec attest CASE CLAUSE --basis ...",
        ),
        Topic(
            "officer",
            "本局人员",
            "member of staff",
            Officer,
            "roster/staff.yaml",
            "lawrec officer add NAME --from FILE",
        ),
        Topic(
            "device",
            "设备",
            "recorder",
            Device,
            "roster/devices.yaml",
            "lawrec device add NAME --from FILE",
        ),
        Topic(
            "store",
            "储存位置",
            "place for footage",
            Store,
            "lawrec.yaml",
            "lawrec store add NAME --from FILE",
        ),
        Topic(
            "profile",
            "案件库设置",
            "profile of the bureau",
            Profile,
            "lawrec.yaml",
            "lawrec init FOLDER --from FILE",
        ),
        Topic("lead", "线索", "lead", Lead, "leads/2026/L2026-0001.yaml", ""),
    )
}
"""The pages that are no records, by their English name."""


def topic(name: str) -> Topic:
    """What a name means: a kind of record, a page, or a kind of act; in either language."""
    plain = name.strip().replace("-", "_")
    kind = find_kind(name) or find_kind(plain)
    if kind is not None:
        return of_kind(kind)
    for page in PAGES.values():
        if plain in (page.id, page.zh):
            return page
    for act in get_args(ActKind):
        if plain in (act, name_of(act, "zh")):
            return of_act(act)
    near = [other for other, label in _names() if plain in other or name.strip() in label][:8]
    raise UsageError(
        _("There is no kind {name}").format(name=name),
        fix=_("Did you mean: {names}").format(names=", ".join(near))
        if near
        else _("See all kinds: lawrec schema --list"),
    )


def _names() -> Iterator[tuple[str, str]]:
    for kind in KINDS.values():
        yield kind.id, kind.zh
    for page in PAGES.values():
        yield page.id, page.zh


def of_kind(kind: Kind) -> Topic:
    """The topic of a kind of record."""
    path = f"records/R01-{kind.id}.yaml"
    command = f"lawrec add-record CASE {kind.id} --from FILE" if kind.scope == "case" else ""
    if kind.scope == "bureau" and kind.in_unit:
        path = f"unit/U0001-{kind.id}.yaml"
        command = f"lawrec unit add {kind.id} --from FILE"
    return Topic(kind.id, kind.zh, kind.en, kind.model, path, command, kind)


def of_act(act: str) -> Topic:
    """The topic of a kind of act."""
    return Topic(
        act,
        name_of(act, "zh"),
        name_of(act, "en"),
        Act,
        f"acts/A01-{act}.yaml",
        f"lawrec log-act CASE {act} --from FILE",
        act=act,
    )


def models() -> Iterator[type[BaseModel]]:
    """Every model that a page is made of, each once."""
    waiting: list[type[BaseModel]] = [kind.model for kind in KINDS.values()]
    waiting = [*(page.model for page in PAGES.values()), *waiting]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop(0)
        if model in seen:
            continue
        seen.add(model)
        yield model
        for info in model.model_fields.values():
            waiting += [part for part in _parts(info.annotation) if part not in seen]


def owner_names(lang: Language) -> dict[str, str]:
    """What people call each of these models: the page or paper it is, else the field it is in."""
    names = {page.model.__name__: page.zh if lang == "zh" else page.en for page in PAGES.values()}
    for kind in KINDS.values():
        names.setdefault(kind.model.__name__, kind.zh if lang == "zh" else kind.en)
    for model in models():
        for field, info in model.model_fields.items():
            for part in _parts(info.annotation):
                named = field_name(info.alias or field, lang, model.__name__)
                names.setdefault(part.__name__, named)
    return names


def _parts(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation) if get_origin(annotation) is not Literal else ():
        yield from _parts(part)
