"""Layouts and the model say the same, both ways; the .docx templates are what layouts make."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from lawrec.errors import InputError, LawrecError
from lawrec.forms import docx_build, docx_form, layouts
from lawrec.forms.context import context
from lawrec.forms.fields import inner_model
from lawrec.forms.filling import filled
from lawrec.i18n import Language
from lawrec.schema.records.kinds import KINDS
from tests.forms.papers import page
from tests.forms.press import subject
from tests.tools.forms import FOLDER, made

SHIPPED = layouts.shipped()
_USED = re.compile(r"\bt\.([a-z_]+)")
_LOOP = re.compile(r"t\.([a-z_]+)\S* as ([a-z]+)")
_CONTEXT = {"persons", "legal_basis"}


def fields_of(kind: str) -> set[str]:
    return {info.alias or name for name, info in KINDS[kind].model.model_fields.items()}


def kinds_of(name: str) -> list[str]:
    return [k for k in KINDS if layouts.by_kind().get(k, layouts.GENERIC) == name]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_form_asks_for_no_field_that_the_model_lacks(name: str) -> None:
    source = "\n".join(layouts.texts(SHIPPED[name]))
    asked = set(re.findall(r"\b[ftm]\.([a-z_]+)", source))
    for kind in kinds_of(name):
        if name != layouts.GENERIC:
            assert asked <= fields_of(kind), (kind, asked - fields_of(kind))
        assert set(SHIPPED[name].hide) <= fields_of(kind)


@pytest.mark.parametrize("name", SHIPPED)
def test_entries_have_the_fields_that_a_form_asks_them_for(name: str) -> None:
    for block in SHIPPED[name].body:
        for each, texts in [
            (block.each, [block.p or "", block.when or ""]),
            *((row.each, [*row.cells, row.when or ""]) for row in block.rows),
        ]:
            found = _LOOP.match(each or "")
            if found is None or found[1] in _CONTEXT:
                continue
            asked = set(re.findall(rf"\b{found[2]}\.([a-z_]+)", "\n".join(texts)))
            for kind in kinds_of(name):
                info = KINDS[kind].model.model_fields[found[1]]
                model = inner_model(info.annotation)
                assert model is not None, (kind, found[1])
                known = {i.alias or n for n, i in model.model_fields.items()}
                assert asked <= known, (kind, found[1], asked - known)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_model_is_on_its_form(kind: str) -> None:
    layout = SHIPPED[layouts.by_kind().get(kind, layouts.GENERIC)]
    source = "\n".join(layouts.texts(layout))
    if not re.search(r"\brest as row\b", source):
        missing = fields_of(kind) - layouts.shown(layout) - {"kind", "draft"}
        assert not missing, f"{kind}: {missing} is on the form of nobody"
    required = {
        info.alias or name
        for name, info in KINDS[kind].model.model_fields.items()
        if info.is_required()
    }
    assert not required & set(layout.hide)


@pytest.mark.parametrize(
    ("kind", "into", "told"),
    [
        ("criminal_transfer", "zh", False),
        ("court_enforcement_application", "zh", False),
        ("penalty_decision", "zh", False),
        ("penalty_decision", "en", False),
        ("investigation_report", "zh", True),
    ],
)
def test_how_a_letter_came_about_stays_in_the_house(kind: str, into: Language, told: bool) -> None:
    inner = {"reviewed_by": "校核某", "template": "旧版式", "external_ref": "OA-77"}
    one = subject(kind, page(kind, facts="事实在此", **inner), into)
    found = layouts.find(KINDS[kind], into, None)
    text = str(filled(found, context(one, layouts.shown(found.layout))))
    assert "事实在此" in text
    assert [word in text for word in inner.values()] == [told] * 3


@pytest.mark.parametrize(
    "kind", ["hearing_right_notice", "penalty_prior_notice", "penalty_decision"]
)
@pytest.mark.parametrize("facts", ["占用旱地。", None])
def test_headings_are_numbered_from_one(kind: str, facts: str | None) -> None:
    one = subject(kind, page(kind, facts=facts, evidence=["R01"], party_info=None))
    found = layouts.find(KINDS[kind], "zh", None)
    body = filled(found, context(one, layouts.shown(found.layout)))["body"]
    lines = [line["text"] for block in body if block["kind"] == "p" for line in block["text"]]
    heads = [line[0] for line in lines if line[1:2] == "、"]
    assert heads == list("一二三四"[: len(heads)])
    assert ("上述事实" in str(body)) == (facts is not None)


def test_no_kind_has_two_layouts() -> None:
    kinds = [kind for layout in SHIPPED.values() for kind in layout.kinds]
    assert len(kinds) == len(set(kinds))


def test_documents_are_fresh() -> None:
    there = {file.name: file.read_bytes() for file in FOLDER.glob("*.docx")}
    fresh = made()
    assert there.keys() == fresh.keys(), "run python -m tests.tools.forms"
    for name, data in fresh.items():
        assert parts(there[name]) == parts(data), f"{name}: run python -m tests.tools.forms"


def parts(document: bytes) -> dict[str, bytes]:
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(document)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_document_shows_what_its_layout_shows(name: str) -> None:
    source = docx_form.source_of((FOLDER / f"{name}.docx").read_bytes(), name)
    hidden = frozenset(SHIPPED[name].hide)
    assert layouts.shown_by(source) | hidden == layouts.shown(SHIPPED[name])


def test_a_bureaus_layout_goes_before_the_shipped_one(tmp_path: Path) -> None:
    kind = KINDS["stop_order"]
    assert not layouts.find(kind, "zh", tmp_path).own
    (tmp_path / "stop_order.yaml").write_text(
        "title: 停工通知\nbody:\n  - p: '{{ f.reason }}'\n  - use: seal\n", "utf-8"
    )
    found = layouts.find(kind, "zh", tmp_path)
    assert found.own
    assert found.document is None
    assert found.layout.title == "停工通知"
    assert len(found.layout.body) > 2, "the part that it uses was put in"
    assert not layouts.find(kind, "en", tmp_path).own


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("inquiry_transcript", "inquiry"),
        ("hearing_notice", "outward"),
        ("fine_receipt", "generic"),
    ],
)
def test_a_copy_under_the_shipped_name_is_taken(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.docx").write_bytes((FOLDER / f"{name}.docx").read_bytes())
    found = layouts.find(KINDS[kind], "zh", tmp_path)
    assert found.own
    assert found.where.endswith(f"{name}.docx")
    (tmp_path / f"{kind}.docx").write_bytes(b"")
    assert layouts.find(KINDS[kind], "zh", tmp_path).where.endswith(f"{kind}.docx")


@pytest.mark.parametrize(
    "block",
    [
        "p: '{{ 1 / 0 }}'",
        "p: '{{ name + 1 }}'",
        "p: '{{ range(99999999)|list }}'",
        "p: '{% include name %}'",
        "{p: x, when: '1 / 0'}",
        "{p: x, each: '1 as one'}",
    ],
)
def test_braces_that_come_to_nothing_are_told(block: str, tmp_path: Path) -> None:
    (tmp_path / "stop_order.yaml").write_text(f"body:\n  - {block}\n", "utf-8")
    found = layouts.find(KINDS["stop_order"], "zh", tmp_path)
    with pytest.raises(InputError, match=r"stop_order\.yaml"):
        filled(found, {"name": "停工", "title": ""})
    with pytest.raises(InputError, match=r"stop_order\.yaml"):
        docx_form.fill_docx(docx_build.build(found.layout), {"name": "停工"}, None, found.where)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("body:\n  - use: nothing\n", "nothing"),
        ("body:\n  - q: x\n", "q"),
        ("kinds: [poem]\nbody: []\n", "poem"),
        ("body: [\n", "stop_order.yaml"),
        ("body:\n  - {p: x, style: fancy}\n", "fancy"),
    ],
)
def test_a_mistake_in_a_bureaus_layout_names_its_place(
    text: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "stop_order.yaml").write_text(text, "utf-8")
    with pytest.raises(LawrecError) as raised:
        layouts.find(KINDS["stop_order"], "zh", tmp_path)
    assert told in str(raised.value)
    assert "stop_order.yaml" in str(raised.value)
