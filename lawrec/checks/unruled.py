"""The verdict on a row that no rule judges (decision 2)."""

from __future__ import annotations

from lawrec.i18n import N_, Language, translate
from lawrec.schema.clause import Clause
from lawrec.schema.report import Verdict

_MAY = N_("A permission: not using it is no defect")
_DEFINITION = N_("A definition: it lays down no duty of its own")
_UNIT = N_("A duty of the unit: judged by `audit --unit`, not in a single case")
_PERSON = N_("For a person to judge; lawrec cannot tell")
_NO_RULE = N_("lawrec has no rule for this row yet")


def unruled(clause: Clause, language: Language) -> tuple[Verdict, str]:
    """The verdict and its reason for a row without a rule."""
    verdict, reason = _unruled(clause)
    return verdict, translate(reason, language)


def _unruled(clause: Clause) -> tuple[Verdict, str]:
    if clause.status == "permission" or clause.modality == "MAY":
        return "not_applicable", _MAY
    if clause.status == "definition":
        return "not_applicable", _DEFINITION
    if clause.status == "organisational" or clause.modality == "ORGANISATIONAL":
        return "not_applicable", _UNIT
    if clause.status == "human":
        return "undeterminable", _PERSON
    return "undeterminable", _NO_RULE
