"""Guided entry: what is asked for a case, an act, a paper, as data; no console here.

A guide gives the questions that its answers so far lead to, and in the end the command line that
somebody who knows it would have typed.
"""
