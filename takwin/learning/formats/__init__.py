"""Formats of runs, a folder each."""
