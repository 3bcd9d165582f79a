"""The yardstick: what plain Django costs for the same work on the same database, written the way a beginner's book does."""
