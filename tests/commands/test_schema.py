"""lawrec schema: all kinds and values are listed, and every example can be entered."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from lawrec.i18n import Language, set_language
from lawrec.operations.schema_info import describe
from lawrec.operations.schema_topics import PAGES, models, topic
from lawrec.schema.case import ActKind, Question
from lawrec.schema.field_names import has_field_name
from lawrec.schema.names import name_of
from lawrec.schema.questions import question_text
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.value_names import value_name
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse
from tests.commands.looking import Desk

TOPICS = [*KINDS, *PAGES, *get_args(ActKind)]


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_example_validates(name: str, language: Language) -> None:
    set_language(language)
    info = describe(name)
    document = parse(info.yaml.encode("utf-8"), name)
    assert document.data == info.example
    found = topic(name)
    entry = typed(found.model, document.data, found.file, document.lines)
    if found.kind or found.act:
        assert getattr(entry, "kind", None) == name


@pytest.mark.parametrize("name", TOPICS)
def test_every_field_has_a_word_of_help_in_both_languages(name: str) -> None:
    for language in ("en", "zh"):
        set_language(language)
        waiting = [*describe(name).fields]
        while waiting:
            field = waiting.pop()
            assert field.help, field.name
            waiting += field.fields


def test_the_list_has_kinds_acts_pages_questions_and_values(desk: Desk) -> None:
    answer = desk.json("schema", "--list")
    assert answer == desk.json("schema")
    assert [record["id"] for record in answer["records"]] == list(KINDS)
    inquiry = next(r for r in answer["records"] if r["id"] == "inquiry_transcript")
    assert inquiry["zh"] == "询问笔录"
    assert (inquiry["stage"], inquiry["scope"], inquiry["act"]) == (2, "case", "inquiry")
    approval = next(r for r in answer["records"] if r["id"] == "case_initiation_approval")
    assert "立案审批表" in approval["aliases"]
    assert [act["id"] for act in answer["acts"]] == list(get_args(ActKind))
    assert [question["id"] for question in answer["questions"]] == list(get_args(Question))
    values = {
        (entry["field"], model): [value["value"] for value in entry["values"]]
        for entry in answer["enumerations"]
        for model in entry["models"]
    }
    assert values["kind", "Act"] == list(get_args(ActKind))
    assert values["status", "Signature"] == ["signed", "refused", "absent", "unable"]
    assert values["type", "Device"][0] == "body_camera"
    text = desk.text("schema", "--list")
    assert "inquiry_transcript" in text
    assert "major_decision" in text


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("询问笔录", "inquiry_transcript"),
        ("inquiry-transcript", "inquiry_transcript"),
        ("立案审批表", "case_initiation_approval"),
        ("立案(启动)审批表", "case_initiation_approval"),
        ("人员", "person"),
        ("act", "act"),
        ("执法活动", "act"),
        ("询问", "inquiry"),
        ("onsite-inspection", "onsite_inspection"),
    ],
)
def test_kinds_answer_to_their_names(desk: Desk, name: str, found: str) -> None:
    assert desk.json("schema", name)["name"] == found


def test_a_kind_for_programs_is_its_json_schema_and_more(desk: Desk) -> None:
    answer = desk.json("schema", "service_receipt")
    assert answer["type"] == "object"
    assert answer["properties"]["kind"]["const"] == "service_receipt"
    assert {"method", "result"} <= set(answer["required"])
    assert answer["kind"]["zh"] == "送达回证"
    assert answer["command"] == "lawrec add-record CASE service_receipt --from FILE"
    fields = {field["name"]: field for field in answer["fields"]}
    assert fields["act"]["required"] is True
    assert fields["method"]["allowed"][0] == {"value": "direct", "name": "direct service"}
    assert fields["signatures"]["list"] is True
    assert fields["made_at"]["type"] == "moment"
    assert [f["name"] for f in fields["signatures"]["fields"]][:2] == ["who", "as"]
    assert json.dumps(answer["examples"])


def test_a_kind_for_people_marks_what_is_required(desk: Desk) -> None:
    text = desk.text("schema", "service_receipt")
    assert "  method! " in text
    assert "Example:" in text
    assert "method: direct" in text


def test_an_unknown_kind_shows_near_ones(desk: Desk) -> None:
    desk.text("schema", "transcript", code=2)
    assert "inquiry_transcript" in desk.err
    desk.text("schema", "没有这种", code=2)
    assert "lawrec schema --list" in desk.err


def test_every_field_and_value_of_every_model_has_names() -> None:
    for model in models():
        for name, info in model.model_fields.items():
            assert has_field_name(info.alias or name, model.__name__), f"{model.__name__}.{name}"
    for entry in describe_values():
        field, value = entry
        if value not in ("1",):
            named = value_name(value, "zh", field)
            assert not named.isascii(), entry


def describe_values() -> list[tuple[str, str]]:
    from lawrec.operations.schema_info import list_schema

    return [
        (entry["field"], value["value"])
        for entry in list_schema().enumerations
        for value in entry["values"]
    ]


def test_questions_are_put_in_both_languages() -> None:
    for question in get_args(Question):
        assert question_text(question, "en").endswith("?")
        assert question_text(question, "zh").endswith("？")


def test_names_of_acts_are_their_own() -> None:
    names = [name_of(act, "zh") for act in get_args(ActKind)]
    assert len(set(names)) == len(names)
