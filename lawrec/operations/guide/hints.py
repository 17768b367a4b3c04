"""What the law says to a field: the rows of the clause list that look at it, in our own words."""

from __future__ import annotations

from functools import lru_cache

from lawrec.i18n import language
from lawrec.operations.rulebook import clause_list
from lawrec.report.lines import labelled
from lawrec.schema.clause import Clause

_CLAUSES: dict[str, tuple[str, ...]] = {
    # a case
    "Case.kind": ("3",),
    "Case.officers": ("6.1a", "6.1b"),
    "Case.lead": ("9.2b",),
    "Case.party": ("9.2d",),
    # acts
    "Act.kind": ("13.1",),
    "Act.officers": ("6.1a", "6.1b", "6.1c"),
    "Act.recording": ("27.1b", "14a"),
    "Act.present": ("11e",),
    "Act.measure": ("16b",),
    # how a case begins
    "cause": ("9.2a",),
    "CaseInitiationApproval.source": ("9.2b",),
    "CaseInitiationApproval.source_ref": ("9.2b",),
    "CaseInitiationApproval.facts": ("9.2c",),
    "CaseInitiationApproval.party_info": ("9.2d",),
    "CaseInitiationApproval.mode": ("9.1c", "9.1d"),
    "urgent_reason": ("9.1c",),
    "started_at": ("9.1c",),
    "reported_at": ("9.1d",),
    "step.handler": ("29b",),
    "step.handler.opinion": ("29c",),
    "step.handler.reason": ("29c",),
    "step.section": ("29d",),
    "step.approver": ("29e", "29f"),
    "step.approver.decision": ("19.4a",),
    # transcripts
    "identification.cert_shown": ("11d",),
    "Transcript.signatures": ("13.2a", "13.2b", "13.3c"),
    "Transcript.rights_told": ("12a", "12b"),
    "signatures.refused": ("13.3c",),
    "act": ("13.1",),
    # papers that leave the house
    "reviewed_by": ("18c",),
    "made_by": ("18b",),
    "OutwardPaper.reason": ("18d",),
    "OutwardPaper.legal_basis": ("18d",),
    "OutwardPaper.evidence": ("18e",),
    "factors": ("18f",),
    "OutwardPaper.rights_told": ("12a", "12d", "12e"),
    "CoerciveMeasureDecision.measure": ("16a", "16b"),
    # evidence
    "EvidenceList.items": ("13.1(2)b",),
    "EvidencePreservationRecord.reason": ("15(1)",),
    "EvidencePreservationRecord.items": ("15(2)",),
    "EvidencePreservationRecord.forms": ("15(3)",),
    "AvUnsuitableStatement.reason": ("14d",),
    "RefusalRecord.reason": ("13.3a",),
    "IncidentRecord.types": ("17(2)a",),
    "institution": ("13.1(7)a",),
    # review and decision
    "LegalReviewOpinion.reviewers": ("19.1a",),
    "LegalReviewOpinion.opinion": ("19.1b",),
    "attendees": ("19.3",),
    "StatementReviewRecord.adopted": ("20.1(4)b", "23.2c"),
    "SummaryProcedureRecord.steps_taken": ("20.1(2)a",),
    "SummaryProcedureRecord.facts": ("20.1(1)a",),
    "SummaryProcedureRecord.legal_basis": ("20.1(1)b",),
    "SummaryProcedureRecord.statement_made": ("20.1(3)",),
    "SummaryProcedureRecord.adopted_reason": ("20.1(4)b",),
    "SummaryFilingRecord.filed_at": ("20.1(5)",),
    "ground": ("20.1(6)",),
    # service and performance
    "method": ("21.1a",),
    "method.mail": ("21.2a", "21.2c"),
    "method.left_at_residence": ("21.3b", "21.3e", "21.3g"),
    "ServiceReceipt.reason": ("21.3b",),
    "ServiceReceipt.signatures": ("21.1a", "21.1b"),
    "mail_type": ("21.2a",),
    "tracking": ("21.2b",),
    "PublicNoticeRecord.tried": ("21.4a",),
    "PublicNoticeRecord.way": ("21.4b",),
    "PublicNoticeRecord.course": ("21.4e",),
    "EServiceRecord.consent": ("21.x",),
    "PerformanceRecord.orders": ("22.1",),
    "CorrectionCheckRecord.result": ("22.2a", "22.2b"),
    "DemandNotice.deadline": ("23.1a",),
    # archiving
    "end_event": ("25.1b",),
    "MediaHandoverRecord.store": ("25.2b",),
    "SecrecyMarking.type": ("26.3a",),
    "RectificationRecord.measure": ("28.1",),
    # questions
    "incidents": ("17z",),
    "important": ("17(4)a",),
    "hearing_right": ("12c",),
    "hearing_requested": ("13.1(6)",),
    "statement_made": ("13.1(5)a",),
    "dispute_prone": ("20.2",),
    "state_secret": ("26.3a",),
    "trade_secret": ("26.3a",),
    "privacy": ("26.3a",),
    "no_private_copies": ("25.2a",),
    "overdue": ("23.1a",),
    "demand_statement_made": ("23.2b",),
    "major_decision": ("19.1a",),
}


def hint_of(field: str, *owners: str) -> str:
    """What the law asks of that field, in one line; empty where no row looks at it."""
    rows = rows_of(field, *owners)
    return _said(rows[0]) if rows else ""


def help_of(field: str, *owners: str) -> tuple[str, ...]:
    """Everything that the rows for that field say, for whoever asks for help."""
    found: list[str] = []
    for row in rows_of(field, *owners):
        found.append(_said(row))
        found += [text.text(language()) for text in (row.reading, row.examine) if text]
    return tuple(found)


def rows_of(field: str, *owners: str) -> tuple[Clause, ...]:
    """The rows for a field of that page: under the page's own name, else under the field's."""
    for name in (*(f"{owner}.{field}" for owner in owners), field):
        if name in _CLAUSES:
            known = _rows()
            return tuple(known[row] for row in _CLAUSES[name] if row in known)
    return ()


def clause_said(clause_id: str) -> str:
    """What one row asks; the bare id where there is no such row."""
    row = _rows().get(clause_id)
    return _said(row) if row else clause_id


def named() -> dict[str, tuple[str, ...]]:
    """Which rows are named for which field: a test holds them against the clause list."""
    return dict(_CLAUSES)


def _said(row: Clause) -> str:
    citation = row.citation.text(language()) if row.citation else row.id
    return labelled(citation, row.statement.text(language()))


@lru_cache(maxsize=1)
def _rows() -> dict[str, Clause]:
    return {row.id: row for row in clause_list()[0]}
