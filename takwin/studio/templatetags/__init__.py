"""Template words of this room."""
