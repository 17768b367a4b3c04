"""Footage, sound and scans: what the files themselves say about their making."""
