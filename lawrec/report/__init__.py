"""Reports as people and programs read them. Takes no decisions."""
