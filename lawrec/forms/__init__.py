"""Forms on paper: how they are laid out, printed, marked, and read back from a scan."""
