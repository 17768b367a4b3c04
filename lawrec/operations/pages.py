"""The case's own pages: persons, declarations, originals seen, attestations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data
from lawrec.operations.references import require_person
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.report.lines import argument
from lawrec.schema.case import Attestation, Declaration, Original, Person, Question
from lawrec.schema.clause import Clause
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump

M = TypeVar("M", bound=BaseModel)
QUESTIONS: tuple[str, ...] = Question.__args__  # type: ignore[attr-defined]
NEEDS_BASIS = ("major_decision", "hearing_right", "dispute_prone")
"""Questions whose answer is a judgement, which needs its reason."""


def add_person(folder: Path, session: Session, name: str, given: Data) -> Written:
    """Enter someone outside the bureau, or add what an entry lacks; amend changes what it says."""
    with write_case(folder, session, _("enter a person")) as case:
        known = case.snapshot.persons.get(name)
        entry = typed(
            Person, _completed(case, name, known, given), layout.PERSONS, {}, prefix=(name,)
        )
        if entry.represents is not None:
            require_person(case, entry.represents)
        entries = {**case.snapshot.persons, name: entry}
        return _write(case, layout.PERSONS, "本案涉及的人和单位", entries, "person", name)


def _completed(case: CaseWriter, name: str, known: Person | None, given: Data) -> Data:
    """The entry with what is added to it; refused where it adds nothing or says otherwise."""
    if known is None:
        return given
    raw = to_raw(known)
    old: Data = dict(raw) if isinstance(raw, dict) else {}
    if all(old.get(key) == value for key, value in given.items()):
        raise RefusedError(_("{name} is in this case already").format(name=name))
    differing = [key for key, value in given.items() if key in old and old[key] != value]
    if differing:
        field = differing[0]
        raise RefusedError(
            _("{name} is in this case already, with {field}: {value}").format(
                name=name, field=field, value=old[field]
            ),
            fix=f"lawrec amend {layout.case_label(case.folder)} {argument(name)} --reason ... "
            f"--set {field}=...",
        )
    return {**old, **given}


def declare(
    folder: Path,
    session: Session,
    answers: Mapping[str, str],
    *,
    by: str | None = None,
    at: str | None = None,
    basis: str | None = None,
) -> Written:
    """Answer questions that no record shows; an earlier answer stays in the history."""
    moment = session.moment(at) or session.now()
    fresh: dict[str, Declaration] = {}
    for question, answer in answers.items():
        if question not in QUESTIONS:
            raise UsageError(
                _("There is no question {name}").format(name=question),
                fix=_("Questions: {names}").format(names=", ".join(QUESTIONS)),
            )
        needed = question in NEEDS_BASIS or (question == "incidents" and answer == "no")
        if needed and answer != "unknown" and not basis:
            raise UsageError(_("{name} is a judgement: say why with --basis").format(name=question))
        data: Data = {"answer": answer, "by": by or session.who, "at": moment}
        if basis:
            data["basis"] = basis
        fresh[question] = typed(Declaration, data, layout.DECLARATIONS, {}, prefix=(question,))
    with write_case(folder, session, _("declare")) as case:
        require_person(case, by or session.who)
        entries = {**case.snapshot.declarations, **fresh}
        names = ", ".join(fresh)
        return _write(case, layout.DECLARATIONS, "情况声明", entries, "declare", names)


def seen(  # noqa: PLR0913
    folder: Path,
    session: Session,
    records: Iterable[str],
    *,
    kept_at: str,
    by: str | None = None,
    at: str | None = None,
    pages: str | None = None,
) -> Written:
    """Note where signed papers lie, and that a named person has seen the signatures on them."""
    if not (records := tuple(records)):
        raise UsageError(_("Name the papers that were seen, such as R07"))
    if not kept_at.strip():
        raise UsageError(_("{option} says nothing").format(option="--kept-at"))
    moment = session.moment(at) or session.now()
    with write_case(folder, session, _("note originals")) as case:
        require_person(case, by or session.who)
        known = {page.id for page in case.snapshot.records}
        entries: dict[str, Original] = dict(case.snapshot.originals)
        for record_id in records:
            if record_id not in known:
                raise RefusedError(_("There is no record {id}").format(id=record_id))
            entries[record_id] = original(kept_at, by or session.who, moment, pages)
        names = ", ".join(records)
        return _write(case, layout.ORIGINALS, "签名盖章的纸质原件", entries, "seen", names)


def original(kept_at: str, by: str, at: datetime | date, pages: str | None = None) -> Original:
    """The entry for one paper that somebody has looked at."""
    data: Data = {"kept_at": kept_at, "seen_by": by, "seen_at": at}
    return Original.model_validate({**data, **({"pages": pages} if pages else {})})


def attest(  # noqa: PLR0913
    folder: Path,
    session: Session,
    clauses: tuple[str, ...],
    *,
    basis: str,
    by: str | None = None,
    at: str | None = None,
    answer: str = "met",
    pending: bool = False,
) -> Written:
    """Record what a named checker judged; with `pending` all rows that lawrec has no rule for.

    It answers what a machine cannot tell and never waives a violation (decision 2).
    """
    book, _rules = load_rulebook()
    who = by or session.who
    base: Data = {
        "answer": answer,
        "by": who,
        "at": session.moment(at) or session.now(),
        "basis": basis,
        "rulebook": book.version,
    }
    fresh: dict[str, Attestation] = {}
    if pending:
        rows = [row.id for row in book.clauses if waits_for_rule(row) and row.id not in book.rules]
        entry = {**base, "pending": "yes", "clauses": rows}
        fresh["pending"] = typed(Attestation, entry, layout.ATTESTATIONS, {})
    for clause_id in clauses:
        if book.clause(clause_id) is None:
            raise UsageError(
                _("There is no clause {id}").format(id=clause_id), fix=_("See: lawrec rules")
            )
        fresh[clause_id] = typed(Attestation, base, layout.ATTESTATIONS, {}, prefix=(clause_id,))
    if not fresh:
        raise UsageError(_("Name the clauses to attest, or use --pending"))
    with write_case(folder, session, _("attest")) as case:
        require_person(case, who)
        entries = {**case.snapshot.attestations, **fresh}
        return _write(case, layout.ATTESTATIONS, "人工核验", entries, "attest", ", ".join(fresh))


def waits_for_rule(row: Clause) -> bool:
    """Whether a rule could judge this row and only lawrec lacks it."""
    return row.status in ("automated", "partly") and row.modality not in (
        "MAY",
        "ORGANISATIONAL",
    )


def _write(
    case: CaseWriter, path: str, comment: str, entries: Mapping[str, M], event: str, name: str
) -> Written:
    content = {key: to_raw(value) for key, value in entries.items()}
    done = case.commit({path: dump(content, comment)}, event=event, message=f"{comment} {name}")
    return Written(layout.case_label(case.folder), name, path, done.head, content)
