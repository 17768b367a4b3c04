"""What each form of preserving evidence leaves behind (15(3), P7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lawrec.checks.base import Outcome, met, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import awaited_until
from lawrec.checks.facts.preservation import NOTICE, Preservation, lists_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import ActKind
from lawrec.schema.media import FILMED
from lawrec.schema.records.investigation import PreservationForm
from lawrec.schema.records.kinds import KINDS

_PAPERS: Mapping[PreservationForm, tuple[str, ...]] = {
    "appraisal": ("appraisal_opinion", "appraisal_commission"),
    "survey": ("onsite_inspection_record", "onsite_record", "survey_result"),
    "inquiry_transcript": ("inquiry_transcript",),
    "sampling": ("sampling_list", "onsite_record"),
    "copy": ("documentary_evidence", "evidence_item"),
}
_ACTS: Mapping[PreservationForm, tuple[ActKind, ...]] = {
    "appraisal": ("appraisal",),
    "survey": ("onsite_inspection", "survey"),
    "inquiry_transcript": ("inquiry",),
    "sampling": ("sampling",),
}
"""Acts with rows of their own, which ask for their papers (article 13) and footage (14)."""


def forms_backed(case: Facts, one: Preservation) -> Iterator[Outcome]:
    """Every form that is stated is found in its own paper or footage."""
    for form in one.forms:
        if form == "advance_registration":
            yield _registered(case, one)
        elif _found(case, one, form):
            yield met()
        else:
            yield _not_found(case, one, form)


def _registered(case: Facts, one: Preservation) -> Outcome:
    """Advance registration is done by its statutory paper, which the text names (15(3))."""
    if one.notices and (lists_of(case, one) or any(record.items for record in one.typed)):
        return met()
    if one.notices:
        return _not_found(case, one, "advance_registration")
    page = one.papers[0]
    if one.act is not None and awaited_until(case, one.act) is not None:
        return _not_found(case, one, "advance_registration")
    return violated(
        "registration_without_notice",
        N_("{record} {kind}: advance registration is stated, and the case holds no {wanted}"),
        page.at("forms"),
        curable=True,
        remedy=f"lawrec add-record {case.label} {NOTICE}",
        root=("preservation_notice", page.id),
        absent=(NOTICE,),
        record=page.id,
        kind=case.kind_of(page.data),
        wanted=KINDS[NOTICE],
    )


def _found(case: Facts, one: Preservation, form: PreservationForm) -> bool:
    """Whether the case holds what the form leaves; an act of its own is judged by its own rows."""
    if form == "av":
        media = case.media_of(one.act.id) if one.act else list(case.snapshot.media)
        return any(medium.data.mode in FILMED for medium in media)
    if form == "other":
        words = [text for page in one.records for text in (page.data.content,)]
        words += [record.conclusion for record in one.typed]
        return any(not is_blank(text) for text in words)
    if form == "copy" and lists_of(case, one):
        return True
    return bool(case.acts_of(*_ACTS.get(form, ())) or case.records_of(*_PAPERS[form]))


def _not_found(case: Facts, one: Preservation, form: PreservationForm) -> Outcome:
    """By the letter the form is recorded; that its paper be there is our reading of article 13."""
    page = one.papers[0]
    return unsure(
        "preservation_form_unbacked",
        N_(
            "{record} {kind} states the form “{form}”; the paper, list or footage that it leaves "
            "is not found in the case"
        ),
        page.at("forms"),
        remedy=f"lawrec add-record {case.label} ...",
        root=("preservation_form", page.id, form),
        record=page.id,
        kind=case.kind_of(page.data),
        form=form,
    )
