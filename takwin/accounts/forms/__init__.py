"""What people fill in about themselves, a file for each group of forms."""
