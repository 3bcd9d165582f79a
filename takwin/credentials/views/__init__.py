"""Pages and documents of this room, a file for each group."""
