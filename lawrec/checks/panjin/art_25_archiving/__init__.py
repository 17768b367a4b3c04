"""Article 25: one file a paragraph."""

from lawrec.checks.panjin.art_25_archiving import par_1, par_2

RULES = (
    *par_1.RULES,
    *par_2.RULES,
)
