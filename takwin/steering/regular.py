"""What steering does by the clock."""

from takwin.jobs.rounds import Regular
from takwin.steering.actions import count, fill_all

REGULAR = [Regular("people of a place into its runs", 120, fill_all), Regular("sums of places", 120, count)]
