"""The commands, one file each: parse, call a use case, show the answer, give the exit code."""
