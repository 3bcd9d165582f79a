"""Page shapes: one sheet of style, the base page, the components and their pattern page. Owns no table."""
