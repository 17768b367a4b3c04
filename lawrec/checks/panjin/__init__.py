"""The rulebook of the regulation itself: one article one file, and its clause list as data."""

from lawrec.checks.base import Rule
from lawrec.checks.panjin import (
    art_04_whole_process,
    art_09_initiation,
    art_11_officers_stated,
    art_12_rights_told,
    art_13_evidence,
    art_14_footage,
    art_21_service,
    art_25_archiving,
    art_29_internal_approval,
)

RULES: tuple[Rule, ...] = (
    *art_04_whole_process.RULES,
    *art_09_initiation.RULES,
    *art_11_officers_stated.RULES,
    *art_12_rights_told.RULES,
    *art_13_evidence.RULES,
    *art_14_footage.RULES,
    *art_21_service.RULES,
    *art_25_archiving.RULES,
    *art_29_internal_approval.RULES,
)
"""All rules, in the order of the articles."""
