"""A site that has grown: 200,000 accounts and 20 million statements, made in bulk. `python -m bench.grown` builds it once."""
