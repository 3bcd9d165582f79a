"""Takwin: training worth a teacher's time."""

__version__ = "0.1.0"
