"""Article 13: one file a paragraph, the first in two."""

from lawrec.checks.panjin.art_13_evidence import par_1, par_1_items_5_to_8, par_2, par_3

RULES = (
    *par_1.RULES,
    *par_1_items_5_to_8.RULES,
    *par_2.RULES,
    *par_3.RULES,
)
