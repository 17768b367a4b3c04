"""Looking at the clause list: all rows, one in full, and how far each article is judged."""

from __future__ import annotations

import inspect
import re
from functools import lru_cache
from pathlib import Path

import lawrec
from lawrec.checks.base import Rule
from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.pages import waits_for_rule
from lawrec.operations.rulebook import load_rulebook
from lawrec.report.rules_text import ClauseInfo, Coverage, RuleInfo
from lawrec.schema.clause import Clause

_SECTION = re.compile(r"(Duty|Lawful|Unlawful|Remedy):\s*(.*)")
_WIDE = str.maketrans({chr(0xFEE0 + c): chr(c) for c in range(0x21, 0x7F)})
_DIGITS = "零一二三四五六七八九"


@lru_cache(maxsize=4)
def all_clauses(book_name: str = "panjin", bureau: Path | None = None) -> tuple[ClauseInfo, ...]:
    """Every row of the clause list with its rules, in the order of the regulation."""
    book, rules = load_rulebook(book_name, bureau)
    by_clause: dict[str, list[RuleInfo]] = {}
    for rule in rules:
        by_clause.setdefault(rule.clause, []).append(rule_info(rule))
    return tuple(ClauseInfo(row, tuple(by_clause.get(row.id, ()))) for row in book.clauses)


def rule_info(rule: Rule) -> RuleInfo:
    """What the rule's own source says of it: its place and its words."""
    function = rule.function
    path = Path(inspect.getfile(function)).resolve()
    root = Path(lawrec.__file__).resolve().parents[1]
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    summary, says = _words(inspect.getdoc(function) or "")
    return RuleInfo(rule.name, file, function.__code__.co_firstlineno, summary, says)


def _words(text: str) -> tuple[str, dict[str, str]]:
    """The first paragraph, and the lines Duty, Lawful, Unlawful and Remedy with what follows."""
    summary: list[str] = []
    says: dict[str, str] = {}
    key: str | None = None
    in_summary = True
    for line in text.splitlines():
        stripped = line.strip()
        match = _SECTION.match(stripped)
        if match:
            key, in_summary = match[1], False
            says[key] = match[2].strip()
        elif not stripped:
            key, in_summary = None, False
        elif in_summary:
            summary.append(stripped)
        elif key is not None:
            says[key] = f"{says[key]} {stripped}".strip()
    return " ".join(summary), says


def explain(
    name: str, book_name: str = "panjin", bureau: Path | None = None
) -> tuple[ClauseInfo, ...]:
    """The rows that a name means: an id (14a), an article (14), or a citation (第十三条第三款).

    An article or paragraph gives all its rows. A name that means nothing is a usage error.
    """
    every = all_clauses(book_name, bureau)
    found = tuple(info for info in every if _means(name, info.clause))
    if not found:
        raise UsageError(
            _("There is no clause {id}").format(id=name),
            fix=_("Write an id (14a), an article (14) or 第十三条第三款; all: lawrec rules"),
        )
    exact = tuple(info for info in found if info.clause.id == _plain(name))
    return exact or found


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).translate(_WIDE)


def _means(name: str, row: Clause) -> bool:
    plain = _plain(name)
    if _begins(row.id, plain):
        return True
    if row.citation is None:
        return False
    wanted, citation = chinese_citation(plain), chinese_citation(row.citation.zh)
    if wanted and citation.startswith(wanted):
        return True
    english, given = row.citation.en.lower(), " ".join(name.lower().split())
    return given.startswith("article") and _begins(english, given)


def _begins(whole: str, part: str) -> bool:
    """Whether `part` is the whole or a full step of it: 13.1 begins 13.1a, and 1 not 13."""
    if not part or not whole.startswith(part) or not (part[-1].isalnum() or part[-1] == ")"):
        return False
    rest = whole[len(part) :]
    return not (rest and part[-1].isdigit() and rest[0].isdigit())


def chinese_citation(text: str) -> str:
    """A Chinese citation in one form: 第14条第（2）项 becomes 第十四条第二项; else empty."""
    text = re.sub(r"[（）()\s]", "", text)
    if not re.match(r"第?[零一二三四五六七八九十\d]+条", text):
        return ""
    text = re.sub(r"\d+", lambda match: _chinese(int(match[0])), text)
    return text if text.startswith("第") else f"第{text}"


def _chinese(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if tens == 0 or tens > 9:
        return _DIGITS[ones]
    head = "" if tens == 1 else _DIGITS[tens]
    return f"{head}十{_DIGITS[ones] if ones else ''}"


def coverage(book_name: str = "panjin") -> tuple[Coverage, ...]:
    """For each article: its rows, how many a rule judges now, a person must, or none yet."""
    articles: dict[int, list[ClauseInfo]] = {}
    for info in all_clauses(book_name):
        articles.setdefault(info.clause.article, []).append(info)
    return tuple(
        Coverage(
            article,
            len(rows),
            sum(row.implemented for row in rows),
            sum(row.clause.status == "human" and not row.implemented for row in rows),
            sum(waits_for_rule(row.clause) and not row.implemented for row in rows),
            tuple(sorted({rule.file for row in rows for rule in row.rules})),
        )
        for article, rows in sorted(articles.items())
    )
