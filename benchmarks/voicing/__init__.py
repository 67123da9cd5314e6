"""What `benchmarks/voices.py` is made of."""
