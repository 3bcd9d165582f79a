"""What is refused because something else is there."""


class Conflict(Exception):
    """Something else is there already under this id; nothing was changed."""
