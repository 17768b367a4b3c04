"""The start of a rule: its file from the template, and a fixture of each of the three sorts.

`python -m tests.tools.new_rule 22.1 performance_recorded performance_record` takes a row of the
clause list, a name for the rule, and a kind of record that it looks at.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from string import Template

from lawrec import resources
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.records.kinds import KINDS

ROOT = Path(__file__).parents[2]

FIXTURE = """\
why: "{why}"
clauses: ["{clause}"]
{base}patch: []  # {patch}
expect:
  {verdict}: ["{clause}"]
"""
SORTS = {
    "lawful": ("", "nothing, or what makes another lawful case", "satisfied"),
    "unlawful": ("", "what breaks the clause", "violated"),
    "na": ("base: base_summary\n", "what takes the trigger away", "not_applicable"),
}


def rule_text(clause: str, name: str, kind: str) -> str:
    """The template with its places filled."""
    article = load_rulebook()[0].clause(clause)
    filled = {
        "article": str(article.article if article else 0),
        "clause": clause,
        "name": name,
        "kind": kind,
        "code": f"{name}_missing",
    }
    template = resources.templates() / "new_article.py.tmpl"
    return Template(template.read_text(encoding="utf-8")).substitute(filled)


def files(clause: str, name: str, kind: str) -> dict[str, str]:
    """What is to be written, by path; raises ValueError for what cannot be a new rule."""
    book, _rules = load_rulebook()
    row = book.clause(clause)
    if row is None:
        raise ValueError(f"the clause list has no row {clause}")
    if book.implemented(clause):
        raise ValueError(f"{clause} has a rule already: {', '.join(book.rules[clause])}")
    if kind not in KINDS:
        raise ValueError(f"there is no kind of record {kind}")
    if not name.isidentifier():
        raise ValueError(f"{name} is no name for a function")
    article = f"art_{row.article:02d}"
    made = {f"lawrec/checks/panjin/{article}_{name}.py": rule_text(clause, name, kind)}
    for sort, (base, patch, verdict) in SORTS.items():
        text = FIXTURE.format(
            why="say it in one line", clause=clause, base=base, patch=patch, verdict=verdict
        )
        made[f"tests/rules/{article}/{sort}_{name}.yaml"] = text
    return made


def main() -> None:
    """Write the files; nothing is overwritten."""
    parser = argparse.ArgumentParser(description=__doc__)
    for word in ("clause", "name", "kind"):
        parser.add_argument(word)
    given = parser.parse_args()
    try:
        made = files(given.clause, given.name, given.kind)
    except ValueError as trouble:
        parser.error(str(trouble))
    for path in (ROOT / name for name in made):
        if path.exists():
            parser.error(f"{path.relative_to(ROOT)} is there already")
    for name, text in made.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"written: {name}")
    print("next: name the module in lawrec/checks/panjin/__init__.py, in the import and in RULES")


if __name__ == "__main__":
    main()
