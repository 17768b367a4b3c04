"""What lies on disk: files, their layout, their history and the evidence log."""
