"""What the formats of question files share: texts, choices, numbers, words, and what becomes of each question."""
