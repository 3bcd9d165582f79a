"""The benchmarks: one file per question. `python -m bench` asks them all; `docs/reference/benchmarks.md` explains."""
