"""The template for a rule gives a module that works as it stands."""

from __future__ import annotations

from string import Template
from typing import Any

from lawrec import resources
from lawrec.checks.base import Rule

FILLED = {
    "article": "31",
    "clause": "31a",
    "name": "papers_say_why",
    "kind": "initiation_approval",
    "code": "why-missing",
}


def test_rule_template_makes_a_rule() -> None:
    text = (resources.templates() / "new_article.py.tmpl").read_text(encoding="utf-8")
    module: dict[str, Any] = {"__name__": "lawrec.checks.panjin.art_31_example"}
    exec(compile(Template(text).substitute(FILLED), "art_31_example.py", "exec"), module)
    (rule,) = module["RULES"]
    assert isinstance(rule, Rule)
    assert rule.clause == "31a"
    for part in ("Duty:", "Lawful:", "Unlawful:", "Remedy:"):
        assert part in (rule.function.__doc__ or "")
