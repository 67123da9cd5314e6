"""The parts of `benchmarks/measures.py`."""
