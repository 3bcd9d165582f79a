"""SQLite as Takwin wants it: durable, with writers that queue."""
