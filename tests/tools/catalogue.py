"""The catalogue of messages: gathered from the source, merged into the .po, compiled to the .mo.

`python -m tests.tools.catalogue` does all three and lists what still lacks its Chinese.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "lawrec/locale/zh_CN/LC_MESSAGES/lawrec.po"
MO = PO.with_suffix(".mo")

# Babel's own header holds dates and versions, which would change the files when no message does.
HEADER = """# Chinese messages of lawrec.
msgid ""
msgstr ""
"Project-Id-Version: lawrec\\n"
"Language: zh_CN\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)

# Where in a call the message stands. The rules' own words take theirs unmarked.
MARKS = {"_": 0, "N_": 0, "translate": 0}
RULE_MARKS = {
    "not_applicable": 0,
    "violated": 1,
    "unsure": 1,
    "pending": 1,
    "excused": 1,
    "satisfied_but": 2,
}


def gather(source: str, *, rules: bool = False) -> Iterator[str]:
    """The msgids in a module's text; `rules` also looks into the calls that make outcomes."""
    marks = MARKS | RULE_MARKS if rules else MARKS
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        at = marks.get(ast.unparse(node.func).rpartition(".")[2])
        if at is None or len(node.args) <= at:
            continue
        message = node.args[at]
        if isinstance(message, ast.Constant) and isinstance(message.value, str) and message.value:
            yield message.value


def template() -> Catalog:
    """All messages of the package with the files that they stand in, untranslated."""
    catalog = Catalog(project="lawrec", charset="utf-8")
    for path in sorted((ROOT / "lawrec").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        rules = name.startswith("lawrec/checks/")
        for message in gather(path.read_text(encoding="utf-8"), rules=rules):
            catalog.add(message, locations=[(name, 1)])
    return catalog


def read(path: Path = PO) -> Catalog:
    """A .po file."""
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN", domain="lawrec")


def save(catalog: Catalog) -> None:
    """Write the .po and the .mo; both change only where a message does."""
    out = io.BytesIO()
    write_po(
        out,
        catalog,
        width=100,
        sort_output=True,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    PO.write_bytes(HEADER.encode() + out.getvalue())
    written = read()
    written.creation_date = written.revision_date = SOME_DAY
    with MO.open("wb") as file:
        write_mo(file, written)


def missing(catalog: Catalog) -> list[str]:
    """The messages without a Chinese text."""
    return [str(m.id) for m in catalog if m.id and (not m.string or m.fuzzy)]


def main() -> None:
    """Bring the catalogue up to date; name what is still to be translated."""
    catalog = read()
    catalog.update(
        template(),
        no_fuzzy_matching=True,
        update_header_comment=False,
        update_creation_date=False,
    )
    save(catalog)
    open_messages = missing(catalog)
    for message in open_messages:
        print(f"no Chinese: {message!r}")
    print(f"{len(catalog)} messages, {len(open_messages)} without Chinese")


if __name__ == "__main__":
    main()
