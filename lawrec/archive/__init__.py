"""Packages of archived cases, and the tables in them."""
