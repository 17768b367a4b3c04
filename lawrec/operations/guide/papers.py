"""Which fields of each kind of paper are asked for, in which order; the others wait under "more".

Asked is what the rules of that kind look at. What follows from the case is not asked: it stands in
the summary, where it can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from lawrec.i18n import Language
from lawrec.operations.guide.questions import Answers
from lawrec.schema.case import CaseKind
from lawrec.schema.records.common import Approval, OutwardPaper, Record, Transcript
from lawrec.schema.records.kinds import KINDS, Kind
from lawrec.schema.value_names import value_name

_MANY = 3
"""With so many fields of its own a paper says enough without a free text beside them."""
STEPS = (
    *("step.handler", "step.handler.opinion", "step.handler.reason"),
    *("step.section", "step.section.opinion"),
    *("step.approver", "step.approver.decision"),
)
"""The steps of an approval, as far as every form has them; the legal step waits under "more"."""

_HEAD = ("doc_no", "made_at", "reviewed_by", "persons")
_ORDER = (*_HEAD, "facts", "reason", "legal_basis", "factors", "evidence", "orders", "signatures")
_NOTICE = (*_HEAD, "facts", "reason", "legal_basis", "factors", "evidence", "content")
_DECISION = (
    *(*_HEAD, "party_info", "facts", "reason", "legal_basis", "factors", "evidence"),
    *("orders", "rights_told", "signatures"),
)
_ONSITE = (
    *("persons", "identification.cert_shown", "rights_told", "objects", "content"),
    *("conclusion", "signatures"),
)
_MAIL = ("mail_type", "carrier", "tracking", "posted_at")
_SERVICE = (
    *("about", "persons", "method", "result", "reason", *_MAIL, "notice_way", "notice_days"),
    *("entrusted_body", "consent", "signatures"),
)
_WITH_A_REASON = ("left_at_residence", "public_notice", "entrusted", "transfer")
_DISCUSSION = ("about", "attendees", "content", "conclusion", "signatures")
_PAPERS: dict[str, tuple[str, ...]] = {
    "case_initiation_approval": (
        *("mode", "urgent_reason", "started_at", "reported_at"),
        *("source", "source_ref", "cause", "facts", "party_info", *STEPS),
    ),
    "inspection_plan": ("cause", "objects", *STEPS),
    "approval_form": ("about", *STEPS),
    "time_extension_approval": ("about", "facts", *STEPS),
    "case_closure_approval": ("end_event", "ended_on", "facts", "evidence", *STEPS),
    "instalment_approval": ("about", "until", "instalments", "facts", *STEPS),
    "coercive_measure_approval": (
        *("measure", "mode", "urgent_reason", "started_at", "reported_at", "facts", *STEPS),
    ),
    "investigation_suspension": ("suspended_on", "resumed_on", "facts", *STEPS),
    "onsite_inspection_record": _ONSITE,
    "onsite_record": _ONSITE,
    "coercive_measure_onsite_record": ("made_at", *_ONSITE),
    "rights_notice": (
        *("made_at", "reviewed_by", "persons", "rights_told", "reason", "legal_basis"),
        "signatures",
    ),
    "stop_order": _ORDER,
    "correction_order": _ORDER,
    "penalty_prior_notice": (*_NOTICE, "rights_told", "signatures"),
    "hearing_right_notice": (
        *(*_HEAD, "reason", "legal_basis", "factors", "evidence", "rights_told", "signatures"),
    ),
    "penalty_decision": _DECISION,
    "summary_penalty_decision": _DECISION,
    "coercive_enforcement_decision": _DECISION,
    "no_penalty_decision": _DECISION,
    "case_dismissal_decision": _DECISION,
    "licence_decision": (
        *(*_HEAD, "result", "reason", "legal_basis", "evidence", "rights_told", "signatures"),
    ),
    "expropriation_decision": (
        *(*_HEAD, "objects", "announced_on", "facts", "reason", "legal_basis", "orders"),
        *("rights_told", "signatures"),
    ),
    "coercive_measure_decision": (
        *("doc_no", "persons", "measure", "objects", "period_from", "period_to", "facts"),
        *("legal_basis", "rights_told", "signatures"),
    ),
    "investigation_report": (
        *("made_at", "facts", "reason", "legal_basis", "factors", "evidence", "opinion"),
        "signatures",
    ),
    "evidence_request_notice": (
        *("doc_no", "reviewed_by", "persons", "wanted", "reason", "legal_basis", "signatures"),
    ),
    "evidence_list": ("persons", "items", "conclusion", "signatures"),
    "demand_notice": (
        *(*_HEAD, "about", "deadline", "way", "amount_yuan", "legal_basis", "rights_told"),
        "signatures",
    ),
    "court_enforcement_application": (
        *("doc_no", "reviewed_by", "court", "filed_at", "facts", "legal_basis", "evidence"),
        "signatures",
    ),
    "court_document": ("made_at", "court", "doc_no", "result", "content"),
    "enforcement_result_record": ("made_at", "about", "court", "result", "content", "signatures"),
    "service_receipt": _SERVICE,
    "service_attempt": _SERVICE,
    "collective_discussion_record": _DISCUSSION,
    "case_discussion_record": ("made_at", *_DISCUSSION),
    "expert_meeting_minutes": ("made_at", *_DISCUSSION),
    "meeting_minutes": ("made_at", *_DISCUSSION),
    "legal_review_opinion": (
        *("made_at", "about", "reviewers", "opinion", "suggestion", "signatures"),
    ),
    "statement_review_record": ("made_at", "about", "adopted", "reason", "signatures"),
    "summary_procedure_record": (
        *("made_at", "persons", "facts", "legal_basis", "steps_taken", "statement_made"),
        *("statement", "review", "adopted", "adopted_reason", "collected_on_spot", "signatures"),
    ),
    "performance_record": ("made_at", "about", "orders", "signatures"),
    "correction_check_record": ("about", "persons", "content", "result", "signatures"),
    "secrecy_marking": (
        *("made_at", "type", "level", "decided_by", "until", "about", "allowed", "reason"),
    ),
    "media_handover_record": ("made_at", "about", "from", "to", "store", "signatures"),
    "long_term_storage_record": (
        *("made_at", "about", "store", "carrier", "verified", "retention", "reason"),
    ),
    "rectification_record": (
        *("clauses", "cause", "measure", "responsible", "found_on", "done_on", "verified_by"),
        *("approved_by", "approved_at"),
    ),
    "public_notice_record": (
        *("made_at", "about", "persons", "tried", "reason", "way", "carrier", "posted_at"),
        *("notice_days", "course", "signatures"),
    ),
    "application_register": (
        *("applicant", "matter", "received_at", "received_by", "channel", "materials"),
        *("materials_complete", "corrected_on_spot", "signatures"),
    ),
}
_PAPERS["no_penalty_decision"] = tuple(name for name in _DECISION if name != "orders")
_PAPERS["case_dismissal_decision"] = _PAPERS["no_penalty_decision"]
_PAPERS["requisition_decision"] = _PAPERS["expropriation_decision"]

_UNNUMBERED = {
    value_name(value, spoken, "channel")
    for value in ("patrol", "visit", "phone")
    for spoken in get_args(Language)
}
"""Sources that come without a number of their own."""
_ON_CONDITION: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "urgent_reason": ("mode", ("urgent",)),
    "started_at": ("mode", ("urgent",)),
    "reported_at": ("mode", ("urgent",)),
    **dict.fromkeys(_MAIL, ("method", ("mail",))),
    "notice_way": ("method", ("public_notice",)),
    "notice_days": ("method", ("public_notice",)),
    "entrusted_body": ("method", ("entrusted", "transfer")),
    "consent": ("method", ("electronic",)),
    "statement": ("statement_made", ("yes",)),
    "review": ("statement_made", ("yes",)),
    "adopted_reason": ("statement_made", ("yes",)),
    "level": ("type", ("state",)),
    "decided_by": ("type", ("state",)),
    "until": ("type", ("state",)),
}
"""A field -> the field and the answers under which it means something, where that one is asked."""

USUAL: Mapping[CaseKind, tuple[str, ...]] = {
    "penalty": (
        *("case_initiation_approval", "rights_notice", "onsite_inspection_record"),
        *("inquiry_transcript", "evidence_request_notice", "evidence_list", "stop_order"),
        *("correction_order", "approval_form", "service_receipt", "investigation_report"),
        *("legal_review_opinion", "collective_discussion_record", "penalty_prior_notice"),
        *("hearing_right_notice", "statement_defence_record", "penalty_decision"),
        *("summary_procedure_record", "summary_penalty_decision", "correction_check_record"),
        *("performance_record", "demand_notice", "case_closure_approval", "secrecy_marking"),
    ),
    "licence": (
        *("application_register", "application_receipt", "onsite_correction_record"),
        *("supplement_notice", "acceptance_notice", "non_acceptance_notice", "approval_form"),
        *("onsite_inspection_record", "licence_decision", "service_receipt"),
        *("case_closure_approval", "secrecy_marking"),
    ),
    "coercion": (
        *("case_initiation_approval", "coercive_measure_approval", "coercive_measure_decision"),
        *("coercive_measure_list", "coercive_measure_onsite_record", "inquiry_transcript"),
        *("service_receipt", "coercive_measure_lift_decision", "demand_notice"),
        *("coercive_enforcement_decision", "court_enforcement_application", "court_document"),
        *("enforcement_result_record", "case_closure_approval"),
    ),
    "expropriation": (
        *("case_initiation_approval", "onsite_inspection_record", "survey_result"),
        *("expert_meeting_minutes", "collective_discussion_record", "approval_form"),
        *("expropriation_decision", "public_notice_text", "service_receipt"),
        *("performance_record", "case_closure_approval"),
    ),
    "inspection": (
        *("inspection_plan", "rights_notice", "onsite_inspection_record", "inquiry_transcript"),
        *("sampling_list", "onsite_record", "inspection_result_notice", "correction_order"),
        *("service_receipt", "correction_check_record", "case_closure_approval"),
    ),
}
"""The papers that cases of a kind usually have, in the order in which they come."""


def usual(case_kind: str | None) -> list[Kind]:
    """The papers to propose for a case of that kind."""
    names = next((v for k, v in USUAL.items() if k == case_kind), None)
    if case_kind == "requisition":
        names = tuple(n.replace("expropriation_d", "requisition_d") for n in USUAL["expropriation"])
    return [KINDS[name] for name in names or USUAL["penalty"]]


def asked_fields(kind: Kind) -> tuple[str, ...]:
    """The fields that are asked for, in order; `step.…` stands for the parts of an approval."""
    if kind.id in _PAPERS:
        return _PAPERS[kind.id]
    own = own_fields(kind)
    words = ("content",) if len(own) < _MANY else ()
    when = () if kind.act else ("made_at",)
    if issubclass(kind.model, Approval):
        return (*own, "facts", *STEPS)
    if issubclass(kind.model, Transcript):
        told = ("persons", "identification.cert_shown", "rights_told")
        return (*when, *told, *own, *words, "signatures")
    if issubclass(kind.model, OutwardPaper):
        return (*_HEAD, *own, "reason", "legal_basis", *words, "signatures")
    return (*when, "persons", *own, *words, "signatures")


def own_fields(kind: Kind) -> tuple[str, ...]:
    """The fields that only this kind of paper has, by the names that pages use."""
    base = next(
        m for m in (Approval, Transcript, OutwardPaper, Record) if issubclass(kind.model, m)
    )
    return tuple(
        field.alias or name
        for name, field in kind.model.model_fields.items()
        if name not in base.model_fields
    )


def applies(field: str, answers: Answers, fields: tuple[str, ...]) -> bool:
    """Whether a field means something under these answers."""
    if field == "adopted" and "statement_made" in fields:
        return bool(answers.get("statement_made") == "yes")
    if field == "reason" and "method" in fields:
        failed = answers.get("result") == "failed"
        return failed or answers.get("method") in _WITH_A_REASON
    if field == "source_ref":
        numbered = answers.get("source") not in _UNNUMBERED
        return numbered and answers.get("mode") != "urgent"
    condition = _ON_CONDITION.get(field)
    if condition is None or condition[0] not in fields:
        return not _no_step(field, answers)
    return answers.get(condition[0]) in condition[1]


def _no_step(field: str, answers: Answers) -> bool:
    """Whether it belongs to a step of an approval that is still to come."""
    parts = field.split(".")
    if parts[0] != "step" or len(parts) < 3:
        return False
    step = f"step.{parts[1]}"
    return step in answers and not answers[step]
