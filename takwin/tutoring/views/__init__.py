"""Pages of tutors, of those who name them, and of learners."""
