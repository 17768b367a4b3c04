"""Article 13: one file a paragraph."""

from lawrec.checks.panjin.art_13_evidence import par_1, par_2, par_3

RULES = (
    *par_1.RULES,
    *par_2.RULES,
    *par_3.RULES,
)
