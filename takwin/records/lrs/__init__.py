"""The record's door for other systems: xAPI 2.0 (IEEE 9274.1.1) and 1.0.3."""
