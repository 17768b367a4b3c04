"""Facts that several rules share, computed once for each case from what its files say."""
