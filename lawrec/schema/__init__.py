"""What a case file is made of: immutable models without any input or output."""
