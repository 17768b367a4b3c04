"""Article 21: one file a paragraph."""

from lawrec.checks.panjin.art_21_service import par_1, par_3

RULES = (
    *par_1.RULES,
    *par_3.RULES,
)
