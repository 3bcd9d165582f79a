"""The review of a course that can be read: what a careful colleague would say about it. One file a subject."""
