"""The rules make many small objects and no cycles: collecting them often costs a tenth."""

import gc

gc.freeze()
gc.set_threshold(200_000, 50, 50)
