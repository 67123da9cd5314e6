"""Material, simulation and peers for `benchmarks/end_of_turn.py`."""
